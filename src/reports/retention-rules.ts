import { type SqlBool, sql } from 'kysely'
import { checkText } from '../check-text.ts'
import { type Db, inTransaction, noteChange, type ReportClass } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { REPORT_CLASSES } from './check-submission.ts'

/** How long a report of a class is kept after its end before it names nobody any more. */
export interface RetentionRule {
  readonly class: ReportClass
  readonly months: number
  /** The law it follows from, in words. */
  readonly source: string
  /** How many reports are anonymised in the next run. */
  readonly due: number
}

const LONGEST_MONTHS = 600

export async function listRetentionRules(db: Db, now: Date): Promise<RetentionRule[]> {
  const rows = await db
    .selectFrom('retention_rules as rule')
    .select((select) => [
      'rule.class',
      'rule.months',
      'rule.source',
      select
        .selectFrom('reports as report')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('report.class', '=', 'rule.class')
        .where('report.anonymised_at', 'is', null)
        .where('report.state', 'in', ['closed', 'archived'])
        .where(
          sql<SqlBool>`coalesce(report.closed_at, report.archived_at) + make_interval(months => rule.months) <= ${now}`,
        )
        .as('due'),
    ])
    .execute()
  return REPORT_CLASSES.flatMap((name) =>
    rows.filter((row) => row.class === name).map((row) => ({ ...row, due: Number(row.due ?? 0) })),
  )
}

/**
 * Set how long reports of a class are kept, and by which law; kept in the change log.
 * @throws DomainError invalid_input on `class`, `months` or `source`
 */
export async function saveRetentionRule(
  db: Db,
  rule: { readonly class: string; readonly months: number; readonly source: string },
  by: { readonly accountId: number; readonly at: Date },
): Promise<void> {
  const reportClass = REPORT_CLASSES.find((name) => name === rule.class)
  if (reportClass === undefined) throw invalid([{ field: 'class', code: 'unknown_class' }])
  if (!Number.isInteger(rule.months) || rule.months < 1 || rule.months > LONGEST_MONTHS) {
    const values = { min: 1, max: LONGEST_MONTHS }
    throw invalid([{ field: 'months', code: 'number_out_of_range', values }])
  }
  const source = checkText('source', rule.source, { min: 5, max: 500 })
  await inTransaction(db, async (tx) => {
    const set = { months: rule.months, source }
    await tx.updateTable('retention_rules').set(set).where('class', '=', reportClass).execute()
    await noteChange(tx, { ...by, area: 'retention', action: 'set', subject: reportClass, data: set })
  })
}
