import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { PART_NAMES } from '../measures.ts'
import { FEWEST_PEOPLE } from '../read/small-figures.ts'
import type { DataRow } from './columns.ts'

const BATCH = 2_000

/**
 * Public reports by batches, in constant memory: published, not secret, not anonymous, not anonymised. Nothing but what
 * stands on their public page.
 */
export async function* readReportRows(db: Db): AsyncGenerator<DataRow[]> {
  let last = 0
  for (;;) {
    const { rows } = await sql<DataRow & { id: number }>`
      select report.id, report.tracking_number, report.class, category.code as category_code, category.name_id as category,
        institution.code as institution_code, institution.name as institution,
        case when holder.id <> institution.id then holder.code end as unit_code,
        case when holder.id <> institution.id then holder.name end as unit,
        substring(report.area_code from 1 for 8) as area_code, area.full_name as area, report.channel, fact.state,
        fact.day::text as received_on, ${day('report.published_at')} as published_on,
        ${day('fact.assigned_at')} as assigned_on, ${day('fact.first_follow_up_at')} as first_follow_up_on,
        ${day('fact.answered_at')} as answered_on, ${day('fact.closed_at')} as closed_on, fact.close_kind, fact.rating,
        fact.returns, fact.reopenings, report.public_title as title, report.public_body as text
      from reports report
      join report_facts fact on fact.report_id = report.id
      join institutions holder on holder.id = report.holder_id
      join institutions institution on institution.id = report.institution_id
      left join categories category on category.id = report.category_id
      left join areas area on area.code = substring(report.area_code from 1 for 8)
      where report.id > ${last} and report.published_at is not null and not report.secret and not report.anonymous
        and report.anonymised_at is null
      order by report.id limit ${BATCH}
    `.execute(db)
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.id
    yield rows.map(({ id: _, ...row }) => row as DataRow)
  }
}

function day(column: string) {
  return sql.raw(`to_char(${column} at time zone institution.time_zone, 'YYYY-MM-DD')`)
}

/** What is counted of reports; each may be added up. */
export const COUNTED = PART_NAMES
type Counted = Record<(typeof COUNTED)[number], number>
type Cell = Counted & {
  month: string
  code: string
  name: string
  class: string
  people: number
  /** Of those, whose reports are not in the other table; and whose reports are on no public page either. */
  unlisted: number
  unseen: number
}

/** Counts of all reports, secret and anonymous ones too, by month, institution and class. */
export async function* readFigureRows(db: Db): AsyncGenerator<DataRow[]> {
  const { rows: months } = await sql<{ start: string }>`
    select distinct start from figures_by_month where dimension = 'all' order by start
  `.execute(db)
  for (const { start } of months) {
    const { rows } = await sql<Cell>`
      select to_char(f.start, 'YYYY-MM') as month, i.code, i.name, f.key as class,
        people.people, people.unlisted, people.unseen,
        ${sql.raw(COUNTED.map((name) => `f.${name}`).join(', '))}
      from figures_by_month f
      join institutions i on i.id = f.node_id and i.institution_id = i.id and i.parent_id is not null
      join (select fact.institution_id, fact.class, count(distinct reports.reporter_id)::int as people,
          count(distinct reports.reporter_id) filter (where published_at is null or secret or anonymised_at is not null
            or anonymous)::int as unlisted,
          count(distinct reports.reporter_id) filter (where published_at is null or secret or anonymised_at is not null
            )::int as unseen
        from report_facts fact join reports on reports.id = fact.report_id
        where fact.day >= ${start}::date and fact.day < ${start}::date + interval '1 month'
        group by fact.institution_id, fact.class) people on people.institution_id = f.node_id and people.class = f.key
      where f.dimension = 'class' and f.start = ${start} and f.received > 0
      order by i.code, f.key
    `.execute(db)
    const byInstitution = Map.groupBy(rows, ({ code }) => code)
    yield [...byInstitution.values()].flatMap(safeCells).map(figureRow)
  }
}

/**
 * Stricter than the pages, as people cannot be told apart across classes here: what few people reported always goes with
 * the next smallest, or is not told at all.
 */
function safeCells(cells: readonly Cell[]): Cell[] {
  const shown = cells.filter(({ people }) => people >= FEWEST_PEOPLE).sort((a, b) => b.people - a.people)
  const hidden = cells.filter(({ people }) => people < FEWEST_PEOPLE)
  const [first] = hidden
  if (first === undefined) return shown
  const next = shown.pop()
  if (next === undefined) return []
  const together = [...hidden, next]
  const others = { ...first, class: 'other' }
  for (const name of COUNTED) others[name] = together.reduce((total, cell) => total + cell[name], 0)
  // At least so many people: somebody may have told several classes.
  for (const name of ['unlisted', 'unseen'] as const)
    others[name] = Math.max(...together.map((cell) => cell[name]))
  return [...shown, others]
}

/**
 * Where fewer than five people's reports cannot be read elsewhere, only how many came in is told: the others could be
 * taken off one by one, and what became of a secret report would be left.
 */
function figureRow({
  month,
  code,
  name,
  class: className,
  people: _,
  unlisted,
  unseen,
  ...counts
}: Cell): DataRow {
  const told = isFew(unlisted) || isFew(unseen) ? { received: counts.received } : counts
  return { month, institution_code: code, institution: name, class: className, ...told }
}

function isFew(people: number): boolean {
  return people > 0 && people < FEWEST_PEOPLE
}
