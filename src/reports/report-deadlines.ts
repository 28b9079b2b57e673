import { type Db, type DeadlineRow, keptQuery, type ReportRow } from '../db/index.ts'
import {
  type DeadlineKind,
  type DeadlineRule,
  dueAt,
  escalateAt,
  type Pause,
  warnAt,
} from '../deadlines/index.ts'
import type { Calendars, InstitutionCalendar } from './calendars.ts'
import type { Transition } from './workflow.ts'

export type { Calendars } from './calendars.ts'

/** The handlers' clocks stand still on hold; the reporter's own do not. */
const HANDLER_KINDS: ReadonlySet<string> = new Set(['verify', 'first_follow_up', 'solve'])
/** What somebody at an institution owes: warned of, missed, offered to the level above. */
const WATCHED_KINDS: ReadonlySet<string> = new Set([...HANDLER_KINDS, 'promise', 'task'])

interface Move {
  readonly before: ReportRow
  readonly after: ReportRow
  readonly rule: Transition
  readonly now: Date
}

/** Start, meet, pause, resume and cancel a report's deadlines; returns what is due next. */
export async function applyDeadlines(tx: Db, calendars: Calendars, move: Move): Promise<NextDue> {
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
  const started = (rule.starts ?? [])
    .filter((kind) => open.every((deadline) => deadline.kind !== kind))
    .flatMap((kind) => start(kind, move, institution) ?? [])
  if (started.length > 0) open.push(...(await insert(tx, after.id, started)))
  return nextDue(open)
}

/** The columns of a report that say what of it is due next, and from when on that is at risk. */
export interface NextDue {
  readonly due_at: Date | null
  readonly due_kind: string | null
  readonly warn_at: Date | null
}

/** While it waits for its reporter, that is what is due: silence has to end it, whatever else was promised. */
const REPORTER_KINDS: ReadonlySet<string> = new Set(['identity', 'completion', 'reporter_reply'])

/** The soonest of the deadlines that run for whoever leads; a supporting handler's task is due to the leader, not to the reporter. */
export function nextDue(open: readonly Pick<DeadlineRow, 'due_at' | 'kind' | 'warn_at'>[]): NextDue {
  const asked = open.filter(({ kind }) => REPORTER_KINDS.has(kind))
  let next: NextDue = { due_at: null, due_kind: null, warn_at: null }
  for (const { due_at, kind, warn_at } of asked.length > 0 ? asked : open) {
    if (kind === 'task') continue
    if (due_at !== null && (next.due_at === null || due_at < next.due_at))
      next = { due_at, due_kind: kind, warn_at }
  }
  return next
}

/** A follow-up is owed by whoever holds the report: moved to another institution or back up, the old clock ends. */
function isDropped(deadline: DeadlineRow, { rule, before, after }: Move): boolean {
  if (rule.clock === 'stop') return true
  if (rule.clock === 'finish') return deadline.kind !== 'promise'
  if (deadline.kind !== 'first_follow_up') return false
  return after.state === 'submitted' || before.institution_id !== after.institution_id
}

function start(
  kind: DeadlineKind,
  { before, after, now }: Move,
  institution: InstitutionCalendar,
): StartedDeadline | null {
  // A hand-down inside one institution must not start its clock anew: the reporter would wait for each of them.
  const startedAt = kind === 'solve' && before.answered_at === null ? (after.submitted_at ?? now) : now
  return deadlineToStart(institution, {
    kind,
    class: after.class,
    oversight: after.oversight,
    startedAt,
    now,
  })
}

/** A deadline before it is written; it belongs to no report yet. */
export type StartedDeadline = Pick<
  DeadlineRow,
  | 'kind'
  | 'rule_id'
  | 'institution_id'
  | 'started_at'
  | 'due_at'
  | 'warn_at'
  | 'escalate_at'
  | 'next_check_at'
  | 'assignment_id'
>

/** What begins by an institution's rules; null where they know no such deadline. */
export function deadlineToStart(
  institution: InstitutionCalendar,
  begin: {
    readonly kind: DeadlineKind
    readonly class: ReportRow['class']
    readonly oversight: boolean
    readonly startedAt: Date
    readonly now: Date
  },
): StartedDeadline | null {
  const { kind, startedAt, now } = begin
  const rule = institution.ruleFor({ ...begin, at: startedAt })
  if (rule === null) return null
  const due = dueAt({ startedAt, rule, calendar: institution.calendar }).dueAt
  return withWatch({ kind, rule, institution, startedAt, dueAt: due, now })
}

interface NewDeadline {
  readonly kind: string
  /** Null for a date that somebody set: a promise, a task. */
  readonly rule: DeadlineRule | null
  readonly institution: InstitutionCalendar
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly now: Date
  readonly assignmentId?: number
}

/** Write a deadline with the instants at which something about it will have to be said. */
export async function insertDeadline(
  tx: Db,
  { reportId, ...deadline }: NewDeadline & { readonly reportId: number },
): Promise<DeadlineRow> {
  const [written] = await insert(tx, reportId, [withWatch(deadline)])
  if (written === undefined) throw new Error('no deadline was written')
  return written
}

function withWatch({ now, assignmentId, ...deadline }: NewDeadline): StartedDeadline {
  const { kind, rule, institution, startedAt, dueAt: due } = deadline
  const watch = watchOf({ ...deadline, pauses: [] })
  return {
    kind,
    rule_id: rule?.id ?? null,
    institution_id: institution.institutionId,
    started_at: startedAt,
    due_at: due,
    assignment_id: assignmentId ?? null,
    ...watch,
    // A warning whose instant lies before the beginning (a corrected class) is not sent afterwards.
    next_check_at: watch.warn_at !== null && watch.warn_at <= now ? due : watch.next_check_at,
  }
}

function insert(tx: Db, reportId: number, started: readonly StartedDeadline[]): Promise<DeadlineRow[]> {
  return tx
    .insertInto('deadlines')
    .values(
      started.map((deadline) => ({ report_id: reportId, ...deadline, met_at: null, cancelled_at: null })),
    )
    .returningAll()
    .execute()
}

interface Watched {
  readonly kind: string
  readonly rule: DeadlineRule | null
  readonly institution: InstitutionCalendar
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly pauses: readonly Pause[]
}

/** When to warn and when to offer it to the level above; the reporter's own deadlines end by themselves. */
function watchOf({ kind, rule, institution, startedAt, dueAt, pauses }: Watched) {
  if (dueAt === null || !WATCHED_KINDS.has(kind))
    return { warn_at: null, escalate_at: null, next_check_at: null }
  const warn = warnAt({
    startedAt,
    dueAt,
    counting: rule?.calendar ?? 'calendar',
    calendar: institution.calendar,
    pauses,
  })
  return { warn_at: warn, escalate_at: escalateAt(dueAt, institution.calendar), next_check_at: warn ?? dueAt }
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

/**
 * Write a deadline that was judged anew. Where it is ahead again, nothing was missed or warned of: the watch begins
 * anew, and what was said of it stays in the history.
 */
export async function saveJudged(
  tx: Db,
  deadline: DeadlineRow,
  institution: InstitutionCalendar,
  now: Date,
): Promise<void> {
  const saved = await save(tx, deadline, institution)
  if (saved.due_at === null || saved.due_at <= now) return
  const warned = saved.warn_at !== null && saved.warn_at <= now ? deadline.warned_at : null
  await tx
    .updateTable('deadlines')
    .set({
      missed_at: null,
      missed_by_id: null,
      escalated_at: null,
      warned_at: warned,
      next_check_at: warned === null ? (saved.warn_at ?? saved.due_at) : saved.due_at,
    })
    .where('id', '=', deadline.id)
    .execute()
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
  const watch = watchOf({
    kind: deadline.kind,
    rule,
    institution,
    startedAt: deadline.started_at,
    dueAt: due,
    pauses: readPauses(deadline),
  })
  const said = deadline.warned_at === null ? watch.next_check_at : due
  await tx
    .updateTable('deadlines')
    .set({
      due_at: due,
      rule_id: deadline.rule_id,
      pauses: JSON.stringify(deadline.pauses),
      warn_at: watch.warn_at,
      escalate_at: watch.escalate_at,
      next_check_at:
        deadline.missed_at === null ? said : deadline.escalated_at === null ? watch.escalate_at : null,
    })
    .where('id', '=', deadline.id)
    .execute()
  return { ...deadline, due_at: due, warn_at: watch.warn_at, escalate_at: watch.escalate_at }
}

/** The times on hold of a deadline row. */
export function readPauses(deadline: Pick<DeadlineRow, 'pauses'>): { from: Date; to: Date | null }[] {
  return deadline.pauses.map(({ from, to }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
  }))
}

export function openDeadlines(db: Db, reportId: number): Promise<DeadlineRow[]> {
  return readOpen(db, { reportId })
}

const readOpen = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('deadlines')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('met_at', 'is', null)
    .where('cancelled_at', 'is', null),
)

async function end(
  tx: Db,
  deadlines: readonly DeadlineRow[],
  as: { met_at: Date } | { cancelled_at: Date },
): Promise<void> {
  if (deadlines.length === 0) return
  await tx
    .updateTable('deadlines')
    .set({ ...as, next_check_at: null })
    .where(
      'id',
      'in',
      deadlines.map((deadline) => deadline.id),
    )
    .execute()
}
