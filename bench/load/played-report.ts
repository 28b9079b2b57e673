import type { ReportClass, ReportState, Visibility } from '../../src/db/index.ts'
import { dueInstant } from '../../src/deadlines/due-at.ts'
import type { DeadlineKind, DeadlineRule, Pause } from '../../src/deadlines/index.ts'
import { escalateAt, warnAt } from '../../src/deadlines/index.ts'
import { CHAIN_START, type ChainedEvent, chainEvent } from '../../src/reports/event-chain.ts'
import {
  type InstitutionCalendar,
  type ReportAction,
  type Transition,
  transition,
} from '../../src/reports/index.ts'

/** A report as it lives in memory: what the use cases would have written, by the same workflow table. */
export interface PlayedReport {
  readonly id: number
  readonly createdAt: Date
  state: ReportState
  class: ReportClass
  oversight: boolean
  holderId: number
  institutionId: number
  submittedAt: Date | null
  answeredAt: Date | null
  heldFrom: ReportState | null
  version: number
  updatedAt: Date
  head: Buffer
  readonly events: ChainedEvent[]
  readonly assignments: PlayedAssignment[]
  readonly deadlines: PlayedDeadline[]
}

export interface PlayedAssignment {
  readonly role: 'lead' | 'supporting'
  readonly fromId: number | null
  readonly toId: number
  readonly institutionId: number
  readonly assignedAt: Date
  readonly task: string | null
  leftInstitution: boolean
  endedAt: Date | null
  outcome: 'reassigned' | 'returned' | 'done' | 'ended' | null
}

export interface PlayedDeadline {
  readonly kind: DeadlineKind
  readonly rule: DeadlineRule
  readonly institution: InstitutionCalendar
  readonly startedAt: Date
  readonly pauses: { from: Date; to: Date | null }[]
  dueAt: Date | null
  warnAt: Date | null
  escalateAt: Date | null
  metAt: Date | null
  cancelledAt: Date | null
  warnedAt: Date | null
  missedAt: Date | null
  escalatedAt: Date | null
  nextCheckAt: Date | null
  /** Who held the report when it was missed. */
  missedById: number | null
}

export interface PlayedStep {
  readonly action: ReportAction
  readonly at: Date
  readonly actor:
    | { readonly kind: 'reporter'; readonly channel: string }
    | { readonly kind: 'system' }
    | { readonly kind: 'staff'; readonly accountId: number; readonly nodeId: number }
  readonly text?: string | null
  readonly visibility?: Visibility
  readonly targetId?: number | null
  readonly data?: Record<string, unknown>
  readonly transition?: Transition
}

type CalendarOf = (institutionId: number) => InstitutionCalendar

export function openPlayedReport(
  start: Pick<PlayedReport, 'id' | 'createdAt' | 'class' | 'oversight' | 'holderId'> & {
    readonly channel: string
    readonly data: Record<string, unknown>
  },
  calendarOf: CalendarOf,
): PlayedReport {
  const report: PlayedReport = {
    id: start.id,
    createdAt: start.createdAt,
    state: 'awaiting_identity',
    class: start.class,
    oversight: start.oversight,
    holderId: start.holderId,
    institutionId: start.holderId,
    submittedAt: null,
    answeredAt: null,
    heldFrom: null,
    version: 1,
    updatedAt: start.createdAt,
    head: CHAIN_START,
    events: [],
    assignments: [],
    deadlines: [],
  }
  addEvent(report, 'submit', null, {
    at: start.createdAt,
    actor: { kind: 'reporter', channel: start.channel },
    targetId: start.holderId,
    data: start.data,
  })
  const identity = startDeadline(report, 'identity', start.createdAt, calendarOf)
  if (identity !== null) report.deadlines.push(identity)
  return report
}

/**
 * Do one thing to it, as `act` does in the database; it was moved before if the step moves it.
 * @returns false where the workflow does not know it
 */
export function play(
  report: PlayedReport,
  step: PlayedStep,
  calendarOf: CalendarOf,
  institutionBefore = report.institutionId,
): boolean {
  const rule = step.transition ?? transition(report.state, step.action)
  if (rule === null) return false
  const from = report.state
  const to =
    rule.to === 'same' ? report.state : rule.to === 'back' ? (report.heldFrom ?? 'submitted') : rule.to
  if (step.action === 'hold') report.heldFrom = from
  if (rule.to === 'back') report.heldFrom = null
  report.state = to
  report.version += 1
  report.updatedAt = step.at
  addEvent(report, step.action, from, step)
  playDeadlines(report, rule, { institutionBefore, at: step.at }, calendarOf)
  return true
}

/** Give it to a node before the step that says so is played. */
export function moveTo(
  report: PlayedReport,
  to: { readonly id: number; readonly institutionId: number },
  at: Date,
  outcome: 'reassigned' | 'returned',
): void {
  const open = report.assignments.find(({ role, endedAt }) => role === 'lead' && endedAt === null)
  if (open !== undefined) {
    const leftInstitution = open.institutionId !== to.institutionId
    Object.assign(open, { endedAt: at, outcome, leftInstitution })
  }
  report.assignments.push({
    role: 'lead',
    fromId: report.assignments.length === 0 ? null : report.holderId,
    toId: to.id,
    institutionId: to.institutionId,
    assignedAt: at,
    task: null,
    leftInstitution: false,
    endedAt: null,
    outcome: null,
  })
  report.holderId = to.id
  report.institutionId = to.institutionId
}

/** Start, meet, stop and cancel its deadlines for a step; the same as `applyDeadlines` does with rows. */
function playDeadlines(
  report: PlayedReport,
  rule: Transition,
  moved: { readonly institutionBefore: number; readonly at: Date },
  calendarOf: CalendarOf,
): void {
  const { at } = moved
  for (const deadline of openDeadlines(report)) {
    if (rule.meets?.some((kind) => kind === deadline.kind)) end(deadline, { metAt: at })
    else if (isDropped(report, deadline, rule, moved.institutionBefore)) end(deadline, { cancelledAt: at })
    else if (HANDLER_KINDS.has(deadline.kind) && rule.clock === 'pause') {
      deadline.pauses.push({ from: at, to: null })
      compute(deadline, at)
    } else if (HANDLER_KINDS.has(deadline.kind) && rule.clock === 'resume') {
      for (const pause of deadline.pauses) pause.to ??= at
      compute(deadline, at)
    }
  }
  for (const kind of rule.starts ?? []) {
    if (openDeadlines(report).some((deadline) => deadline.kind === kind)) continue
    const startedAt = kind === 'solve' && report.answeredAt === null ? (report.submittedAt ?? at) : at
    const started = startDeadline(report, kind, startedAt, calendarOf, at)
    if (started !== null) report.deadlines.push(started)
  }
}

export function openDeadlines(report: PlayedReport): PlayedDeadline[] {
  return report.deadlines.filter(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null)
}

/** The soonest of what is due. */
export function nextDue(report: PlayedReport): PlayedDeadline | null {
  let next: PlayedDeadline | null = null
  for (const deadline of openDeadlines(report)) {
    if (deadline.dueAt !== null && (next?.dueAt == null || deadline.dueAt < next.dueAt)) next = deadline
  }
  return next
}

const HANDLER_KINDS: ReadonlySet<string> = new Set(['verify', 'first_follow_up', 'solve'])

function isDropped(
  report: PlayedReport,
  deadline: PlayedDeadline,
  rule: Transition,
  institutionBefore: number,
): boolean {
  if (rule.clock === 'stop' || rule.clock === 'finish') return true
  if (deadline.kind !== 'first_follow_up') return false
  return report.state === 'submitted' || institutionBefore !== report.institutionId
}

function startDeadline(
  report: PlayedReport,
  kind: DeadlineKind,
  startedAt: Date,
  calendarOf: CalendarOf,
  now = startedAt,
): PlayedDeadline | null {
  const institution = calendarOf(report.institutionId)
  const rule = institution.ruleFor({ kind, class: report.class, oversight: report.oversight, at: startedAt })
  if (rule === null) return null
  const deadline: PlayedDeadline = {
    kind,
    rule,
    institution,
    startedAt,
    pauses: [],
    dueAt: null,
    warnAt: null,
    escalateAt: null,
    metAt: null,
    cancelledAt: null,
    warnedAt: null,
    missedAt: null,
    escalatedAt: null,
    nextCheckAt: null,
    missedById: null,
  }
  compute(deadline, now)
  return deadline
}

function compute(deadline: PlayedDeadline, now: Date): void {
  const { kind, rule, institution, startedAt } = deadline
  const pauses: readonly Pause[] = deadline.pauses
  const { calendar } = institution
  const due = dueInstant({ startedAt, rule, calendar, pauses })
  deadline.dueAt = due === null ? null : new Date(due)
  if (!HANDLER_KINDS.has(kind)) return
  const { dueAt } = deadline
  deadline.warnAt = dueAt && warnAt({ startedAt, dueAt, counting: rule.calendar, calendar, pauses })
  deadline.escalateAt = dueAt && escalateAt(dueAt, calendar)
  const first =
    deadline.warnAt !== null && deadline.warnAt <= now ? dueAt : (deadline.warnAt ?? deadline.dueAt)
  const said = deadline.warnedAt === null ? first : dueAt
  deadline.nextCheckAt =
    deadline.missedAt === null ? said : deadline.escalatedAt === null ? deadline.escalateAt : null
}

function end(deadline: PlayedDeadline, as: { metAt: Date } | { cancelledAt: Date }): void {
  Object.assign(deadline, as, { nextCheckAt: null })
}

function addEvent(
  report: PlayedReport,
  type: string,
  from: ReportState | null,
  step: Omit<PlayedStep, 'action'>,
): void {
  const { actor } = step
  const event = chainEvent(
    {
      report_id: report.id,
      seq: report.events.length + 1,
      at: step.at,
      type,
      from_state: from,
      to_state: report.state,
      actor_kind: actor.kind,
      actor_id: actor.kind === 'staff' ? actor.accountId : null,
      institution_id: actor.kind === 'staff' ? actor.nodeId : null,
      channel: actor.kind === 'reporter' ? actor.channel : actor.kind === 'staff' ? 'web' : 'system',
      target_id: step.targetId ?? null,
      visibility: step.visibility ?? 'participants',
      text: step.text ?? null,
      data: step.data ?? {},
    },
    report.head,
  )
  report.events.push(event)
  report.head = event.hash
}
