import { sql } from 'kysely'
import type { Db, IdentityLack, ReportRow } from '../db/index.ts'
import { requiredStep } from '../identity/index.ts'
import { marksAskIdentity } from './false-reports.ts'

/** What a reporter has shown of themselves so far. */
export interface ShownIdentity {
  readonly name_sealed: Buffer | null
  readonly nik_sealed: Buffer | null
  readonly verified_at: Date | null
}

/** A report that waits for its reporter's identity. */
export interface IdentityWait {
  readonly lacks: IdentityLack
  readonly since: Date
  /** The registry was asked and gave no answer. */
  readonly registryIsDown: boolean
}

/**
 * What a report lacks of its reporter's identity, by the rule for its class or category, or as earlier reports of theirs
 * were marked as false; null when nothing.
 */
export async function lackOf(
  tx: Db,
  report: Pick<ReportRow, 'class' | 'category_id' | 'reporter_id'>,
  shown: ShownIdentity,
  now: Date,
): Promise<IdentityLack | null> {
  if (shown.verified_at !== null) return null
  const step = await requiredStep(tx, { class: report.class, categoryId: report.category_id })
  if (step === 'contact' && !(await marksAskIdentity(tx, report.reporter_id, now))) return null
  if (shown.name_sealed === null || shown.nik_sealed === null) return 'statement'
  return step === 'verified' ? 'answer' : null
}

/** Note what a report waits for; with `answer` the registry is asked at once. */
export async function noteWait(
  tx: Db,
  report: Pick<ReportRow, 'id' | 'reporter_id'>,
  lacks: IdentityLack,
  now: Date,
): Promise<void> {
  const next_try_at = lacks === 'answer' ? now : null
  await tx
    .insertInto('identity_waits')
    .values({
      report_id: report.id,
      reporter_id: report.reporter_id,
      lacks,
      since: now,
      next_try_at,
      last_problem: null,
    })
    .onConflict((conflict) =>
      conflict.column('report_id').doUpdateSet({ lacks, next_try_at, attempts: 0, last_problem: null }),
    )
    .execute()
}

/** What a report waits for; null when it does not. */
export async function readIdentityWait(db: Db, reportId: number): Promise<IdentityWait | null> {
  const row = await db
    .selectFrom('identity_waits')
    .select(['lacks', 'since', 'last_problem'])
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        lacks: row.lacks,
        since: row.since,
        registryIsDown: row.lacks === 'answer' && row.last_problem !== null,
      }
}

/** How many reports wait for the registry, since when, and what is wrong with it; for the console. */
export async function readRegistryQueue(db: Db) {
  return db
    .selectFrom('identity_waits')
    .select([
      sql<number>`count(*)::int`.as('waiting'),
      sql<Date | null>`min(since)`.as('since'),
      sql<string | null>`max(last_problem)`.as('problem'),
    ])
    .where('lacks', '=', 'answer')
    .executeTakeFirstOrThrow()
}
