import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { answerReport } from './answer-report.ts'
import { assignReport, takeOverReport } from './assign-report.ts'
import { completeReport, followUpReport, holdReport } from './handle-report.ts'
import { readReport } from './read-report.ts'
import { watchDeadlines } from './watch-deadlines.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let national: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  national = await lapor.staff('national_admin', 'nasional')
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** Tuesday, 09.00 WIB; a first follow-up is then due on Tuesday 17 November, end of day. */
const START = new Date('2026-11-10T02:00:00Z')
const at = (instant: string) => lapor.clock.set(new Date(instant))

async function assigned(): Promise<string> {
  lapor.clock.set(START)
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  return trackingNumber
}

async function eventsOf(number: string): Promise<string[]> {
  const record = await readReport(lapor.context.db, number)
  return (record?.events ?? [])
    .map((event) => event.type)
    .filter((type) => /deadline|escalation|take_over/.test(type))
}

test('a deadline warns when a fifth is left, tells the miss, and is offered above two working days later', async () => {
  const number = await assigned()
  at('2026-11-16T16:00:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual([])
  at('2026-11-16T17:30:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual(['deadline_warned'])
  at('2026-11-17T16:59:59Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual(['deadline_warned'])
  at('2026-11-17T17:00:01Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual(['deadline_warned', 'deadline_missed'])
  at('2026-11-19T17:00:01Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual(['deadline_warned', 'deadline_missed', 'escalation_offered'])
})

test('run twice, or on several workers at once, nothing is said a second time', async () => {
  const number = await assigned()
  at('2026-11-17T18:00:00Z')
  await Promise.all([1, 2, 3, 4].map(() => watchDeadlines(lapor.context)))
  await watchDeadlines(lapor.context)
  expect((await eventsOf(number)).filter((type) => type === 'deadline_missed')).toHaveLength(1)
})

test('a run that comes days late says the miss and the offer, and no longer warns', async () => {
  const number = await assigned()
  at('2026-11-21T02:00:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual(['deadline_missed', 'escalation_offered'])
})

test('what was done in time is not talked about', async () => {
  const number = await assigned()
  await followUpReport(lapor.context, works.actor, number, {
    text: 'Tim kami survei lokasi.',
    visibility: 'public',
  })
  await answerReport(lapor.context, works.actor, number, { text: 'Lampu sudah menyala kembali.' })
  at('2026-12-30T02:00:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual([])
})

test('nothing is missed while the clock stands on hold, and it goes on afterwards', async () => {
  const number = await assigned()
  await holdReport(lapor.context, works.actor, number, { text: 'Mohon sebutkan nomor tiangnya.' })
  at('2026-11-18T02:00:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toEqual([])
  await completeReport(lapor.context, { kind: 'reporter', channel: 'web' }, number, {
    text: 'Nomor PKL-0231.',
  })
  at('2026-12-10T02:00:00Z')
  await watchDeadlines(lapor.context)
  expect(await eventsOf(number)).toContain('deadline_missed')
})

test('the level above can take a report over once it was offered, not before', async () => {
  const number = await assigned()
  const take = () => takeOverReport(lapor.context, national.actor, number, { text: 'Tenggat terlewati.' })
  await expect(take()).rejects.toThrow(new DomainError('not_escalated', 409).message)
  at('2026-12-01T02:00:00Z')
  await watchDeadlines(lapor.context)
  await take()
  const record = await readReport(lapor.context.db, number)
  expect(record?.holder.code).toBe('kota-pekalongan')
  expect(record?.report.state).toBe('submitted')
})

test('a missed deadline is counted on both watches: missed at the institution, offered to the ministry', async () => {
  await assigned()
  at('2026-12-01T02:00:00Z')
  await watchDeadlines(lapor.context)
  const row = await lapor.context.db
    .selectFrom('deadlines')
    .select(['missed_at', 'escalated_at'])
    .where('institution_id', '=', city.staff.institutionId)
    .where('escalated_at', 'is not', null)
    .executeTakeFirst()
  expect(row?.missed_at).not.toBeNull()
})
