import type { Db, DeadlineRow, ReportRow } from '../db/index.ts'
import { type DeadlineKind, dueAt } from '../deadlines/index.ts'
import type { Calendars, InstitutionCalendar } from './calendars.ts'
import type { Transition } from './workflow.ts'

export type { Calendars } from './calendars.ts'

/** The handlers' clocks stand still on hold; the reporter's own do not. */
const HANDLER_KINDS: ReadonlySet<string> = new Set(['verify', 'first_follow_up', 'solve'])

interface Move {
  readonly before: ReportRow
  readonly after: ReportRow
  readonly rule: Transition
  readonly now: Date
}

/** Start, meet, pause, resume and cancel a report's deadlines; returns what is due next. */
export async function applyDeadlines(
  tx: Db,
  calendars: Calendars,
  move: Move,
): Promise<{ due_at: Date | null; due_kind: string | null }> {
  const { before, after, rule, now } = move
  const institution = await calendars.of(after.institution_id)
  let open = await openDeadlines(tx, before.id)

  const met = open.filter((deadline) => rule.meets?.some((kind) => kind === deadline.kind))
  await end(tx, met, { met_at: now })
  open = open.filter((deadline) => !met.includes(deadline))

  const dropped = open.filter((deadline) => isDropped(deadline, move))
  await end(tx, dropped, { cancelled_at: now })
  open = open.filter((deadline) => !dropped.includes(deadline))

  if (rule.clock === 'pause' || rule.clock === 'resume') {
    open = await Promise.all(open.map((deadline) => turnClock(tx, deadline, move, institution)))
  }
  if (before.class !== after.class || before.oversight !== after.oversight) {
    open = await Promise.all(open.map((deadline) => judgeAgain(tx, deadline, after, institution)))
  }
  for (const kind of rule.starts ?? []) {
    if (open.some((deadline) => deadline.kind === kind)) continue
    const started = await start(tx, kind, move, institution)
    if (started !== null) open.push(started)
  }
  return nextDue(open)
}

/** The soonest of the deadlines that run. */
export function nextDue(open: readonly Pick<DeadlineRow, 'due_at' | 'kind'>[]): {
  due_at: Date | null
  due_kind: string | null
} {
  let next: { due_at: Date | null; due_kind: string | null } = { due_at: null, due_kind: null }
  for (const { due_at, kind } of open) {
    if (due_at !== null && (next.due_at === null || due_at < next.due_at)) next = { due_at, due_kind: kind }
  }
  return next
}

/** A follow-up is owed by whoever holds the report: moved to another institution or back up, the old clock ends. */
function isDropped(deadline: DeadlineRow, { rule, before, after }: Move): boolean {
  if (rule.clock === 'stop') return true
  if (deadline.kind !== 'first_follow_up') return false
  return after.state === 'submitted' || before.institution_id !== after.institution_id
}

async function start(
  tx: Db,
  kind: DeadlineKind,
  { before, after, now }: Move,
  institution: InstitutionCalendar,
): Promise<DeadlineRow | null> {
  // A hand-down inside one institution must not start its clock anew: the reporter would wait for each of them.
  const startedAt = kind === 'solve' && before.answered_at === null ? (after.submitted_at ?? now) : now
  const rule = institution.ruleFor({ kind, class: after.class, oversight: after.oversight, at: startedAt })
  if (rule === null) return null
  const due = dueAt({ startedAt, rule, calendar: institution.calendar }).dueAt
  return tx
    .insertInto('deadlines')
    .values({
      report_id: after.id,
      kind,
      rule_id: rule.id,
      institution_id: after.institution_id,
      started_at: startedAt,
      due_at: due,
      met_at: null,
      cancelled_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function turnClock(
  tx: Db,
  deadline: DeadlineRow,
  { rule, now }: Move,
  institution: InstitutionCalendar,
): Promise<DeadlineRow> {
  if (!HANDLER_KINDS.has(deadline.kind)) return deadline
  const pauses =
    rule.clock === 'pause'
      ? [...deadline.pauses, { from: now.toISOString(), to: null }]
      : deadline.pauses.map((pause) => (pause.to === null ? { ...pause, to: now.toISOString() } : pause))
  return save(tx, { ...deadline, pauses }, institution)
}

async function judgeAgain(
  tx: Db,
  deadline: DeadlineRow,
  report: ReportRow,
  institution: InstitutionCalendar,
): Promise<DeadlineRow> {
  if (deadline.kind !== 'solve') return deadline
  const rule = institution.ruleFor({
    kind: 'solve',
    class: report.class,
    oversight: report.oversight,
    at: deadline.started_at,
  })
  return rule === null ? deadline : save(tx, { ...deadline, rule_id: rule.id }, institution)
}

async function save(tx: Db, deadline: DeadlineRow, institution: InstitutionCalendar): Promise<DeadlineRow> {
  const rule = deadline.rule_id === null ? null : institution.ruleById(deadline.rule_id)
  const due =
    rule === null
      ? deadline.due_at
      : dueAt({
          startedAt: deadline.started_at,
          rule,
          calendar: institution.calendar,
          pauses: readPauses(deadline),
        }).dueAt
  await tx
    .updateTable('deadlines')
    .set({ due_at: due, rule_id: deadline.rule_id, pauses: JSON.stringify(deadline.pauses) })
    .where('id', '=', deadline.id)
    .execute()
  return { ...deadline, due_at: due }
}

/** The times on hold of a deadline row. */
export function readPauses(deadline: Pick<DeadlineRow, 'pauses'>): { from: Date; to: Date | null }[] {
  return deadline.pauses.map(({ from, to }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
  }))
}

export function openDeadlines(db: Db, reportId: number): Promise<DeadlineRow[]> {
  return db
    .selectFrom('deadlines')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('met_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}

async function end(
  tx: Db,
  deadlines: readonly DeadlineRow[],
  as: { met_at: Date } | { cancelled_at: Date },
): Promise<void> {
  if (deadlines.length === 0) return
  await tx
    .updateTable('deadlines')
    .set(as)
    .where(
      'id',
      'in',
      deadlines.map((deadline) => deadline.id),
    )
    .execute()
}
