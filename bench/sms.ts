import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { startRealServer } from '../test/support/real-server.ts'
import { processorTimes } from './handling/processor-time.ts'
import { offerSms } from './sms/offer-sms.ts'

/**
 * `npm run bench -- sms`: SMS offered to the HTTP endpoint of the running server at a steady pace, each from another
 * phone. All must be stored, none twice; in a rush answers follow by the outbox, and it is measured how fast. Beside it
 * the limit: the same rows inserted directly into the same PostgreSQL, 128 in a statement on two connections.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    pace: { type: 'string', default: '1000' },
    /** How long the answers of the rush are watched. */
    drain: { type: 'string', default: '60' },
  },
})
const seconds = Number(options.seconds)
const pace = Number(options.pace)
const drain = Number(options.drain)

const dataDir = mkdtempSync(join(tmpdir(), 'lapor-bench-sms-'))
console.log('Starting a server with an empty database…')
const server = await startRealServer({ dataDir, patienceMs: 300_000 })
const postgres = await startEmbeddedPostgres({ dataDir })
const client = new pg.Client({ connectionString: postgres.url })
await client.connect()
try {
  await offerSms(server.url, { pace: 20, seconds: 3, prefix: 'warm' })
  await untilDone('warm')
  const before = spent()
  const offered = await offerSms(server.url, { pace, seconds, prefix: 'rush' })
  const rush = { cost: perMessage(before, offered.accepted), answered: await answered() }
  const stored = await count("external_id like 'rush-%'")
  const begin = performance.now()
  const since = spent()
  const answeredBefore = await answered()
  // The patience keeps nobody waiting when all is answered.
  await Promise.race([untilDone('rush'), pause(drain * 1_000, undefined, { ref: false })])
  const after = (await answered()) - answeredBefore
  const drained = after / ((performance.now() - begin) / 1_000)
  const cost = { accept: rush.cost, answer: perMessage(since, after) }
  const twice = await rows(`select count(*)::int as count from (select inbound_id from notifications
    where inbound_id is not null group by inbound_id having count(*) > 1) as doubled`)
  const both = await rows(`select count(*)::int as count from inbound_messages inbound
    join notifications on notifications.inbound_id = inbound.id where inbound.reply_way = 'answer'`)
  const limit = await directInserts()
  const all = offered.accepted === pace * seconds && stored === offered.accepted
  const isReached = all && twice + both === 0 && offered.perSecond >= 0.95 * pace
  if (!isReached) process.exitCode = 1
  console.log(`offered   ${pace}/s for ${seconds} s: ${pace * seconds}`)
  console.log(
    `accepted  ${offered.accepted} at ${offered.perSecond.toFixed(0)}/s, p50 ${offered.p50.toFixed(1)} ms, p99 ${offered.p99.toFixed(1)} ms`,
  )
  console.log(`stored    ${stored}; limit ${limit.toFixed(0)}/s by direct inserts`)
  console.log(
    `answered  ${await answered()} so far, ${drained.toFixed(0)}/s after the rush; answered twice: ${twice + both}`,
  )
  console.log(
    `processor ${said(cost.accept)} a message while they came in (${rush.answered} answered meanwhile), ${said(cost.answer)} an answer after the rush, with all its jobs`,
  )
  console.log(
    JSON.stringify({
      bench: 'sms',
      seconds,
      pace,
      ...offered,
      stored,
      limit,
      drained,
      cost,
      twice: twice + both,
      goal: isReached,
    }),
  )
} finally {
  await client.end()
  await postgres.stop()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Processor time of the server and its PostgreSQL so far: comparable also on a machine that others use. */
function spent(): Spent {
  return processorTimes(dataDir) ?? { server: Number.NaN, postgres: Number.NaN }
}

function said({ server, postgres }: Spent): string {
  return `${(server + postgres).toFixed(2)} ms (${server} server, ${postgres} PostgreSQL)`
}

/** Milliseconds of each for one message. */
function perMessage(since: Spent, messages: number): Spent {
  const now = spent()
  const rate = (part: keyof Spent) => Math.round(((now[part] - since[part]) / messages) * 100) / 100
  return { server: rate('server'), postgres: rate('postgres') }
}

interface Spent {
  readonly server: number
  readonly postgres: number
}

async function rows(sql: string): Promise<number> {
  const result = await client.query<{ count: number }>(sql)
  return result.rows[0]?.count ?? 0
}

function count(where: string): Promise<number> {
  return rows(`select count(*)::int as count from inbound_messages where ${where}`)
}

function answered(): Promise<number> {
  return count("external_id like 'rush-%' and state = 'done'")
}

async function untilDone(prefix: string): Promise<void> {
  while ((await count(`external_id like '${prefix}-%' and state <> 'done'`)) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Rows like those of the inbox, into a table like it, by the driver the server uses. */
async function directInserts(): Promise<number> {
  await client.query('create table limit_inbox (like inbound_messages including all)')
  const other = new pg.Client({ connectionString: postgres.url })
  await other.connect()
  const until = performance.now() + 5_000
  let inserted = 0
  const sealed = Buffer.alloc(320, 7)
  const keep = async (connection: pg.Client, lane: number) => {
    for (let batch = 0; performance.now() < until; batch += 1) {
      const values = Array.from(
        { length: 128 },
        (_, index) => `('sms', 'limit-${lane}-${batch}-${index}', $1, 'received', now(), now())`,
      )
      await connection.query(
        `insert into limit_inbox (channel, external_id, raw_sealed, state, next_try_at, received_at) values ${values.join(', ')}`,
        [sealed],
      )
      inserted += 128
    }
  }
  await Promise.all([keep(client, 0), keep(other, 1)])
  await other.end()
  return inserted / 5
}
