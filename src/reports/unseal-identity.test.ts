import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { setCustodian } from '../identity/index.ts'
import { tellOfUnsealing } from '../notifications/index.ts'
import {
  decideUnsealing,
  listUnsealRequests,
  readUnsealed,
  requestUnsealing,
  tellUnsealed,
  verifyUnsealLog,
} from './index.ts'

let lapor: TestContext
let city: TestStaff
let other: TestStaff
let unit: TestStaff
let national: TestStaff
let number: string

const REASON = 'Penyidik meminta keterangan saksi dengan surat nomor 12 tahun 2026.'

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  other = await lapor
    .staff('institution_admin', 'kab-batang')
    .catch(() => lapor.staff('unit_officer', 'pkl-dinkes'))
  unit = await lapor.staff('unit_officer', 'pkl-dpupr')
  national = await lapor.staff('national_admin', 'nasional')
  await setCustodian(lapor.context.db, national.email, true, {
    accountId: national.staff.accountId,
    at: lapor.clock.now(),
  })
})
afterAll(() => lapor[Symbol.asyncDispose]())
beforeEach(async () => {
  number = (await lapor.report({ anonymous: true, name: 'Sumarni Dewi', nik: '3375012108900001' }))
    .trackingNumber
})

const ask = (who: TestStaff) => requestUnsealing(lapor.context, who.staff, number, { reason: REASON })
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code,
  )

test('two people open an identity, for a time, and every step is logged', async () => {
  const id = await ask(city)
  expect(await code(readUnsealed(lapor.context, city.staff, number))).toBe('not_found')
  await decideUnsealing(lapor.context, national.staff, id, { approve: true })
  const identity = await readUnsealed(lapor.context, city.staff, number)
  expect(identity).toMatchObject({ name: 'Sumarni Dewi', nik: '3375012108900001' })
  expect(identity.contact?.value).toMatch(/^\+62812/)
  // Approved for the one who asked, not for whoever approved.
  expect(await code(readUnsealed(lapor.context, national.staff, number))).toBe('not_found')
  lapor.clock.advanceHours(25)
  expect(await code(readUnsealed(lapor.context, city.staff, number))).toBe('not_found')
  const log = await lapor.context.db
    .selectFrom('unseal_log')
    .select('action')
    .where('request_id', '=', id)
    .execute()
  expect(log.map(({ action }) => action)).toEqual(['requested', 'approved', 'read'])
})

test('nobody decides on their own request, and only a custodian on others’', async () => {
  const own = await ask(national)
  expect(await code(decideUnsealing(lapor.context, national.staff, own, { approve: true }))).toBe(
    'not_own_request',
  )
  expect(await code(decideUnsealing(lapor.context, city.staff, own, { approve: true }))).toBe('not_found')
  const id = await ask(city)
  await decideUnsealing(lapor.context, national.staff, id, {
    approve: false,
    reason: 'Belum ada surat resmi.',
  })
  expect(await code(decideUnsealing(lapor.context, national.staff, id, { approve: true }))).toBe(
    'already_decided',
  )
  expect(await code(readUnsealed(lapor.context, city.staff, number))).toBe('not_found')
})

test('the database itself refuses one person in both parts', async () => {
  const id = await ask(city)
  await expect(
    lapor.context.db
      .updateTable('unseal_requests')
      .set({ decided_by: city.staff.accountId, decision: 'approved' })
      .where('id', '=', id)
      .execute(),
  ).rejects.toThrow(/check/)
})

test('a unit, an outsider and a short reason get nowhere', async () => {
  expect(await code(ask(unit))).toBe('not_found')
  expect(await code(ask(other))).toBe('not_found')
  expect(await code(requestUnsealing(lapor.context, city.staff, number, { reason: 'perlu' }))).toBe(
    'invalid_input',
  )
  await ask(city)
  expect(await code(ask(city))).toBe('already_requested')
  const named = await lapor.report()
  expect(
    await code(requestUnsealing(lapor.context, city.staff, named.trackingNumber, { reason: REASON })),
  ).toBe('not_anonymous')
})

test('a custodian of one institution does not see the requests of another', async () => {
  await ask(national)
  await setCustodian(lapor.context.db, other.email, true, {
    accountId: other.staff.accountId,
    at: lapor.clock.now(),
  })
  const seen = await listUnsealRequests(lapor.context.db, other.staff)
  const foreign = seen.filter(({ tracking_number }) => tracking_number === number)
  expect(foreign).toEqual([])
})

test('afterwards the reporter is told, once, by whom and why', async () => {
  const id = await ask(city)
  await decideUnsealing(lapor.context, national.staff, id, { approve: true })
  lapor.clock.advanceHours(25)
  expect(await tellUnsealed(lapor.context)).toBeGreaterThan(0)
  expect(await tellUnsealed(lapor.context)).toBe(0)
  const deps = { ...lapor.context, baseUrl: 'https://lapor.contoh.go.id' }
  await tellOfUnsealing(deps, { request_id: id, what: 'ended' })
  const told = await lapor.context.db
    .selectFrom('notifications')
    .select(['recipient_kind', 'body_sealed'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(told.recipient_kind).toBe('reporter')
  const text = lapor.context.sealer.open(told.body_sealed)
  expect(text).toContain(REASON)
  expect(text).toContain(city.staff.nodeName)
})

test('the log holds together and cannot be changed', async () => {
  await ask(city)
  expect(await verifyUnsealLog(lapor.context.db)).toEqual({ sound: true })
  await expect(lapor.context.db.deleteFrom('unseal_log').execute()).rejects.toThrow()
})
