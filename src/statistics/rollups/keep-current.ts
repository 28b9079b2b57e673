import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { selectFacts, selectHandovers } from './compute-facts.ts'
import { addTo, countingRows, ROLLUPS } from './contributions.ts'
import { raiseVersions } from './versions.ts'

/** A trigger tells here that there is something to count. */
export const FIGURES_CHANNEL = 'lapor_figures'

/** So many entries of the queue at once: some tenths of a second of work. */
export const COUNTED_AT_ONCE = 1_000
/** At most so many: two seconds of work. */
const MOST_AT_ONCE = 16_000

/**
 * Count anew what changed: take reports from the queue, compute their facts, and add the difference to the counts, all in
 * one transaction. The queue is written in the transaction that changes a report, so what commits late is counted late,
 * whatever the order; an entry taken was committed before, so its change is seen. One process counts at a time.
 * @returns how many entries were taken
 */
export function countChanges(db: Db, batch = COUNTED_AT_ONCE): Promise<number> {
  return db.transaction().execute(async (tx) => {
    if (!(await holdTheCount(tx, 'if free'))) return 0
    const { rows } = await sql<{ report: number }>`
      delete from statistics_queue where id in (select id from statistics_queue order by id limit ${batch}) returning report
    `.execute(tx)
    if (rows.length === 0) return 0
    await countAnew(tx, [...new Set(rows.map(({ report }) => report))])
    return rows.length
  })
}

/**
 * How many entries to count after so many of a batch: a long queue, as an import leaves it, is counted in ever larger
 * batches, as a report costs half as much in a large one.
 */
export function nextBatch(batch: number, counted: number): number {
  return counted < batch ? COUNTED_AT_ONCE : Math.min(batch * 2, MOST_AT_ONCE)
}

/** Count until nothing is left to count, or another process counts; for commands and tests. */
export async function countAllChanges(db: Db, onProgress?: (entries: number) => void): Promise<void> {
  let batch = COUNTED_AT_ONCE
  let entries = 0
  for (;;) {
    const counted = await countChanges(db, batch)
    if (counted === 0) return
    entries += counted
    onProgress?.(entries)
    batch = nextBatch(batch, counted)
  }
}

/** Only who holds it writes facts and counts; held to the end of the transaction. */
export async function holdTheCount(tx: Db, when: 'if free' | 'after waiting'): Promise<boolean> {
  if (when === 'after waiting') {
    await sql`select pg_advisory_xact_lock(hashtext('lapor statistics'))`.execute(tx)
    return true
  }
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('lapor statistics')) as held
  `.execute(tx)
  return rows[0]?.held === true
}

async function countAnew(tx: Db, reports: readonly number[]): Promise<void> {
  const ids = sql`select unnest(${[...reports]}::bigint[])`
  await computeNext(tx, ids)
  const changed = `(select report_id from report_facts_next)`
  const facts = `select *, 1 as sign from report_facts_next
    union all select *, -1 as sign from report_facts where report_id in ${changed}`
  const handovers = `select *, 1 as sign from handover_facts_next
    union all select *, -1 as sign from handover_facts where report_id in ${changed}`
  for (const rollup of ROLLUPS) await addTo(rollup, countingRows(rollup, facts, handovers)).execute(tx)
  await raiseVersions(
    tx,
    `select unnest(path) from (${facts}) f
      union select unnest(array[node_id, giver_id]) from (${handovers}) h`,
  )
  await sql`delete from report_facts where report_id in (select report_id from report_facts_next)`.execute(tx)
  await sql`insert into report_facts select * from report_facts_next`.execute(tx)
  await sql`delete from handover_facts where report_id in (select report_id from report_facts_next)`.execute(
    tx,
  )
  await sql`insert into handover_facts select * from handover_facts_next`.execute(tx)
  await sql`delete from report_facts_next`.execute(tx)
  await sql`delete from handover_facts_next`.execute(tx)
}

async function computeNext(tx: Db, ids: RawBuilder<unknown>): Promise<void> {
  await sql`insert into report_facts_next ${selectFacts(ids)}`.execute(tx)
  // Both of one report or neither: what came in between was queued and is counted next.
  await sql`insert into handover_facts_next
    ${selectHandovers(sql`select report_id from report_facts_next`)}`.execute(tx)
}
