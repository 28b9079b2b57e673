import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { verifyChains } from './audit.ts'
import { readReport } from './read-report.ts'
import { type SubmitReport, submitReport } from './submit.ts'

let lapor: TestContext

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const send = (value: string, change: Partial<SubmitReport> = {}) =>
  submitReport(lapor.context, {
    input: { body: 'Saluran air di depan rumah tersumbat dan meluap tiap hujan.' },
    channel: 'telegram',
    language: 'id',
    confirmedContact: { kind: 'telegram', value },
    ...change,
  })

test('a report by a channel account goes straight to verification, without a code', async () => {
  const sent = await send('88001')
  expect(sent.state).toBe('submitted')
  const record = await readReport(lapor.context.db, sent.trackingNumber)
  expect(record?.report).toMatchObject({ state: 'submitted', name_sealed: null, channel: 'telegram' })
  expect(record?.events.map(({ type }) => type)).toEqual(['submit', 'confirm_identity'])
  expect(record?.contact?.kind).toBe('telegram')
  const { rows } = await lapor.context.database.pool.query(
    `select data->>'seq' as seq from pgboss.job where name = 'notify' and data->>'report_id' = $1`,
    [String(sent.id)],
  )
  expect(rows).toEqual([{ seq: '2' }])
  expect(await verifyChains(lapor.context.db)).toMatchObject({ sound: true })
})

test('a name once given is known for the next report', async () => {
  await send('88002', { input: { body: 'Lampu jalan mati di ujung gang kami.', name: 'Rukmini' } })
  const next = await send('88002')
  const record = await readReport(lapor.context.db, next.trackingNumber)
  const sealed = record?.report.name_sealed ?? null
  expect(sealed === null ? null : lapor.context.sealer.open(sealed)).toBe('Rukmini')
})

test('the same message delivered twice, also at the same instant, is one report', async () => {
  const sent = await Promise.all(
    Array.from({ length: 4 }, () => send('88003', { idempotencyKey: 'telegram:update:1' })),
  )
  expect(new Set(sent.map(({ trackingNumber }) => trackingNumber)).size).toBe(1)
  expect(sent.every(({ state }) => state === 'submitted')).toBe(true)
})

test('what does not fit is refused as everywhere', async () => {
  await expect(send('88004', { input: { body: 'x' } })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ field: 'body' }],
  })
})

test('let in together with others a report has the same rows as one let in by itself', async () => {
  const { db } = lapor.context
  const phone = '+6281288880001'
  const together = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      send(`${phone}${index}`, { confirmedContact: { kind: 'phone', value: `${phone}${index}` } }),
    ),
  )
  // The same number by WhatsApp is the same person, whose contacts have to be seen first.
  const alone = await send(`${phone}0`, { confirmedContact: { kind: 'whatsapp', value: `${phone}0` } })
  const rowsOf = async (id: number) => {
    const { pool } = lapor.context.database
    const rows = async (text: string) => (await pool.query(text, [id])).rows
    const all = {
      report: await rows('select * from reports where id = $1'),
      events: await rows('select * from report_events where report_id = $1 order by seq'),
      deadlines: await rows('select * from deadlines where report_id = $1 order by kind'),
      assignments: await rows('select * from assignments where report_id = $1'),
      jobs: await rows(
        "select name, priority from pgboss.job where data->>'report_id' = $1::text order by name",
      ),
    }
    return JSON.parse(JSON.stringify(all), (name, value) => (OWN.has(name) ? undefined : value))
  }
  const [first] = together
  expect(await rowsOf(first?.id ?? 0)).toEqual(await rowsOf(alone.id))
  const owners = await db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', 'in', [first?.id ?? 0, alone.id])
    .distinct()
    .execute()
  expect(owners).toHaveLength(1)
  expect(await verifyChains(db)).toMatchObject({ sound: true })
})

/** What differs from report to report. */
const OWN: ReadonlySet<string> = new Set([
  'id',
  'report_id',
  'contact_id',
  'tracking_number',
  'last_event_hash',
  'prev_hash',
  'hash',
])
