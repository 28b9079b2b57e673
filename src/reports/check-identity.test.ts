import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext } from '../../test/support/context.ts'
import { type RegistryAnswer, setIdentityRule } from '../identity/index.ts'
import {
  admitReport,
  checkIdentity,
  expireReports,
  readIdentityWait,
  readReport,
  retryIdentityChecks,
  stateIdentity,
  submitReport,
} from './index.ts'

let lapor: TestContext
let answer: RegistryAnswer
let asked: { nik: string; name: string }[]
let people = 0

beforeAll(async () => {
  lapor = await createTestContext()
  const { db, clock } = lapor.context
  const rule = (reportClass: 'aspiration' | 'information_request', step: string) =>
    setIdentityRule(db, { class: reportClass, categoryCode: '', step }, clock.now(), true)
  await rule('information_request', 'verified')
  await rule('aspiration', 'stated')
})
beforeEach(() => {
  answer = { outcome: 'match' }
  asked = []
  people += 1
})
afterAll(() => lapor[Symbol.asyncDispose]())

const deps = () => ({
  ...lapor.context,
  populationRegistry: {
    ask: async (question: { nik: string; name: string }) => {
      asked.push(question)
      return answer
    },
  },
})
const phone = () => `+62812777700${String(people).padStart(2, '0')}`
const NIK = '3375014108900001'

/** A report of somebody whose contact is known. */
async function send(input: Record<string, unknown> = {}, channel = 'web') {
  const sent = await submitReport(lapor.context, {
    input: {
      class: 'information_request',
      body: 'Mohon salinan anggaran perbaikan jalan tahun ini.',
      name: 'Siti Nur Rahma',
      nik: NIK,
      ...input,
    },
    channel,
    language: 'id',
    confirmedContact: { kind: 'phone', value: phone() },
  })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', sent.id)
    .executeTakeFirstOrThrow()
  return { ...sent, reporterId: reporter_id }
}

async function stateOf({ trackingNumber }: { trackingNumber: string }) {
  const record = await readReport(lapor.context.db, trackingNumber)
  return { state: record?.report.state, events: record?.events.map(({ type }) => type) }
}

test('a report waits for the population registry and goes on when it fits; the person is never asked again', async () => {
  const first = await send()
  expect(first).toMatchObject({ state: 'awaiting_identity', lacks: 'answer' })
  await checkIdentity(deps(), first.reporterId)
  expect(asked).toEqual([{ nik: NIK, name: 'Siti Nur Rahma' }])
  expect(await stateOf(first)).toEqual({
    state: 'submitted',
    events: ['submit', 'confirm_contact', 'confirm_identity'],
  })
  const second = await send({ nik: null })
  expect(second).toMatchObject({ state: 'submitted', lacks: null })
  expect(asked).toHaveLength(1)
})

test('while the registry is down nothing is lost: the report waits past its seven days and goes on by itself', async () => {
  const sent = await send()
  answer = { outcome: 'unavailable', reason: 'status_503' }
  await checkIdentity(deps(), sent.reporterId)
  expect(await readIdentityWait(lapor.context.db, sent.id)).toMatchObject({
    lacks: 'answer',
    registryIsDown: true,
  })
  // Not before its time.
  await retryIdentityChecks(deps())
  expect(asked).toHaveLength(1)
  lapor.clock.advanceHours(9 * 24)
  await expireReports(lapor.context)
  expect((await stateOf(sent)).state).toBe('awaiting_identity')
  answer = { outcome: 'match' }
  await retryIdentityChecks(deps())
  expect((await stateOf(sent)).state).toBe('submitted')
})

test('a registry that names a time is kept to it', async () => {
  const sent = await send()
  answer = { outcome: 'unavailable', reason: 'status_429', afterSeconds: 3 * 3_600 }
  await checkIdentity(deps(), sent.reporterId)
  lapor.clock.advanceHours(2)
  expect(await retryIdentityChecks(deps())).toBe(0)
  lapor.clock.advanceHours(2)
  expect(await retryIdentityChecks(deps())).toBe(1)
})

test('what does not match comes back to its reporter with their time anew, and the correction is asked about', async () => {
  const sent = await send()
  lapor.clock.advanceHours(6 * 24)
  answer = { outcome: 'mismatch' }
  await checkIdentity(deps(), sent.reporterId)
  expect(await readIdentityWait(lapor.context.db, sent.id)).toMatchObject({ lacks: 'correction' })
  lapor.clock.advanceHours(3 * 24)
  await expireReports(lapor.context)
  expect((await stateOf(sent)).state).toBe('awaiting_identity')
  const correct = { name: 'Siti Nurrahma', nik: '3375 0141 0890 0001' }
  await stateIdentity(lapor.context, REPORTER, sent.trackingNumber, correct)
  answer = { outcome: 'match' }
  await checkIdentity(deps(), sent.reporterId)
  expect(asked.at(-1)).toEqual({ nik: NIK, name: 'Siti Nurrahma' })
  expect((await stateOf(sent)).state).toBe('submitted')
})

test('who never corrects it is told at the end, and the registry is asked no more', async () => {
  const sent = await send()
  answer = { outcome: 'unknown' }
  await checkIdentity(deps(), sent.reporterId)
  lapor.clock.advanceHours(8 * 24)
  await expireReports(lapor.context)
  expect((await stateOf(sent)).state).toBe('archived')
  expect(await readIdentityWait(lapor.context.db, sent.id)).toBeNull()
})

test('a channel that cannot ask keeps the report until name and NIK are stated, one statement for all of them', async () => {
  const one = await send({ class: 'aspiration', nik: null, name: null }, 'sms')
  const two = await send(
    { class: 'aspiration', nik: null, name: null, body: 'Tambah lampu di taman.' },
    'sms',
  )
  expect([one.lacks, two.lacks]).toEqual(['statement', 'statement'])
  const state = (input: { name: string; nik: string }) =>
    stateIdentity(lapor.context, { kind: 'reporter', channel: 'sms' }, one.trackingNumber, input)
  await expect(state({ name: '', nik: '123' })).rejects.toMatchObject({
    fields: [{ field: 'name' }, { field: 'nik', code: 'invalid_nik' }],
  })
  await state({ name: 'Rukmini', nik: NIK })
  expect([(await stateOf(one)).state, (await stateOf(two)).state]).toEqual(['submitted', 'submitted'])
})

test('another statement is not the one that the registry confirmed', async () => {
  const sent = await send({ class: 'aspiration', nik: null, name: null }, 'sms')
  await lapor.context.db
    .updateTable('reporters')
    .set({ verified_at: lapor.clock.now() })
    .where('id', '=', sent.reporterId)
    .execute()
  const input = { name: 'Orang Lain', nik: NIK }
  await stateIdentity(lapor.context, { kind: 'reporter', channel: 'sms' }, sent.trackingNumber, input)
  expect((await readReport(lapor.context.db, sent.trackingNumber))?.identity).toBe('stated')
})

test('whoever finds the registry away does not ask it about everybody else', async () => {
  await lapor.context.db.deleteFrom('identity_waits').where('lacks', '=', 'answer').execute()
  await send()
  people += 1
  await send()
  answer = { outcome: 'unavailable', reason: 'timeout' }
  expect(await retryIdentityChecks(deps())).toBe(1)
  expect(asked).toHaveLength(1)
  answer = { outcome: 'match' }
  expect(await retryIdentityChecks(deps())).toBe(1)
  lapor.clock.advanceHours(1)
  expect(await retryIdentityChecks(deps())).toBe(1)
})

test('nobody tries names against numbers', async () => {
  const sent = await send()
  answer = { outcome: 'mismatch' }
  const tries = async () => {
    for (let count = 0; count < 8; count += 1) {
      await checkIdentity(deps(), sent.reporterId)
      await stateIdentity(lapor.context, REPORTER, sent.trackingNumber, { name: `Nama ${count}`, nik: NIK })
    }
  }
  await expect(tries()).rejects.toMatchObject({ code: 'too_many_attempts', status: 429 })
  expect(asked.length).toBeLessThanOrEqual(6)
})

test('an answer about a name that was corrected meanwhile counts for nothing', async () => {
  const sent = await send()
  const slow = {
    ...lapor.context,
    populationRegistry: {
      ask: async () => {
        await lapor.context.db
          .updateTable('reporters')
          .set({ name_sealed: lapor.context.sealer.seal('Orang Lain') })
          .where('id', '=', sent.reporterId)
          .execute()
        return { outcome: 'match' } as const
      },
    },
  }
  await checkIdentity(slow, sent.reporterId)
  expect((await stateOf(sent)).state).toBe('awaiting_identity')
})

test('an unconfirmed report asks only after its contact is confirmed, and confirming twice tells nothing twice', async () => {
  const sent = await lapor.report(
    { class: 'information_request', nik: NIK, phone: phone() },
    { confirmed: false },
  )
  expect(await readIdentityWait(lapor.context.db, sent.id)).toBeNull()
  await admitReport(lapor.context, sent.trackingNumber)
  await admitReport(lapor.context, sent.trackingNumber)
  expect((await stateOf(sent)).events).toEqual(['submit', 'confirm_contact'])
})
