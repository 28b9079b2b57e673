import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { startRealServer } from '../test/support/real-server.ts'
import { type Limit, openLimit } from './submit/limit.ts'
import { limitStatement, makeLimitQueue } from './submit/limit-statement.ts'
import { type Load, startLoad } from './submit/load.ts'
import { phoneOf, requestBody, SAMPLE_REPORTS, type SampleReport } from './submit/sample-reports.ts'
import { medianRound, type Round } from './submit/statistics.ts'

/**
 * `npm run bench -- submit`: how many reports a second the running server takes in, beside the limit: the same rows
 * inserted directly into the same PostgreSQL at the same concurrency. Rounds of both alternate, and the ratio counts:
 * on a shared machine the figures themselves move. Exits with 1 below the goal.
 */
const CONCURRENCIES = [1, 8, 32]
const GOAL = { concurrency: 32, ratio: 0.5 }

const { values: options } = parseArgs({
  options: {
    /** A running server and its database, both only for trials: the rounds leave tens of thousands of reports. */
    url: { type: 'string' },
    database: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
  },
})
const seconds = Number(options.seconds)
const rounds = Number(options.rounds)

await using subject = await openSubject()
const load = startLoad(subject.url)
try {
  const limit = openLimit(subject.databaseUrl, await limitStatements(subject))
  console.log(
    `LAPOR!: POST /api/v1/reports, acknowledged after the commit\nLimit:  ${limit.description}, one autocommitted statement a report\n`,
  )
  console.log('concurrency |  reports/s   p50 ms   p99 ms |  limit/s   p50 ms   p99 ms |  ratio')
  const lines = []
  for (const concurrency of CONCURRENCIES) {
    const line = await compare(load, limit, concurrency)
    lines.push(line)
    console.log(
      `${String(concurrency).padStart(11)} | ${figures(line.server)} | ${figures(line.limit)} | ${(line.ratio * 100).toFixed(0).padStart(4)} %`,
    )
  }
  const atGoal = lines.find(({ concurrency }) => concurrency === GOAL.concurrency)
  const isReached = atGoal !== undefined && atGoal.ratio >= GOAL.ratio
  if (!isReached) process.exitCode = 1
  console.log(
    `\nGoal: ${GOAL.ratio * 100} % at concurrency ${GOAL.concurrency}: ${isReached ? 'reached' : 'NOT REACHED'}`,
  )
  console.log(
    JSON.stringify({ bench: 'submit', limit: limit.description, seconds, rounds, lines, goal: isReached }),
  )
} finally {
  load.stop()
}

async function compare(load: Load, limit: Limit, concurrency: number) {
  // The first one warms caches and the just-in-time compiler up.
  await load.run(concurrency, seconds)
  await limit.run(concurrency, Math.min(seconds, 1))
  const pairs: { server: Round; limit: Round }[] = []
  for (let round = 0; round < rounds; round++) {
    pairs.push({ server: await load.run(concurrency, seconds), limit: await limit.run(concurrency, seconds) })
  }
  const server = medianRound(pairs.map((pair) => pair.server))
  const direct = medianRound(pairs.map((pair) => pair.limit))
  return { concurrency, server, limit: direct, ratio: server.perSecond / direct.perSecond }
}

function figures({ perSecond, p50, p99 }: Round): string {
  return `${perSecond.toFixed(0).padStart(9)} ${p50.toFixed(2).padStart(8)} ${p99.toFixed(2).padStart(8)}`
}

interface Subject extends AsyncDisposable {
  readonly url: string
  readonly databaseUrl: string
}

async function openSubject(): Promise<Subject> {
  const { url, database } = options
  if (url !== undefined && database !== undefined) {
    return { url, databaseUrl: database, [Symbol.asyncDispose]: async () => undefined }
  }
  if (url !== undefined || database !== undefined) throw new Error('--url and --database go together')
  const dataDir = mkdtempSync(join(tmpdir(), 'lapor-bench-'))
  console.log('Starting a server with an empty database…')
  const server = await startRealServer({ dataDir })
  const postgres = await startEmbeddedPostgres({ dataDir })
  return {
    url: server.url,
    databaseUrl: postgres.url,
    async [Symbol.asyncDispose]() {
      await postgres.stop()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** One for each sample report, from the rows that the server writes for it. */
async function limitStatements({ url, databaseUrl }: Subject): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await makeLimitQueue(client)
    const statements: string[] = []
    for (const sample of SAMPLE_REPORTS) {
      let statement: string | null = null
      while (statement === null) statement = await limitStatement(client, await submit(url, sample))
      statements.push(statement)
    }
    return statements
  } finally {
    await client.end()
  }
}

async function submit(url: string, sample: SampleReport): Promise<string> {
  const response = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: requestBody(sample, phoneOf(Math.floor(Math.random() * 100_000_000))),
  })
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'tracking_number' in answer)
    return String(answer.tracking_number)
  throw new Error(`a sample report was refused: ${JSON.stringify(answer)}`)
}
