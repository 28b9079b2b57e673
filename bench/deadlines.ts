import { dueAt, explainDueDate, pickRule, warnAt, workingTimeBetween } from '../src/deadlines/index.ts'
import { nationalCalendar, ruleOf } from '../src/deadlines/registry.fixture.ts'

/**
 * `node bench/deadlines.ts`: how long a due date takes, in µs, beside its limit; exits with 1 above a limit.
 * A due date is computed at each submission and each hand-down, and for every open report when a holiday is added.
 */
const RUNS = 20_000
const ROUNDS = 5

const calendar = nationalCalendar()
const fourteen = ruleOf({ amount: 14 })
const sixty = ruleOf({ amount: 60 })
const rules = [fourteen, ruleOf({ id: 2, amount: 10, institution_id: 7 }), ruleOf({ id: 3, kind: 'verify' })]

// The eve of Nyepi and Idulfitri 2025, the longest row of days off: the worst start of the three years.
const startedAt = new Date('2025-03-27T23:50:00+07:00')
const pauses = [
  { from: new Date('2025-04-09T10:00:00+07:00'), to: new Date('2025-04-14T11:00:00+07:00') },
  { from: new Date('2025-04-22T10:00:00+07:00'), to: new Date('2025-04-22T16:00:00+07:00') },
]
const endedAt = new Date('2025-06-20T10:00:00+07:00')
const due = dueAt({ startedAt, rule: fourteen, calendar }).dueAt
const question = {
  kind: 'solve',
  class: 'complaint',
  oversight: false,
  institutionId: 7,
  at: startedAt,
  calendar,
} as const

const measured: [what: string, limit: number, run: () => unknown][] = [
  ['14 working days over a long holiday', 20, () => dueAt({ startedAt, rule: fourteen, calendar })],
  ['the same with two holds', 25, () => dueAt({ startedAt, rule: fourteen, calendar, pauses })],
  ['60 working days', 60, () => dueAt({ startedAt, rule: sixty, calendar })],
  ['the steps of an explanation', 60, () => explainDueDate({ startedAt, rule: fourteen, calendar, pauses })],
  ['choice of rule, with an own one', 20, () => pickRule(rules, question)],
  ['warning', 20, () => warnAt({ startedAt, dueAt: due, counting: 'working', calendar })],
  ['working time between two instants', 5, () => workingTimeBetween(startedAt, endedAt, calendar)],
]

for (const [what, limit, run] of measured) {
  const microseconds = medianMicroseconds(run)
  const verdict = microseconds <= limit ? 'ok' : 'TOO SLOW'
  if (microseconds > limit) process.exitCode = 1
  console.log(`${what.padEnd(40)} ${microseconds.toFixed(2).padStart(8)} µs   limit ${limit} µs   ${verdict}`)
}

/** The median of some rounds, the first of which warms the code up. */
function medianMicroseconds(run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => {
    const begin = performance.now()
    for (let index = 0; index < RUNS; index++) run()
    return ((performance.now() - begin) * 1000) / RUNS
  })
  const sorted = rounds.slice(1).sort((a, b) => a - b)
  return sorted[Math.floor(ROUNDS / 2)] ?? Number.POSITIVE_INFINITY
}
