import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { addHoliday, editDeadlineRule } from '../institutions/index.ts'
import { assignReport } from './assign-report.ts'
import { verifyChains } from './audit.ts'
import { completeReport, holdReport } from './handle-report.ts'
import { readReport } from './read-report.ts'
import { previewRecompute, recomputeDeadlines } from './recompute-deadlines.ts'
import { watchDeadlines } from './watch-deadlines.ts'

let lapor: TestContext
let city: TestStaff
let national: TestStaff
let province: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  national = await lapor.staff('national_admin', 'nasional')
  province = await lapor.staff('institution_admin', 'prov-jawa-tengah')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const at = (instant: string) => lapor.clock.set(new Date(instant))
const REASON = 'SKB Tiga Menteri menetapkan hari libur tambahan.'

async function assigned(): Promise<string> {
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  return trackingNumber
}

async function dueOf(number: string, kind = 'first_follow_up') {
  const record = await readReport(lapor.context.db, number)
  const deadline = record?.deadlines.find((row) => row.kind === kind && row.met_at === null)
  return {
    due: deadline?.due_at?.toISOString(),
    reportDue: record?.report.due_at?.toISOString(),
    record,
    deadline,
  }
}

test('a holiday added afterwards moves nothing by itself; asked for, each report moves with an event of its own', async () => {
  const { context } = lapor
  at('2026-11-10T02:00:00Z')
  const number = await assigned()
  const tuesday = '2026-11-17T16:59:59.999Z'
  expect((await dueOf(number)).due).toBe(tuesday)
  await addHoliday(context, { date: '2026-11-12', name: 'Libur tambahan', kind: 'holiday', area_code: null })
  await watchDeadlines(context)
  expect((await dueOf(number)).due).toBe(tuesday)

  const preview = await previewRecompute(context, city.staff, { byNewRules: false })
  expect(preview).toMatchObject({ earlier: 0, kept: 0 })
  expect(preview.later).toBeGreaterThanOrEqual(2)
  expect(preview.examples[0]).toEqual({
    trackingNumber: number,
    kind: 'first_follow_up',
    from: new Date(tuesday),
    to: new Date('2026-11-18T16:59:59.999Z'),
  })
  // Not one's own institution's reports: nothing to move.
  expect((await previewRecompute(context, province.staff, { byNewRules: false })).later).toBe(0)

  expect(await recomputeDeadlines(context, city.staff, { byNewRules: false, reason: REASON })).toBe(1)
  const { due, reportDue, record } = await dueOf(number)
  expect([due, reportDue]).toEqual(['2026-11-18T16:59:59.999Z', '2026-11-18T16:59:59.999Z'])
  const event = record?.events.at(-1)
  expect(event).toMatchObject({ type: 'deadline_moved', text: REASON, actor_id: city.staff.accountId })
  expect(event?.data.moves).toContainEqual({ deadline: 'first_follow_up', from: tuesday, to: due })
  expect(await recomputeDeadlines(context, city.staff, { byNewRules: false, reason: REASON })).toBe(0)
  expect(await verifyChains(context.db)).toMatchObject({ sound: true })
})

test('who was late only for want of the holiday is late no longer, and is warned anew', async () => {
  const { context } = lapor
  at('2026-11-16T02:00:00Z')
  const number = await assigned()
  at('2026-11-23T17:30:00Z')
  await watchDeadlines(context)
  expect((await dueOf(number)).deadline?.missed_at).not.toBeNull()
  await addHoliday(context, { date: '2026-11-19', name: 'Libur kedua', kind: 'holiday', area_code: null })
  await recomputeDeadlines(context, national.staff, { byNewRules: false, reason: REASON })
  const { deadline } = await dueOf(number)
  expect(deadline).toMatchObject({ missed_at: null, missed_by_id: null, escalated_at: null })
  expect(deadline?.due_at?.toISOString()).toBe('2026-11-24T16:59:59.999Z')
  at('2026-11-24T17:30:00Z')
  await watchDeadlines(context)
  expect((await dueOf(number)).deadline?.missed_at).not.toBeNull()
})

test('a changed rule does not rewrite what runs, not even after a hold, unless it is asked for', async () => {
  const { context } = lapor
  at('2026-12-01T02:00:00Z')
  const number = await assigned()
  const before = (await dueOf(number, 'solve')).due
  await editDeadlineRule(context, {
    kind: 'solve',
    class: 'complaint',
    oversight: false,
    institution_code: null,
    amount: 20,
    calendar: 'working',
    valid_from: '2026-12-02',
    source: 'Peraturan uji',
  })
  context.calendars.forget()
  at('2026-12-03T02:00:00Z')
  await holdReport(context, city.actor, number, { text: 'Mohon sebutkan alamatnya.' })
  await completeReport(context, city.actor, number, { text: 'Jalan Kurinci 4.' })
  expect((await dueOf(number, 'solve')).due).toBe(before)
  expect((await previewRecompute(context, city.staff, { byNewRules: false })).later).toBe(0)
  expect((await previewRecompute(context, city.staff, { byNewRules: true })).later).toBeGreaterThan(0)
  await recomputeDeadlines(context, city.staff, { byNewRules: true, reason: 'Peraturan baru berlaku.' })
  const after = (await dueOf(number, 'solve')).due
  expect(Date.parse(after ?? '')).toBeGreaterThan(Date.parse(before ?? ''))
})

test('nobody becomes late by a change: what would be over already stays as it is', async () => {
  const { context } = lapor
  at('2027-02-01T02:00:00Z')
  const number = await assigned()
  const before = (await dueOf(number)).due
  await editDeadlineRule(context, {
    kind: 'first_follow_up',
    class: null,
    oversight: null,
    institution_code: null,
    amount: 1,
    calendar: 'working',
    valid_from: '2027-02-02',
    source: 'Peraturan uji',
  })
  at('2027-02-04T02:00:00Z')
  const preview = await previewRecompute(context, city.staff, { byNewRules: true })
  expect(preview.kept).toBeGreaterThanOrEqual(1)
  await recomputeDeadlines(context, city.staff, { byNewRules: true, reason: 'Peraturan baru berlaku.' })
  expect((await dueOf(number)).due).toBe(before)
})

test('a rule that reports began under today cannot be replaced under them', async () => {
  const { context } = lapor
  at('2027-03-01T02:00:00Z')
  const rule = {
    kind: 'solve',
    class: 'complaint',
    oversight: false,
    institution_code: null,
    amount: 15,
    calendar: 'working',
    valid_from: '2027-03-01',
    source: 'Peraturan uji',
  }
  await editDeadlineRule(context, rule)
  await editDeadlineRule(context, { ...rule, amount: 16 })
  context.calendars.forget()
  await assigned()
  await expect(editDeadlineRule(context, { ...rule, amount: 30 })).rejects.toMatchObject({
    fields: [{ field: 'valid_from', code: 'rule_in_use' }],
  })
})

test('where no rule fits there is no deadline, and the report is handled all the same', async () => {
  const { context } = lapor
  at('2027-04-01T02:00:00Z')
  await context.db.updateTable('deadline_rules').set({ valid_until: '2027-03-31' }).execute()
  context.calendars.forget()
  const { trackingNumber } = await lapor.report()
  await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const record = await readReport(context.db, trackingNumber)
  expect(record?.report).toMatchObject({ state: 'assigned', due_at: null, due_kind: null })
  await watchDeadlines(context)
})
