import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { selectFacts, selectHandovers } from './compute-facts.ts'
import { columnsOf, countingRows, ROLLUPS, type Rollup } from './contributions.ts'
import { holdTheCount } from './keep-current.ts'
import { raiseVersions } from './versions.ts'

const BATCH = 20_000

export interface Rebuilt {
  readonly reports: number
  /** Rows of counts that stood otherwise before; 0 when everything was right. */
  readonly differences: number
}

/**
 * Count everything anew from the history, in one transaction: pages show the old figures until it is done. What changes
 * meanwhile waits in the queue and is counted afterwards.
 * @param db without a limit on how long a statement takes
 */
export function rebuildStatistics(db: Db, onProgress?: (reports: number) => void): Promise<Rebuilt> {
  return db.transaction().execute(async (tx) => {
    await holdTheCount(tx, 'after waiting')
    await sql`delete from statistics_queue`.execute(tx)
    await sql`delete from report_facts`.execute(tx)
    await sql`delete from handover_facts`.execute(tx)
    let last = 0
    let reports = 0
    for (;;) {
      const ids = sql`select id from reports where id > ${last} order by id limit ${BATCH}`
      const { rows } = await sql<{ last: number | null }>`select max(id) as last from (${ids}) batch`.execute(
        tx,
      )
      const next = rows[0]?.last ?? null
      if (next === null) break
      const batch = sql`select id from reports where id > ${last} and id <= ${next}`
      const added = await sql`insert into report_facts ${selectFacts(batch)}`.execute(tx)
      await sql`insert into handover_facts
        ${selectHandovers(sql`select report_id from report_facts where report_id > ${last} and report_id <= ${next}`)}
      `.execute(tx)
      reports += Number(added.numAffectedRows ?? 0)
      last = next
      onProgress?.(reports)
    }
    let differences = 0
    for (const rollup of ROLLUPS) differences += await recount(tx, rollup)
    await raiseVersions(tx, 'select id from institutions')
    return { reports, differences }
  })
}

async function recount(tx: Db, rollup: Rollup): Promise<number> {
  const { table, measures } = rollup
  const columns = columnsOf(rollup)
  const some = measures.map((name) => `${name} <> 0`).join(' or ')
  const counted = `counted_${table}`
  const rows = countingRows(
    rollup,
    'select *, 1 as sign from report_facts',
    'select *, 1 as sign from handover_facts',
  )
  await sql.raw(`create temp table ${counted} on commit drop as ${rows}`).execute(tx)
  const { rows: compared } = await sql
    .raw<{ differences: number }>(
      `select count(*)::int as differences from (
        (select ${columns} from ${table} where ${some} except all select ${columns} from ${counted})
        union all (select ${columns} from ${counted} except all select ${columns} from ${table})) other`,
    )
    .execute(tx)
  await sql.raw(`delete from ${table}`).execute(tx)
  await sql.raw(`insert into ${table} (${columns}) select ${columns} from ${counted}`).execute(tx)
  return compared[0]?.differences ?? 0
}
