import type pg from 'pg'
import { startEmbeddedPostgres } from '../../src/db/embedded/index.ts'
import { openDatabase } from '../../src/db/index.ts'
import { loadMasterKey, openSealer } from '../../src/identity/index.ts'
import { createStaffToken } from '../../src/identity/staff.ts'
import { followSecret } from '../../src/reports/index.ts'
import { startRealServer } from '../../test/support/real-server.ts'
import { benchFolder, prepareBenchFolder } from '../load/bench-folder.ts'
import { type HttpClient, openHttpClient } from './http-client.ts'

/** A report that still runs, and whose people may act on it. */
export interface LiveReport {
  readonly id: number
  readonly number: string
  readonly state: string
  readonly holderCode: string
  readonly holderToken: string
  /** Of the level above: the unit's institution, or the national level. */
  readonly aboveToken: string
  readonly followSecret: string
}

/** A running server over so many reports. */
export interface Subject extends AsyncDisposable {
  readonly count: number
  readonly dataDir: string
  readonly http: HttpClient
  /**
   * The busiest unit and its institution; those that have about as much to do as the busiest of the other subject, where
   * one is given, so that their pages list as many reports; and the national level.
   */
  readonly tokens: Readonly<
    Record<'unit' | 'institution' | 'busiestUnit' | 'busiestInstitution' | 'national', string>
  >
  /** How many reports run at the unit, and at its institution. */
  readonly open: { readonly unit: number; readonly institution: number }
  /** Numbers of reports that everybody may read, and of reports of the institution. */
  readonly publicNumbers: readonly string[]
  readonly ownNumbers: readonly string[]
  readonly live: readonly LiveReport[]
  readonly codes: { readonly institution: string }
  readonly names: { readonly institution: string; readonly category: string; readonly area: string }
}

const DAY_MS = 86_400_000

export async function openSubject(
  count: number,
  connections: number,
  say: (message: string) => void,
  like?: Subject,
): Promise<Subject> {
  const dataDir = benchFolder(count)
  const until = await prepareBenchFolder(dataDir, count, say)
  // The reports end at some instant; a later clock would have the jobs catch up on days of deadlines.
  const offset = (until.getTime() - Date.now()) / DAY_MS
  const server = await startRealServer({
    dataDir,
    env: { LAPOR_NOW_OFFSET_DAYS: String(offset) },
    patienceMs: 1_800_000,
  })
  const postgres = await startEmbeddedPostgres({ dataDir })
  const database = openDatabase(postgres.url)
  const { pool } = database
  const tokenOf = new Map<number, Promise<string>>()
  const token = (nodeId: number) => {
    const made = tokenOf.get(nodeId) ?? makeToken(database, nodeId)
    tokenOf.set(nodeId, made)
    return made
  }
  const root = await rootOf(pool)
  const busiest = await pickUnit(pool, null)
  const chosen = like === undefined ? busiest : await pickUnit(pool, like.open)
  const [names] = await rowsOf<{ category: string; area: string }>(
    pool,
    `select (select code from categories where parent_id is not null order by id limit 1) as category,
       (select area_code from institutions where id = $1) as area`,
    [chosen.institution],
  )
  return {
    count,
    dataDir,
    http: openHttpClient(server.url, connections),
    tokens: {
      unit: await token(chosen.unit),
      institution: await token(chosen.institution),
      busiestUnit: await token(busiest.unit),
      busiestInstitution: await token(busiest.institution),
      national: await token(root),
    },
    open: { unit: chosen.unit_open, institution: chosen.institution_open },
    publicNumbers: await numbers(pool, 'published_at is not null and not secret'),
    ownNumbers: await numbers(pool, `institution_id = ${chosen.institution} and submitted_at is not null`),
    live: await liveReports(database, dataDir, root, token),
    codes: { institution: chosen.code },
    names: {
      institution: chosen.name,
      category: names?.category ?? '',
      area: await areaName(pool, names?.area),
    },
    async [Symbol.asyncDispose]() {
      await database.close()
      await postgres.stop()
      await server.stop()
    },
  }
}

async function rootOf(pool: pg.Pool): Promise<number> {
  const [root] = await rowsOf<{ id: number }>(pool, 'select id from institutions where parent_id is null')
  if (root === undefined) throw new Error('no national level')
  return root.id
}

interface PickedUnit {
  readonly unit: number
  readonly unit_open: number
  readonly institution: number
  readonly institution_open: number
  readonly name: string
  readonly code: string
}

/** The unit with the most to do, or the one with as much as asked for. */
async function pickUnit(pool: pg.Pool, wanted: Subject['open'] | null): Promise<PickedUnit> {
  const [picked] = await rowsOf<PickedUnit>(
    pool,
    `with held as (
       select holder_id, institution_id, count(*) as open from reports
       where state in ('assigned', 'in_progress') and submitted_at is not null group by 1, 2)
     select holder_id as unit, open as unit_open, owner.id as institution, owner.name, owner.code,
       (select sum(open)::bigint from held all_of where all_of.institution_id = held.institution_id) as institution_open
     from held join institutions owner on owner.id = held.institution_id
     where holder_id <> held.institution_id
     order by ${wanted === null ? 'unit_open desc' : 'abs(open - $1) + abs((select sum(open) from held all_of where all_of.institution_id = held.institution_id) - $2)'}, holder_id
     limit 1`,
    wanted === null ? [] : [wanted.unit, wanted.institution],
  )
  if (picked === undefined) throw new Error('no unit holds a report')
  return picked
}

async function liveReports(
  { db, pool }: ReturnType<typeof openDatabase>,
  dataDir: string,
  root: number,
  token: (nodeId: number) => Promise<string>,
): Promise<LiveReport[]> {
  const sealer = await openSealer(db, loadMasterKey({ masterKey: null, dataDir }), { now: () => new Date() })
  const rows = await rowsOf<{
    id: number
    number: string
    state: string
    holder: number
    code: string
    above: number
  }>(
    pool,
    `select reports.id, tracking_number as number, state, holder_id as holder, holder.code,
       case when holder.institution_id = holder.id then holder.parent_id else holder.institution_id end as above
     from reports join institutions holder on holder.id = reports.holder_id
     where submitted_at is not null and state in ('assigned', 'in_progress') and holder_id <> $1
       and return_count = 0 and reopen_count = 0
     order by md5(reports.id::text) limit 2000`,
    [root],
  )
  const live: LiveReport[] = []
  for (const { id, number, state, holder, code, above } of rows) {
    const secret = followSecret(sealer, id)
    live.push({
      id,
      number,
      state,
      holderCode: code,
      holderToken: await token(holder),
      aboveToken: await token(above),
      followSecret: secret,
    })
  }
  return live
}

async function makeToken({ db }: ReturnType<typeof openDatabase>, nodeId: number): Promise<string> {
  const account = await db
    .selectFrom('staff_accounts')
    .select('id')
    .where('institution_id', '=', nodeId)
    .where('role', '<>', 'observer')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return createStaffToken({ db, clock: { now: () => new Date() } }, account.id, 'bench')
}

function numbers(pool: pg.Pool, where: string): Promise<string[]> {
  return rowsOf<{ number: string }>(
    pool,
    `select tracking_number as number from reports where ${where} and id % greatest(1, (select count / 5000 from bench_load)) = 0
     limit 2000`,
  ).then((rows) => rows.map(({ number }) => number))
}

async function areaName(pool: pg.Pool, code: string | undefined): Promise<string> {
  const [area] = await rowsOf<{ name: string }>(pool, 'select full_name as name from areas where code = $1', [
    code,
  ])
  return area?.name ?? ''
}

async function rowsOf<Row extends pg.QueryResultRow>(pool: pg.Pool, text: string, values: unknown[] = []) {
  return (await pool.query<Row>(text, values)).rows
}
