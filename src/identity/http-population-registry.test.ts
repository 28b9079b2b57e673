import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startFakeHttp } from '../../test/support/fake-http.ts'
import {
  type FakePopulationRegistry,
  REGISTRY_KEY,
  startFakePopulationRegistry,
} from '../../test/support/fake-population-registry.ts'
import { openOutgoing } from '../outgoing/index.ts'
import { httpPopulationRegistry } from './http-population-registry.ts'

let fake: FakePopulationRegistry
const RAHMA = { nik: '3375014108900001', name: 'Siti Nur Rahma' }

beforeAll(async () => {
  fake = await startFakePopulationRegistry()
  fake.people.set(RAHMA.nik, RAHMA.name)
})
beforeEach(() => fake.asked.splice(0))
afterAll(() => fake[Symbol.asyncDispose]())

const registry = (change: { key?: string; timeoutMs?: number; url?: string } = {}) =>
  httpPopulationRegistry(
    openOutgoing(['127.0.0.0/8']),
    { url: `${fake.url}/`, key: REGISTRY_KEY, timeoutMs: 2_000, ...change },
    [1, 1],
  )

test('the registry is asked one question and answers one word', async () => {
  expect(await registry().ask(RAHMA)).toEqual({ outcome: 'match' })
  expect(await registry().ask({ ...RAHMA, name: 'Joko Wibowo' })).toEqual({ outcome: 'mismatch' })
  expect(await registry().ask({ ...RAHMA, nik: '3375014108900002' })).toEqual({ outcome: 'unknown' })
  // The number stands in the body alone: addresses are written down by proxies.
  expect(fake.asked.every(({ path, query }) => !path.includes('3375') && query.size === 0)).toBe(true)
})

test('a passing disturbance is tried again, as the same question', async () => {
  fake.upsets.next({ status: 503, body: 'sebentar' }, 2)
  expect(await registry().ask(RAHMA)).toEqual({ outcome: 'match' })
  expect(new Set(fake.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  expect(fake.asked).toHaveLength(3)
})

test('what does not pass is a value: down, told to wait, a wrong key, an answer nobody can read', async () => {
  fake.upsets.next({ status: 503, body: '' }, 3)
  expect(await registry().ask(RAHMA)).toEqual({ outcome: 'unavailable', reason: 'status_503' })
  fake.upsets.next({ status: 429, headers: { 'retry-after': '120' }, body: '' })
  expect(await registry().ask(RAHMA)).toEqual({
    outcome: 'unavailable',
    reason: 'status_429',
    afterSeconds: 120,
  })
  expect(await registry({ key: 'salah' }).ask(RAHMA)).toMatchObject({ reason: 'status_401' })
  fake.upsets.next({ body: Buffer.from('<html>') })
  expect(await registry().ask(RAHMA)).toMatchObject({ reason: 'unreadable_answer' })
  expect(await registry({ url: 'http://127.0.0.1:1' }).ask(RAHMA)).toMatchObject({ reason: 'unreachable' })
})

test('a registry that never answers is given up, and one inside our network needs leave', async () => {
  await using silent = await startFakeHttp(() => new Promise(() => undefined))
  expect(await registry({ url: silent.url, timeoutMs: 100 }).ask(RAHMA)).toMatchObject({ reason: 'timeout' })
  const guarded = httpPopulationRegistry(
    openOutgoing(),
    { url: fake.url, key: REGISTRY_KEY, timeoutMs: 500 },
    [],
  )
  expect(await guarded.ask(RAHMA)).toMatchObject({ outcome: 'unavailable', reason: 'address_refused' })
})
