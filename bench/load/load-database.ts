import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { makeAccounts } from './accounts.ts'
import type { WorkOrder } from './make-reports-worker.ts'
import { buildIndexes, dropIndexes, secondaryIndexes } from './secondary-indexes.ts'
import { COLUMNS, LOADED_TABLES, type LoadedTable } from './tables.ts'

/** So many years of reports. */
const YEARS = 5
const YEAR_MS = 365.25 * 86_400_000
/** Reports a transaction: what a stopped load loses at most, and what lies in memory at once (about 40 MB). */
const CHUNK = 5_000

interface LoadState {
  readonly count: number
  readonly loaded: number
  readonly until: Date
  readonly indexes: { name: string; statement: string }[]
  readonly done: boolean
}

/**
 * Load made reports into a prepared database by COPY; a load that was stopped goes on where it was.
 * @returns the instant the reports end at, which is their now
 */
export async function loadDatabase(
  { url, dataDir }: { url: string; dataDir: string },
  count: number,
  say: (message: string) => void,
): Promise<Date> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const state = await openState(client, count)
    if (!state.done) {
      await makeAccounts(client)
      if (state.loaded < count) await dropIndexes(client, await present(client, state.indexes))
      await copyAll(client, { url, dataDir, count, ...period(state.until) }, state.loaded, say)
      await buildIndexes(client, state.indexes, (name, seconds) =>
        say(`index ${name}: ${seconds.toFixed(1)} s`),
      )
      await finish(client, count, say)
    }
    return state.until
  } finally {
    await client.end()
  }
}

function period(until: Date): { from: Date; until: Date } {
  return { from: new Date(until.getTime() - YEARS * YEAR_MS), until }
}

/** @throws Error when the database holds a load of another size, or reports of its own */
async function openState(client: pg.Client, count: number): Promise<LoadState> {
  await client.query(`create table if not exists bench_load (
    count integer not null, loaded integer not null default 0, until timestamptz not null,
    indexes jsonb not null, done boolean not null default false)`)
  const { rows } = await client.query<LoadState>('select * from bench_load')
  const [state] = rows
  if (state === undefined) {
    const { rowCount } = await client.query('select from reports limit 1')
    if (rowCount !== 0) throw new Error('this database has reports of its own: choose another folder')
    await client.query('insert into bench_load (count, until, indexes) values ($1, now(), $2)', [
      count,
      JSON.stringify(await secondaryIndexes(client)),
    ])
    return openState(client, count)
  }
  if (state.count !== count) throw new Error(`this folder holds a load of ${state.count}: choose another one`)
  return state
}

async function present(client: pg.Client, indexes: readonly { name: string }[]): Promise<string[]> {
  const there = new Set((await secondaryIndexes(client)).map(({ name }) => name))
  return indexes.map(({ name }) => name).filter((name) => there.has(name))
}

async function copyAll(
  client: pg.Client,
  order: WorkOrder,
  loaded: number,
  say: (message: string) => void,
): Promise<void> {
  // Every row is made with what it refers to, and a check of each would take as long as all the rest.
  await client.query(`set session_replication_role = replica`)
  await client.query('set synchronous_commit = off')
  const maker = startMaker(order)
  try {
    const startedAt = performance.now()
    let next = maker.make(loaded, Math.min(loaded + CHUNK, order.count))
    for (let from = loaded; from < order.count; from += CHUNK) {
      const to = Math.min(from + CHUNK, order.count)
      const tables = await next
      if (to < order.count) next = maker.make(to, Math.min(to + CHUNK, order.count))
      await client.query('begin')
      for (const table of LOADED_TABLES) await copy(client, table, tables[table])
      await client.query('update bench_load set loaded = $1', [to])
      await client.query('commit')
      if (to % (10 * CHUNK) === 0 || to === order.count) {
        const perSecond = (to - loaded) / ((performance.now() - startedAt) / 1000)
        const left = Math.round((order.count - to) / perSecond)
        say(`${to} of ${order.count} reports, ${perSecond.toFixed(0)} a second, ${left} s left`)
      }
    }
  } finally {
    await maker.stop()
  }
}

async function copy(client: pg.Client, table: LoadedTable, rows: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${COLUMNS[table]}) from stdin`))
  await pipeline(Readable.from([rows]), stream)
}

function startMaker(order: WorkOrder) {
  const worker = new Worker(new URL('./make-reports-worker.ts', import.meta.url), { workerData: order })
  return {
    make: (from: number, to: number) => {
      const made = new Promise<Record<LoadedTable, Uint8Array>>((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', (tables) => {
          worker.off('error', reject)
          resolve(tables)
        })
      })
      worker.postMessage({ from, to })
      return made
    },
    stop: () => worker.terminate(),
  }
}

/** New reports go on after the loaded ones; the planner knows what is there. */
async function finish(client: pg.Client, count: number, say: (message: string) => void): Promise<void> {
  await client.query(`select setval('report_ids', $1)`, [count])
  for (const table of ['reporters', 'reporter_contacts', 'assignments', 'deadlines'] as const) {
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 1) from ${table}))`,
    )
  }
  for (const table of LOADED_TABLES) {
    const startedAt = performance.now()
    await client.query(`vacuum (analyze, freeze) ${table}`)
    say(`vacuum ${table}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  }
  await client.query('update bench_load set done = true')
}
