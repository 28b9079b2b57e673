import { parseArgs } from 'node:util'
import { ACTION_NAMES, openActing } from './handling/actions.ts'
import { type Figures, type Latencies, openLatencies } from './handling/latencies.ts'
import { askFor, PAGES } from './handling/pages.ts'
import { openSubject, type Subject } from './handling/subject.ts'
import { untilQuiet } from './handling/until-quiet.ts'

/**
 * `npm run bench -- handling`: every page and every action of handling at 10,000 and at 1,000,000 reports, eight at a
 * time over HTTP, rounds of both alternating. Prints the time at both, the ratio, and the limits beside them; exits with
 * 1 above one. On a shared machine the ratio counts. The folders are those of `npm run bench -- load`; what is missing
 * is loaded first.
 */
const CONCURRENCY = 8
const LIMIT = { ratio: 1.5, p95: 50 }
/** So many more or fewer listed reports make no other page. */
const SAME_ROWS = 3
/** Rounds of actions before those that count: a server that was only started turns its code into machine code. */
const WARM_UPS = 3
const HEAD = '     p50     p95   proc'

const { values: options } = parseArgs({
  options: {
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    /** Of each page in each round. */
    seconds: { type: 'string', default: '1' },
    /** That go through all actions in each round. */
    reports: { type: 'string', default: '24' },
    /** Only pages whose name holds this; `actions` for the actions alone. */
    only: { type: 'string' },
  },
})
const { only } = options
const pages = PAGES.filter(({ what }) => only === undefined || what.includes(only))
const withActions = only === undefined || only === 'actions'
const say = (message: string) => console.log(`  ${message}`)

await using small = await openSubject(Number(options.small), CONCURRENCY, say)
await using large = await openSubject(Number(options.large), CONCURRENCY, say, small)
const subjects = [small, large].map((subject) => ({
  subject,
  latencies: openLatencies(),
  act: openActing(subject),
}))
for (const { dataDir } of [small, large]) await untilQuiet(dataDir)
await measurePages()
if (withActions) await measureActions()
print(small, large)

async function measurePages(): Promise<void> {
  for (const page of pages) {
    for (let round = 0; round <= Number(options.rounds); round += 1) {
      for (const { subject, latencies } of subjects) {
        // The first round warms up.
        const into = round === 0 ? null : latencies
        const seconds = round === 0 ? 0.5 : Number(options.seconds)
        await askFor(page, subject, { seconds, concurrency: CONCURRENCY, into })
      }
    }
  }
}

async function measureActions(): Promise<void> {
  const rounds = WARM_UPS + Number(options.rounds)
  for (let round = 0; round < rounds; round += 1) {
    for (const { act, latencies, subject } of subjects) {
      // Each report goes through its life once.
      const reports = Math.min(Number(options.reports), Math.floor(subject.live.length / rounds))
      if (reports === 0) throw new Error(`nothing runs any more in ${subject.dataDir}: load it anew`)
      await act({ reports, concurrency: CONCURRENCY, into: round < WARM_UPS ? null : latencies })
    }
  }
}

function print(before: Subject, after: Subject): void {
  const [one, other] = subjects.map(({ latencies }) => latencies) as [Latencies, Latencies]
  console.log(`\n${''.padEnd(42)}${sizeOf(before)}${sizeOf(after)}   ratio of`)
  console.log(`${''.padEnd(42)}${HEAD}${HEAD}     p50  proc`)
  let worst = 0
  const lines = [...pages.map(({ what }) => what), ...(withActions ? ACTION_NAMES : [])].map((what) => {
    const [a, b] = [one.of(what), other.of(what)]
    if (a === null || b === null) throw new Error(`nothing measured of ${what}`)
    const ratio = b.p50 / a.p50
    const costs = a.cost === null || b.cost === null ? Number.NaN : b.cost / a.cost
    // A page of three reports is not one of twenty-five.
    const isSame = Math.abs(a.rows - b.rows) <= SAME_ROWS
    if (isSame) worst = Math.max(worst, ratio)
    const notes = [
      isSame ? ratio > LIMIT.ratio && `ratio above ${LIMIT.ratio}` : `lists ${a.rows} and ${b.rows} reports`,
      b.p95 > LIMIT.p95 && `p95 above ${LIMIT.p95} ms`,
    ]
    const marks = notes.filter((note) => note !== false).join(', ')
    if ((isSame && ratio > LIMIT.ratio) || b.p95 > LIMIT.p95) process.exitCode = 1
    console.log(
      `${what.padEnd(42)}${figures(a)}${figures(b)}   ${ratio.toFixed(2).padStart(5)} ${costs.toFixed(2).padStart(5)}  ${marks}`,
    )
    return { what, small: a, large: b, ratio, costs }
  })
  console.log(
    `\np50, p95: ms at concurrency ${CONCURRENCY}. proc: ms of processor time of server and database each (of all actions together).`,
  )
  console.log(`Limits: ratio ≤ ${LIMIT.ratio}, p95 ≤ ${LIMIT.p95} ms; worst ratio ${worst.toFixed(2)}`)
  console.log(JSON.stringify({ bench: 'handling', sizes: [before.count, after.count], limit: LIMIT, lines }))
}

function sizeOf({ count }: Subject): string {
  return `${count} reports`.padStart(HEAD.length)
}

function figures({ p50, p95, cost }: Figures): string {
  const processor = cost === null ? '?' : cost.toFixed(1)
  return `${p50.toFixed(1).padStart(8)}${p95.toFixed(1).padStart(8)}${processor.padStart(7)}`
}
