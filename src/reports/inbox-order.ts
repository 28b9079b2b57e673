import { type AliasedExpression, type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { invalid } from '../errors.ts'
import { readCursor, writeCursor } from './list-reports.ts'

/** How near a report is to its deadline; null while there is time. */
export type Risk = 'overdue' | 'warned' | null

const BANDS = ['overdue', 'warned', 'calm'] as const
type Band = (typeof BANDS)[number]

interface Ordered {
  readonly id: number
  readonly created_at: Date
  readonly due_at: Date | null
}

interface Slice {
  readonly now: Date
  readonly cursor?: string | undefined
  readonly limit: number
}

// biome-ignore lint/suspicious/noExplicitAny: the tables do not matter here, only that the report's is named `report`
type Query<Row> = SelectQueryBuilder<any, any, Row>
interface Page<Row> {
  readonly rows: Row[]
  readonly nextCursor: string | null
}

export function riskOf(now: Date): AliasedExpression<Risk, 'risk'> {
  return sql<Risk>`case when report.due_at < ${now} then 'overdue' when report.warn_at <= ${now} then 'warned' end`.as(
    'risk',
  )
}

/**
 * What is at risk first: what is overdue, then what was warned of, then the rest, each the soonest due first.
 * One query for each of the three, and only as many as the page needs: one sort over all of them would read
 * everything an institution holds.
 */
export async function readByRisk<Row extends Ordered>(query: Query<Row>, slice: Slice): Promise<Page<Row>> {
  const { now, limit } = slice
  const start = slice.cursor === undefined ? null : readRiskCursor(slice.cursor)
  const rows: (Row & { band: Band })[] = []
  for (const band of BANDS.slice(start === null ? 0 : BANDS.indexOf(start.band))) {
    const after = start?.band === band ? start : null
    let part = query
      .where(inBand(band, now))
      .orderBy(sql`coalesce(report.due_at, 'infinity')`)
      .orderBy('report.id')
      .limit(limit + 1 - rows.length)
    if (after !== null) {
      part = part.where(sql<SqlBool>`(coalesce(report.due_at, 'infinity'), report.id)
        > (coalesce(${after.at}::timestamptz, 'infinity'), ${after.id}::bigint)`)
    }
    for (const row of await part.execute()) rows.push({ ...row, band })
    if (rows.length > limit) break
  }
  const last = rows[limit - 1]
  const more = rows.length > limit && last !== undefined
  return {
    rows: rows.slice(0, limit).map(({ band: _, ...row }) => row as unknown as Row),
    nextCursor: more ? `${last.band}.${writeCursor(last.due_at, last.id)}` : null,
  }
}

/** What came last first. */
export async function readNewest<Row extends Ordered>(
  query: Query<Row>,
  { cursor, limit }: Slice,
): Promise<Page<Row>> {
  let page = query
    .orderBy('report.created_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(limit + 1)
  if (cursor !== undefined) {
    const after = readCursor(cursor)
    page = page.where(
      sql<SqlBool>`(report.created_at, report.id) < (${after.at}::timestamptz, ${after.id}::bigint)`,
    )
  }
  const rows = await page.execute()
  const last = rows[limit - 1]
  const more = rows.length > limit && last !== undefined
  return { rows: rows.slice(0, limit), nextCursor: more ? writeCursor(last.created_at, last.id) : null }
}

function inBand(band: Band, now: Date): Expression<SqlBool> {
  if (band === 'overdue') return sql<SqlBool>`report.due_at < ${now}`
  if (band === 'warned') return sql<SqlBool>`report.due_at >= ${now} and report.warn_at <= ${now}`
  return sql<SqlBool>`(report.due_at is null or report.due_at >= ${now}) and (report.warn_at is null or report.warn_at > ${now})`
}

/** @throws DomainError invalid_input on `cursor` */
function readRiskCursor(cursor: string): { band: Band; at: string | null; id: number } {
  const [name, rest = ''] = cursor.split('.')
  const band = BANDS.find((known) => known === name)
  if (band === undefined) throw invalid([{ field: 'cursor', code: 'invalid_cursor' }])
  return { band, ...readCursor(rest) }
}
