import { sql } from 'kysely'
import type { Db, DeadlineRow, Measures, ReportEventRow, ReportRow } from '../db/index.ts'
import { MEASURE_NAMES, NO_MEASURES, OPEN_NAMES } from './measures.ts'
import { ROLLUPS } from './rollups/contributions.ts'

/** Every row that counts something, by table, as text in a fixed order. */
export type Counted = Record<string, string[]>

/** The counts as they are kept. */
export async function countedRows(db: Db): Promise<Counted> {
  const counted: Counted = {}
  for (const { table, keys, measures } of ROLLUPS) {
    const some = measures.map((name) => `${name} <> 0`).join(' or ')
    const { rows } = await sql
      .raw<Record<string, unknown>>(`select ${[...keys, ...measures].join(', ')} from ${table} where ${some}`)
      .execute(db)
    counted[table] = rows
      .map((row) =>
        line(
          keys.map((key) => row[key]),
          measures.map((name) => Number(row[name])),
        ),
      )
      .sort()
  }
  return counted
}

/** The same counts by reading every report, event and deadline and counting one by one, without any SQL of the rollups. */
export async function countDirectly(db: Db): Promise<Counted> {
  const tree = new Map(
    (await db.selectFrom('institutions').selectAll().execute()).map((node) => [node.id, node]),
  )
  const nodeOf = (id: number) => {
    const node = tree.get(id)
    if (node === undefined) throw new Error(`no node ${id}`)
    return node
  }
  const tables = new Map(ROLLUPS.map(({ table }) => [table, new Map<string, number[]>()]))
  const add = (table: string, keys: readonly unknown[], values: readonly number[]) => {
    const rows = tables.get(table)
    const key = JSON.stringify(keys)
    const before = rows?.get(key)
    rows?.set(
      key,
      before === undefined ? [...values] : before.map((value, index) => value + (values[index] ?? 0)),
    )
  }
  const reports = await db.selectFrom('reports').selectAll().where('submitted_at', 'is not', null).execute()
  for (const report of reports) {
    const events = await db
      .selectFrom('report_events')
      .selectAll()
      .where('report_id', '=', report.id)
      .orderBy('seq')
      .execute()
    const clocks = await db
      .selectFrom('deadlines')
      .selectAll()
      .where('report_id', '=', report.id)
      .orderBy('id')
      .execute()
    const zone = nodeOf(report.institution_id).time_zone
    const life = lifeOf(report, events, clocks)
    const path = nodeOf(report.holder_id).path
    const day = localDay(report.submitted_at, zone)
    const district = report.area_code?.slice(0, 8) ?? ''
    const values = MEASURE_NAMES.map((name) => life.measures[name])
    for (const [depth, node] of path.entries()) {
      const month = firstOfMonth(day)
      add('figures_by_month', [node, 'all', '', month], values)
      add('figures_by_month', [node, 'class', report.class, month], values)
      add('figures_by_month', [node, 'category', String(report.category_id ?? ''), month], values)
      add('figures_by_month', [node, 'channel', report.channel, month], values)
      add('figures_by_month', [node, 'area', depth === 0 ? district.slice(0, 5) : district, month], values)
      add(
        'figures_now',
        [node],
        OPEN_NAMES.map((name) => life.measures[name]),
      )
      add('figures_by_day', [node, day], [life.measures.open, life.measures.unverified])
      add('flow_by_day', [node, day], [1, 0, 0])
      if (life.answeredAt !== null) add('flow_by_day', [node, localDay(life.answeredAt, zone)], [0, 1, 0])
      if (life.closedAt !== null) add('flow_by_day', [node, localDay(life.closedAt, zone)], [0, 0, 1])
      for (const [step, from, to] of life.steps)
        if (from !== null && to !== null)
          add('steps_by_month', [node, step, month, bucketOf(to.getTime() - from.getTime())], [1])
    }
    const survey = await db
      .selectFrom('survey_answers')
      .selectAll()
      .where('report_id', '=', report.id)
      .executeTakeFirst()
    if (survey !== undefined && life.closedAt !== null && survey.answered_at >= life.closedAt)
      for (const node of path) {
        add('survey_by_month', [node, firstOfMonth(day), 0], [1, 0])
        for (const [index, points] of survey.points.entries())
          if (points !== null) add('survey_by_month', [node, firstOfMonth(day), index + 1], [1, points])
      }
    if (!report.secret && report.latitude !== null && report.longitude !== null) {
      const cell = [Math.floor(report.latitude * 100), Math.floor(report.longitude * 100)]
      add('places_by_month', [report.institution_id, firstOfMonth(day), ...cell], [1])
    }
    for (const event of events) {
      if (event.type === 'assign' && event.target_id !== null && !('undone' in event.data)) {
        const month = firstOfMonth(localDay(event.at, nodeOf(event.target_id).time_zone))
        add('handovers_by_month', [event.target_id, month], [1, 0, 0])
      }
      if (event.type === 'return' && !('undone' in event.data)) {
        const from = Number(event.data.from_id)
        const month = firstOfMonth(localDay(event.at, nodeOf(from).time_zone))
        add('handovers_by_month', [from, month], [0, 1, 0])
        const given = events
          .filter((other) => other.seq < event.seq && other.type === 'assign' && other.target_id === from)
          .at(-1)
        const giver = given?.institution_id ?? null
        if (giver !== null) add('handovers_by_month', [giver, month], [0, 0, 1])
      }
    }
  }
  return Object.fromEntries(
    [...tables].map(([table, rows]) => [
      table,
      [...rows]
        .filter(([, values]) => values.some((value) => value !== 0))
        .map(([keys, values]) => line(JSON.parse(keys), values))
        .sort(),
    ]),
  )
}

function lifeOf(report: ReportRow, events: readonly ReportEventRow[], clocks: readonly DeadlineRow[]) {
  const state = events.at(-1)?.to_state ?? 'submitted'
  const first = (test: (event: ReportEventRow) => boolean) => events.find(test)?.at ?? null
  const assignedAt = first(({ type }) => type === 'assign')
  const followedAt = first(
    ({ type, visibility }) => type === 'answer' || (type === 'follow_up' && visibility !== 'internal'),
  )
  const lastAnswer = events.filter(({ type }) => type === 'answer').at(-1)
  const answeredAt = state === 'answered' || state === 'closed' ? (lastAnswer?.at ?? null) : null
  const closing = events
    .filter(({ to_state, from_state }) => to_state === 'closed' && from_state !== 'closed')
    .at(-1)
  const alive = !['closed', 'archived'].includes(state)
  const owed = clocks.filter(
    ({ cancelled_at, missed_at, kind, institution_id }) =>
      kind !== 'task' &&
      (cancelled_at === null ||
        (missed_at !== null && (kind !== 'first_follow_up' || institution_id === report.institution_id))),
  )
  const inTime = (kind: string) => {
    const clock = owed.find((deadline) => deadline.kind === kind)
    if (clock === undefined) return null
    if (clock.met_at !== null) return clock.due_at === null || clock.met_at <= clock.due_at
    return clock.missed_at === null ? null : false
  }
  const running = owed.filter(({ met_at, cancelled_at }) => met_at === null && cancelled_at === null)
  const returns = events.filter(({ type, data }) => type === 'return' && !('undone' in data)).length
  const reopenings = events.filter(({ type }) => type === 'dispute').length
  const count = (is: boolean) => Number(is)
  const measures: Measures = {
    ...NO_MEASURES,
    received: 1,
    verified: count(assignedAt !== null),
    verify_in_time: count(inTime('verify') === true),
    verify_late: count(inTime('verify') === false),
    followed_up: count(followedAt !== null),
    follow_up_in_time: count(inTime('first_follow_up') === true),
    follow_up_late: count(inTime('first_follow_up') === false),
    answered: count(answeredAt !== null),
    solve_in_time: count(inTime('solve') === true),
    solve_late: count(inTime('solve') === false),
    closed: count(state === 'closed'),
    closed_confirmed: count(state === 'closed' && closing?.type === 'confirm'),
    closed_silent: count(state === 'closed' && closing?.type === 'close_silent'),
    closed_admin: count(state === 'closed' && !['confirm', 'close_silent'].includes(closing?.type ?? '')),
    in_process: count(followedAt !== null && alive),
    archived: count(state === 'archived'),
    reopened: count(reopenings > 0),
    returned: count(returns > 0),
    rated: count(report.rating !== null),
    rating_sum: report.rating ?? 0,
    open: count(alive),
    unverified: count(state === 'submitted'),
    on_hold: count(state === 'on_hold'),
    warned: count(
      alive && running.some(({ warned_at, missed_at }) => warned_at !== null && missed_at === null),
    ),
    overdue: count(alive && running.some(({ missed_at }) => missed_at !== null)),
    disputed_open: count(state === 'in_progress' && reopenings > 0),
    returned_open: count(state === 'submitted' && returns > 0),
  }
  return {
    measures,
    answeredAt,
    closedAt: state === 'closed' ? (closing?.at ?? null) : null,
    steps: [
      ['verify', report.submitted_at, assignedAt],
      ['follow_up', assignedAt ?? report.submitted_at, followedAt],
      ['solve', report.submitted_at, answeredAt],
    ] as const,
  }
}

function localDay(at: Date | null, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at ?? new Date(0))
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

function bucketOf(milliseconds: number): number {
  const hours = Math.max(milliseconds / 1_000, 1) / 3_600
  return Math.max(0, Math.ceil(Math.log(hours) / Math.log(1.1)))
}

function line(keys: readonly unknown[], values: readonly number[]): string {
  return `${keys.join(' ')}: ${values.join(' ')}`
}
