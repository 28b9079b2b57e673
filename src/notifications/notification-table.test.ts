import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { assignReport, readReport } from '../reports/index.ts'
import {
  chooseDigest,
  notifyOfEvent,
  readNotificationTable,
  saveNotificationTable,
  sendStaffDigests,
} from './index.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const deps = () => ({ ...lapor.context, baseUrl: 'https://lapor.example.go.id' })

async function assigned() {
  const report = await lapor.report()
  const { seq } = await assignReport(lapor.context, city.actor, report.trackingNumber, {
    institution_code: 'pkl-dpupr',
  })
  await notifyOfEvent(deps(), { report_id: report.id, seq })
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .select(['recipient_kind', 'next_try_at'])
    .where('report_id', '=', report.id)
    .execute()
  return { ...report, told: rows.map(({ recipient_kind }) => recipient_kind).sort(), rows }
}

test('what an operator switches off is not sent; codes cannot be switched off', async () => {
  expect((await assigned()).told).toEqual(['reporter', 'staff'])
  const table = await readNotificationTable(lapor.context.db)
  const on = table.filter(
    ({ event, role }) => !(event === 'assign' && role === 'reporter') && event !== 'submit',
  )
  await saveNotificationTable(
    lapor.context.db,
    new Set(on.map(({ event, role, channel }) => `${event} ${role} ${channel}`)),
    lapor.clock.now(),
  )
  expect((await assigned()).told).toEqual(['staff'])
  const after = await readNotificationTable(lapor.context.db)
  expect(after.filter(({ event }) => event === 'submit').every(({ on: isOn }) => isOn)).toBe(true)
  await saveNotificationTable(
    lapor.context.db,
    new Set(table.map(({ event, role, channel }) => `${event} ${role} ${channel}`)),
    lapor.clock.now(),
  )
})

test('news of the night wait for the morning', async () => {
  const day = lapor.clock.now()
  lapor.clock.set(new Date('2026-11-10T16:00:00Z'))
  const { rows } = await assigned()
  const reporter = rows.find(({ recipient_kind }) => recipient_kind === 'reporter')
  expect(reporter?.next_try_at?.toISOString()).toBe('2026-11-10T23:00:00.000Z')
  lapor.clock.set(day)
})

test('who wants one message a day gets it once, with the most urgent first, and none for each event', async () => {
  const { db, sealer } = lapor.context
  await chooseDigest(db, works.staff.accountId, true, lapor.clock.now())
  const report = await assigned()
  expect(report.told).toEqual(['reporter'])
  await sendStaffDigests(deps())
  await sendStaffDigests(deps())
  const digests = await db
    .selectFrom('notifications')
    .select(['subject', 'body_sealed'])
    .where('account_id', '=', works.staff.accountId)
    .where('report_id', 'is', null)
    .execute()
  expect(digests).toHaveLength(1)
  const record = await readReport(db, report.trackingNumber)
  expect(record).not.toBeNull()
  const body = sealer.open(digests[0]?.body_sealed ?? Buffer.alloc(0)).replaceAll(' ', '')
  expect(body).toContain(report.trackingNumber)
})
