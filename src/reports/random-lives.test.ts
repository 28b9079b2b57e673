import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { answerReport } from './answer-report.ts'
import { assignReport, returnReport, takeOverReport } from './assign-report.ts'
import { verifyChains } from './audit.ts'
import { admitReport } from './confirm-identity.ts'
import { expireReports } from './expire-reports.ts'
import {
  archiveReport,
  closeReport,
  completeReport,
  followUpReport,
  holdReport,
  restoreReport,
} from './handle-report.ts'
import { joinReport, unjoinReport } from './join-reports.ts'
import { sayPromiseKept } from './keep-promise.ts'
import { openDeadlines } from './report-deadlines.ts'
import { addInformation, confirmReport, disputeReport, withdrawReport } from './reporter-actions.ts'
import { addTask, declineTask, finishTask } from './support-tasks.ts'
import { verifyReport } from './verify-report.ts'
import { watchDeadlines } from './watch-deadlines.ts'
import { WORKFLOW } from './workflow.ts'

/** So many lives of so many steps; the seed of a failing one is printed and can be played again. */
const LIVES = 60
const STEPS = 60
const REPORTS = 3
const ENDED: ReadonlySet<string> = new Set(['closed', 'archived'])

let lapor: TestContext
let people: TestStaff[]

beforeAll(async () => {
  lapor = await createTestContext()
  people = [
    await lapor.staff('national_admin', 'nasional'),
    await lapor.staff('institution_admin', 'kota-pekalongan'),
    await lapor.staff('unit_officer', 'pkl-dpupr'),
    await lapor.staff('unit_officer', 'pkl-dinperkim'),
    await lapor.staff('institution_admin', 'kab-pekalongan'),
    await lapor.staff('observer', 'kota-pekalongan'),
  ]
})
afterAll(() => lapor[Symbol.asyncDispose]())

const NODES = ['pkl-dpupr', 'pkl-dinperkim', 'kota-pekalongan', 'kab-pekalongan', 'pln', 'nasional']
const TEXT = 'Keterangan yang cukup panjang.'

interface Step {
  readonly what: number
  readonly who: number
  readonly report: number
  readonly other: number
  readonly node: number
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.nat(22),
  who: fc.nat(5),
  report: fc.nat(REPORTS - 1),
  other: fc.nat(REPORTS - 1),
  node: fc.nat(NODES.length - 1),
})

function play({ what, who, report, other, node }: Step, numbers: readonly string[]): Promise<unknown> {
  const { context, clock } = lapor
  const actor = people[who]?.actor ?? REPORTER
  const number = numbers[report] ?? ''
  const code = NODES[node] ?? ''
  const actions: (() => Promise<unknown>)[] = [
    () => admitReport(context, number),
    () => verifyReport(context, actor, number, {}),
    () => assignReport(context, actor, number, { institution_code: code, note: TEXT }),
    () => assignReport(context, actor, number, { institution_code: 'pkl-dpupr', note: TEXT }),
    () => returnReport(context, actor, number, { reason: TEXT }),
    () =>
      followUpReport(context, actor, number, {
        text: TEXT,
        visibility: node % 2 === 0 ? 'public' : 'internal',
      }),
    () =>
      answerReport(context, actor, number, {
        text: TEXT,
        open_tasks_reason: node === 0 ? TEXT : null,
        promised_on: node % 3 === 1 ? laterDay(clock.now()) : null,
      }),
    () => holdReport(context, actor, number, { text: TEXT }),
    () => completeReport(context, REPORTER, number, { text: TEXT }),
    () => confirmReport(context, REPORTER, number, { rating: (node % 5) + 1 }),
    () => disputeReport(context, REPORTER, number, { text: TEXT }),
    () => archiveReport(context, actor, number, { reason: 'too_general', text: TEXT }),
    () => restoreReport(context, actor, number, { text: TEXT }),
    () => withdrawReport(context, REPORTER, number, { text: null }),
    () => closeReport(context, actor, number, { text: TEXT }),
    () => addInformation(context, REPORTER, number, { text: TEXT }),
    () => joinReport(context, actor, number, { into: numbers[other] ?? '' }),
    () => unjoinReport(context, actor, number, { text: TEXT }),
    () => addTask(context, actor, number, { institution_code: code, task: TEXT, required: node % 2 === 0 }),
    () => (node % 2 === 0 ? finishTask : declineTask)(context, actor, number, { text: TEXT }),
    () => takeOverReport(context, actor, number, { text: TEXT }),
    () => sayPromiseKept(context, actor, number, { text: TEXT }),
    async () => {
      clock.advanceHours(24 * (node + 1))
      await expireReports(context)
      await watchDeadlines(context)
    },
  ]
  return actions[what]?.() ?? Promise.resolve()
}

/** A week on: before or after the reporter's own time to reply runs out, as the clock is moved. */
function laterDay(now: Date): string {
  return new Date(now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10)
}

/** What must hold after every step, whatever happened. */
async function holdAll(numbers: readonly string[]): Promise<void> {
  const { db } = lapor.context
  const reports = await db.selectFrom('reports').selectAll().where('tracking_number', 'in', numbers).execute()
  expect(reports).toHaveLength(numbers.length)
  for (const report of reports) {
    expect(Object.keys(WORKFLOW)).toContain(report.state)
    const leads = await db
      .selectFrom('assignments')
      .select('to_id')
      .where('report_id', '=', report.id)
      .where('role', '=', 'lead')
      .where('ended_at', 'is', null)
      .execute()
    const expected = report.submitted_at === null ? [] : [report.holder_id]
    expect([report.state, leads.map((lead) => lead.to_id)]).toEqual([report.state, expected])
    const open = (await openDeadlines(db, report.id)).filter(
      ({ kind, due_at }) => kind !== 'task' && due_at !== null,
    )
    const asked = open.filter(({ kind }) => ['identity', 'completion', 'reporter_reply'].includes(kind))
    const next = (asked.length > 0 ? asked : open).reduce<Date | null>(
      (soonest, { due_at }) => (soonest === null || (due_at !== null && due_at < soonest) ? due_at : soonest),
      null,
    )
    expect([report.state, report.due_at]).toEqual([report.state, next])
    if (ENDED.has(report.state)) expect(await openTasksOf(report.id)).toBe(0)
    if (report.joined_to_id !== null) {
      expect(report.joined_to_id).not.toBe(report.id)
      const main = await db
        .selectFrom('reports')
        .selectAll()
        .where('id', '=', report.joined_to_id)
        .executeTakeFirstOrThrow()
      // Chains of joins would lose a report's way: a main report is never itself joined.
      expect(main.joined_to_id).toBeNull()
    }
  }
}

async function openTasksOf(reportId: number): Promise<number> {
  const rows = await lapor.context.db
    .selectFrom('assignments')
    .select('id')
    .where('report_id', '=', reportId)
    .where('role', '=', 'supporting')
    .where('ended_at', 'is', null)
    .execute()
  return rows.length
}

test('no sequence of actions by anyone loses a report, leaves it without its one holder, or breaks a chain', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: STEPS }), async (steps) => {
      const numbers: string[] = []
      for (let index = 0; index < REPORTS; index += 1) {
        numbers.push((await lapor.report({}, { confirmed: index < 2 })).trackingNumber)
      }
      for (const next of steps) {
        try {
          await play(next, numbers)
        } catch (error) {
          // A refusal is an outcome; anything else is an undefined one.
          if (!(error instanceof DomainError)) throw error
        }
        await holdAll(numbers)
      }
    }),
    { numRuns: LIVES },
  )
  expect(await verifyChains(lapor.context.db)).toMatchObject({ sound: true })
})
