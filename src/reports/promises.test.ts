import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { answerReport } from './answer-report.ts'
import { assignReport } from './assign-report.ts'
import { expireReports } from './expire-reports.ts'
import { sayPromiseKept } from './keep-promise.ts'
import { readReport } from './read-report.ts'
import { confirmReport } from './reporter-actions.ts'
import { watchDeadlines } from './watch-deadlines.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const START = new Date('2026-11-10T02:00:00Z')

async function promised(promised_on: string): Promise<string> {
  lapor.clock.set(START)
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const text = 'Lampu sementara dipasang, tiang akan diganti.'
  await answerReport(lapor.context, works.actor, trackingNumber, { text, promised_on })
  return trackingNumber
}

async function read(number: string) {
  const record = await readReport(lapor.context.db, number)
  if (record === null) throw new Error(`no report ${number}`)
  return { ...record.report, types: record.events.map(({ type }) => type) }
}

function keep(number: string) {
  return sayPromiseKept(lapor.context, works.actor, number, { text: 'Tiang sudah diganti hari ini.' })
}

test('a promise outlives the reporter’s silence: its miss is told on the closed report, and it can still be kept', async () => {
  const number = await promised('2026-12-15')
  lapor.clock.set(new Date('2026-11-21T02:00:00Z'))
  await expireReports(lapor.context)
  expect(await read(number)).toMatchObject({ state: 'closed', close_kind: 'silence', due_kind: 'promise' })
  lapor.clock.set(new Date('2026-12-15T17:30:00Z'))
  await watchDeadlines(lapor.context)
  expect((await read(number)).types.at(-1)).toBe('deadline_missed')
  await keep(number)
  expect(await read(number)).toMatchObject({ state: 'closed', due_at: null })
  await expect(keep(number)).rejects.toThrow(DomainError)
})

test('a promise that falls due before the reporter’s own time does not keep the report from closing', async () => {
  const number = await promised('2026-11-12')
  lapor.clock.set(new Date('2026-11-21T02:00:00Z'))
  await watchDeadlines(lapor.context)
  await expireReports(lapor.context)
  expect((await read(number)).state).toBe('closed')
})

test('a reporter who says that it is solved needs nothing more that was promised', async () => {
  const number = await promised('2026-12-15')
  await confirmReport(lapor.context, REPORTER, number, { rating: 5 })
  expect(await read(number)).toMatchObject({ state: 'closed', due_at: null })
  await expect(keep(number)).rejects.toThrow(DomainError)
})
