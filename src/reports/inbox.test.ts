import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { answerReport } from './answer-report.ts'
import { assignReport, takeOverReport } from './assign-report.ts'
import { countMisses } from './count-misses.ts'
import { followUpReport } from './handle-report.ts'
import { type InboxFilter, readInbox } from './inbox.ts'
import { countInbox } from './inbox-counts.ts'
import { countDuties, readTasks } from './inbox-duties.ts'
import { addTask, finishTask } from './support-tasks.ts'
import { watchDeadlines } from './watch-deadlines.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let fire: TestStaff
let national: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  fire = await lapor.staff('unit_officer', 'pkl-bpbd')
  national = await lapor.staff('national_admin', 'nasional')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const at = (instant: string) => lapor.clock.set(new Date(instant))

async function assigned(instant: string, unit = 'pkl-dpupr', verified = {}): Promise<string> {
  at(instant)
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: unit, ...verified })
  return trackingNumber
}

async function inboxOf(who: TestStaff, filter: Partial<InboxFilter> = {}) {
  const now = lapor.clock.now()
  return readInbox(lapor.context.db, who.staff, { scope: 'held', now, limit: 25, ...filter })
}

test('the inbox shows first what is overdue, then what was warned of, then what is due next, page by page', async () => {
  const { context } = lapor
  const overdue = await assigned('2026-11-02T02:00:00Z')
  // Sixty working days for an investigation, most of them gone: due after all others, and yet at risk.
  const warned = await assigned('2026-08-26T02:00:00Z', 'pkl-dpupr', { oversight: true })
  await followUpReport(context, works.actor, warned, { text: 'Tim audit bekerja.', visibility: 'public' })
  const calm = await assigned('2026-11-09T02:00:00Z')
  const calmest = await assigned('2026-11-10T02:00:00Z')
  at('2026-11-11T17:30:00Z')
  const first = await inboxOf(works, { limit: 3 })
  expect(first.reports.map(({ tracking_number, risk }) => [tracking_number, risk])).toEqual([
    [overdue, 'overdue'],
    [warned, 'warned'],
    [calm, null],
  ])
  const second = await inboxOf(works, { limit: 3, cursor: first.nextCursor ?? '' })
  expect(second.reports.map((report) => report.tracking_number)).toEqual([calmest])
  expect(second.nextCursor).toBeNull()
  const dueOf = (number: string) => first.reports.find((row) => row.tracking_number === number)?.due_at
  expect(dueOf(warned)?.getTime()).toBeGreaterThan(dueOf(calm)?.getTime() ?? Number.NaN)
  expect((await countInbox(context.db, works.staff, lapor.clock.now())).overdue).toBe(1)
  await expect(inboxOf(works, { cursor: 'overdue.xx' })).rejects.toThrow('invalid_input')
  await expect(inboxOf(works, { cursor: 'toString.e30' })).rejects.toThrow('invalid_input')
})

test('an open task shows to the one who has it, with the due date of the task, until it is done', async () => {
  const { context } = lapor
  const number = await assigned('2026-11-10T02:00:00Z')
  await addTask(context, works.actor, number, {
    institution_code: 'pkl-bpbd',
    task: 'Siapkan pompa air di lokasi.',
    required: true,
    due_on: '2026-11-12',
  })
  const now = lapor.clock.now()
  const { reports } = await readTasks(context.db, fire.staff, { now, limit: 25 })
  expect(reports).toMatchObject([
    { tracking_number: number, task: 'Siapkan pompa air di lokasi.', due_kind: 'task' },
  ])
  expect(reports[0]?.due_at?.toISOString()).toBe('2026-11-12T16:59:59.999Z')
  expect((await readTasks(context.db, works.staff, { now, limit: 25 })).reports).toEqual([])
  expect((await countDuties(context.db, fire.staff, now)).tasks).toBe(1)
  await finishTask(context, fire.actor, number, { text: 'Pompa air sudah dipasang.' })
  expect((await countDuties(context.db, fire.staff, now)).tasks).toBe(0)
})

test('a unit’s escalated report is offered to its institution, an institution’s own to the national level', async () => {
  const { context } = lapor
  const ofUnit = await assigned('2026-11-10T02:00:00Z')
  at('2026-11-10T02:00:00Z')
  const { trackingNumber: ofCity } = await lapor.report()
  at('2026-12-01T02:00:00Z')
  await watchDeadlines(context)
  const offeredTo = async (who: TestStaff) =>
    (await inboxOf(who, { scope: 'offered' })).reports.map((report) => report.tracking_number)
  expect(await offeredTo(city)).toContain(ofUnit)
  expect(await offeredTo(city)).not.toContain(ofCity)
  expect(await offeredTo(national)).toContain(ofCity)
  expect(await offeredTo(national)).not.toContain(ofUnit)
  expect((await countDuties(context.db, works.staff, lapor.clock.now())).offered).toBe(0)
  await takeOverReport(context, city.actor, ofUnit, { text: 'Kami tangani langsung.' })
  expect(await offeredTo(city)).not.toContain(ofUnit)
})

test('an answer waits at an official who may approve it, not at the one who drafted it', async () => {
  const { context } = lapor
  const number = await assigned('2026-11-10T02:00:00Z')
  await context.db
    .updateTable('institutions')
    .set({ answers_need_approval: true })
    .where('id', '=', city.staff.institutionId)
    .execute()
  await answerReport(context, works.actor, number, { text: 'Lampu sudah menyala kembali.' })
  const waiting = async (who: TestStaff) =>
    (await countDuties(context.db, who.staff, lapor.clock.now())).toApprove
  expect([await waiting(city), await waiting(works)]).toEqual([0, 0])
  await context.db
    .updateTable('staff_accounts')
    .set({ may_approve: true })
    .where('id', 'in', [city.staff.accountId, works.staff.accountId])
    .execute()
  expect([await waiting(city), await waiting(works)]).toEqual([1, 0])
})

test('two watches count misses apart: the institution from the miss, the ministry from the offer on', async () => {
  const { context } = lapor
  const since = new Date('2027-01-01T00:00:00Z')
  await assigned('2027-02-01T02:00:00Z', 'pkl-bpbd')
  const watched = async (who: TestStaff) => {
    await watchDeadlines(context)
    return (await countMisses(context.db, who.staff, since)).map(({ name: _, ...row }) => row)
  }
  const unit = (ministry: number, institution = 1) => ({
    code: 'pkl-bpbd',
    institution,
    ministry,
    open: institution,
  })
  at('2027-02-09T02:00:00Z')
  expect(await watched(city)).toEqual(expect.arrayContaining([unit(0)]))
  expect(await watched(works)).not.toEqual(expect.arrayContaining([unit(0)]))
  at('2027-02-11T02:00:00Z')
  expect(await watched(city)).toEqual(expect.arrayContaining([unit(1)]))
  const [atMinistry] = await watched(national)
  expect(atMinistry).toMatchObject({ code: 'kota-pekalongan' })
  expect(atMinistry?.ministry).toBeGreaterThanOrEqual(1)
})
