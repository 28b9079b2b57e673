import type { ReportAction } from '../../src/reports/index.ts'
import { transition } from '../../src/reports/index.ts'
import type { Draw } from './draw.ts'
import type { MadeRegistry } from './made-registry.ts'
import type { MadeTexts } from './made-texts.ts'
import {
  moveTo,
  nextDue,
  openDeadlines,
  type PlayedDeadline,
  type PlayedReport,
  type PlayedStep,
  play,
} from './played-report.ts'

/** What a life leaves behind beside events, assignments and deadlines: columns of the report. */
export interface LifeFacts {
  categoryId: number | null
  verifiedAt: Date | null
  publishedAt: Date | null
  firstFollowUpAt: Date | null
  answeredById: number | null
  closedAt: Date | null
  closeKind: 'reporter' | 'silence' | 'admin' | null
  archivedAt: Date | null
  archiveReason: string | null
  rating: number | null
  reopenCount: number
  returnCount: number
}

export interface LifeSetting {
  readonly draw: Draw
  readonly texts: MadeTexts
  readonly registry: MadeRegistry
  readonly channel: string
  readonly secret: boolean
  /** What the verifier says that it is about. */
  readonly categoryId: number
  /** The unit or institution that will solve it. */
  readonly solverId: number
  readonly until: Date
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Jobs look every five minutes. */
const LOOK = 5 * MINUTE

/**
 * Let a report live until now: people do what people do, in office hours, late or never, and the system says in
 * between what it would have said: warnings, misses, offers to the level above, and what silence means.
 */
export function playLife(report: PlayedReport, setting: LifeSetting): LifeFacts {
  const facts = noFacts()
  const life = openLife(report, facts, setting)
  for (const step of stepsOf(life, setting)) {
    if (!life.reach(step.after, step.by)) break
    step.act()
  }
  life.reach(Number.POSITIVE_INFINITY, 'system')
  return facts
}

interface LifeStep {
  /** Milliseconds after the step before. */
  readonly after: number
  readonly by: 'reporter' | 'staff' | 'system'
  readonly act: () => void
}

/** What happens to it, one after the other; each is drawn when the one before has happened. */
function* stepsOf(life: Life, setting: LifeSetting): Generator<LifeStep> {
  const { draw } = setting
  if (draw.chance(0.04)) return // never confirmed: the system archives it
  yield { after: draw.around(6 * MINUTE, 1), by: 'reporter', act: life.confirmIdentity }
  if (draw.chance(0.004)) return // nobody ever looks at it
  const seen = draw.around(9 * HOUR, 1.1)
  if (draw.chance(0.06)) return yield { after: seen, by: 'staff', act: life.archive }
  if (draw.chance(0.015)) return yield { after: seen / 3, by: 'reporter', act: life.withdraw }
  if (draw.chance(0.04)) {
    yield { after: seen, by: 'staff', act: life.hold }
    if (draw.chance(0.3)) return
    yield { after: draw.around(1.5 * DAY), by: 'reporter', act: life.complete }
  }
  yield { after: seen, by: 'staff', act: life.verify }
  yield { after: draw.around(2 * MINUTE), by: 'staff', act: life.assign }
  if (draw.chance(0.04)) {
    yield { after: draw.around(20 * HOUR), by: 'staff', act: life.giveBack }
    yield { after: draw.around(12 * HOUR), by: 'staff', act: life.assign }
  }
  if (draw.chance(0.012)) return // nobody does anything: the misses of the statistics
  if (draw.chance(0.02)) {
    yield { after: draw.around(8 * HOUR), by: 'staff', act: life.addTask }
    yield { after: draw.around(2 * DAY), by: 'staff', act: life.finishTask }
  }
  for (let round = 0; round < 3; round += 1) {
    yield { after: draw.around(1.8 * DAY, 0.9), by: 'staff', act: life.followUp }
    if (draw.chance(0.3)) yield { after: draw.around(1.5 * DAY), by: 'staff', act: life.note }
    if (draw.chance(0.35)) yield { after: draw.around(3 * DAY), by: 'staff', act: life.followUp }
    if (draw.chance(0.015)) return // begun and forgotten
    yield { after: draw.around(3.5 * DAY, 0.9), by: 'staff', act: life.answer }
    if (draw.chance(0.05)) {
      yield { after: draw.around(2 * DAY), by: 'reporter', act: life.dispute }
      continue
    }
    if (draw.chance(0.3)) return yield { after: draw.around(1.5 * DAY), by: 'reporter', act: life.confirm }
    if (draw.chance(0.05)) return yield { after: draw.around(4 * DAY), by: 'staff', act: life.close }
    return // silence
  }
}

type Life = ReturnType<typeof openLife>

function openLife(report: PlayedReport, facts: LifeFacts, setting: LifeSetting) {
  const { draw, texts, registry, channel, until } = setting
  let at = report.createdAt
  const reporter = { kind: 'reporter', channel } as const
  const handler = () => staff(report.holderId)
  const verifier = () => staff(report.institutionId)
  const staff = (nodeId: number) =>
    ({ kind: 'staff', accountId: registry.accountOf(nodeId), nodeId }) as const

  const perform = (step: Omit<PlayedStep, 'at'>, institutionBefore = report.institutionId) =>
    play(report, { ...step, at }, registry.calendarOf, institutionBefore)
  const said = (action: ReportAction) => texts.said(draw, action)
  const hand = (toId: number, outcome: 'reassigned' | 'returned') => {
    const before = report.institutionId
    moveTo(report, registry.node(toId), at, outcome)
    return before
  }

  return {
    /** Go on to an instant, with what the system says until then. @returns false when now lies before it */
    reach(after: number, by: LifeStep['by']): boolean {
      const planned = Number.isFinite(after) ? at.getTime() + after : Number.POSITIVE_INFINITY
      const wanted = by === 'staff' ? officeTime(planned, draw) : planned
      for (;;) {
        const next = nextOfSystem(report)
        if (next === null || next.at > Math.min(wanted, until.getTime())) break
        at = new Date(next.at)
        if (next.expires !== null) expire(next.expires)
        else watch()
      }
      if (wanted > until.getTime()) return false
      at = new Date(wanted)
      return true
    },
    confirmIdentity() {
      report.submittedAt = at
      if (!perform({ action: 'confirm_identity', actor: reporter, targetId: report.holderId })) {
        report.submittedAt = null
        return
      }
      moveTo(report, registry.node(report.holderId), at, 'reassigned')
    },
    verify() {
      const done = perform({
        action: 'verify',
        actor: verifier(),
        visibility: 'public',
        data: { changed: ['category_id', 'public_title', 'public_body'] },
      })
      if (done) Object.assign(facts, { verifiedAt: at, categoryId: setting.categoryId })
    },
    assign() {
      if (report.state !== 'submitted') return
      const actor = verifier()
      const before = hand(setting.solverId, 'reassigned')
      facts.publishedAt ??= at
      const note = draw.chance(0.3) ? said('assign') : null
      perform(
        { action: 'assign', actor, targetId: report.holderId, visibility: 'internal', text: note },
        before,
      )
    },
    giveBack() {
      const node = registry.node(report.holderId)
      const above = node.institutionId === node.id ? node.parentId : node.institutionId
      if (above === null || report.state === 'submitted' || transition(report.state, 'return') === null)
        return
      const actor = handler()
      const from = report.holderId
      const before = hand(above, 'returned')
      facts.returnCount += 1
      const data = { from_id: from, proposed_id: null }
      const text = said('return')
      perform({ action: 'return', actor, targetId: above, visibility: 'public', text, data }, before)
    },
    addTask() {
      // Another one of the same government takes part; where there is none, nobody does.
      if (report.holderId === report.institutionId || transition(report.state, 'add_task') === null) return
      const text = 'Mohon dibantu pengecekan bersama di lapangan.'
      const data = { required: true, due_at: null }
      const target = report.institutionId
      perform({ action: 'add_task', actor: handler(), targetId: target, visibility: 'internal', text, data })
      report.assignments.push({
        role: 'supporting',
        fromId: report.holderId,
        toId: target,
        institutionId: report.institutionId,
        assignedAt: at,
        task: text,
        leftInstitution: false,
        endedAt: null,
        outcome: null,
      })
    },
    finishTask() {
      const task = report.assignments.find(({ role, endedAt }) => role === 'supporting' && endedAt === null)
      if (task === undefined || transition(report.state, 'task_done') === null) return
      Object.assign(task, { endedAt: at, outcome: 'done' })
      perform({
        action: 'task_done',
        actor: staff(task.toId),
        visibility: 'public',
        text: 'Bagian kami sudah selesai dikerjakan.',
      })
    },
    followUp() {
      const step = { action: 'follow_up', actor: handler(), visibility: 'public' } as const
      if (perform({ ...step, text: said('follow_up') })) facts.firstFollowUpAt ??= at
    },
    note() {
      if (transition(report.state, 'follow_up') === null) return
      const transitionOfNote = { to: 'same', by: ['handler'] } as const
      const step = { action: 'follow_up', actor: handler(), visibility: 'internal' } as const
      perform({ ...step, text: said('follow_up'), transition: transitionOfNote })
    },
    answer() {
      const data = { done_on: at.toISOString().slice(0, 10), no_evidence_reason: 'Sudah dilihat pelapor.' }
      const text = said('answer')
      if (!perform({ action: 'answer', actor: handler(), visibility: 'public', text, data })) return
      report.answeredAt = at
      facts.firstFollowUpAt ??= at
      facts.answeredById = report.holderId
    },
    dispute() {
      const data = { reopening: facts.reopenCount + 1, escalated: false }
      const step = { action: 'dispute', actor: reporter, targetId: report.holderId, data } as const
      if (!perform({ ...step, text: said('dispute') })) return
      facts.reopenCount += 1
      Object.assign(facts, { closedAt: null, closeKind: null, rating: null })
    },
    confirm() {
      const rating = draw.pick([5, 5, 4, 4, 4, 3, 2, 1])
      const closes = report.state === 'answered'
      const step = { action: 'confirm', actor: reporter, data: { rating } } as const
      if (!perform({ ...step, text: said('confirm') })) return
      facts.rating = rating
      if (closes) Object.assign(facts, { closedAt: at, closeKind: 'reporter' })
    },
    close() {
      if (perform({ action: 'close', actor: verifier(), visibility: 'public', text: said('close') }))
        Object.assign(facts, { closedAt: at, closeKind: 'admin' })
    },
    hold() {
      perform({ action: 'hold', actor: verifier(), text: said('hold') })
    },
    complete() {
      perform({ action: 'complete', actor: reporter, text: said('complete') })
    },
    archive() {
      const reason = draw.pick(['out_of_scope', 'not_real', 'too_general', 'duplicate', 'incomplete'])
      if (perform({ action: 'archive', actor: verifier(), text: said('archive'), data: { reason } }))
        Object.assign(facts, { archivedAt: at, archiveReason: reason })
    },
    withdraw() {
      if (perform({ action: 'withdraw', actor: reporter }))
        Object.assign(facts, { archivedAt: at, archiveReason: 'withdrawn' })
    },
  }

  function expire(action: ReportAction): void {
    const silent = action === 'close_silent'
    const reason = action === 'expire_identity' ? 'identity_not_confirmed' : 'incomplete'
    const step = {
      action,
      actor: { kind: 'system' },
      visibility: silent ? 'public' : 'participants',
    } as const
    if (!perform(silent ? step : { ...step, data: { reason } })) return
    if (silent) Object.assign(facts, { closedAt: at, closeKind: 'silence' })
    else Object.assign(facts, { archivedAt: at, archiveReason: reason })
  }

  function watch(): void {
    for (const deadline of openDeadlines(report)) {
      if (deadline.nextCheckAt === null || deadline.nextCheckAt > at) continue
      for (const action of watchSteps(deadline, at)) {
        const node = registry.node(report.holderId)
        const above = node.institutionId === node.id ? (node.parentId ?? node.id) : node.institutionId
        perform({
          action,
          actor: { kind: 'system' },
          visibility: action === 'deadline_warned' ? 'internal' : 'public',
          targetId: action === 'escalation_offered' ? above : report.holderId,
          data: {
            deadline: deadline.kind,
            due_at: deadline.dueAt?.toISOString() ?? null,
            owner_id: deadline.institution.institutionId,
          },
        })
      }
      mark(deadline, at)
      if (deadline.missedAt !== null) deadline.missedById ??= report.holderId
    }
  }
}

const EXPIRES: Readonly<Record<string, ReportAction>> = {
  identity: 'expire_identity',
  completion: 'expire_hold',
  reporter_reply: 'close_silent',
}

/** What a job would do next, and when it would notice. */
function nextOfSystem(report: PlayedReport): { at: number; expires: ReportAction | null } | null {
  const due = nextDue(report)
  const expires = due === null ? null : (EXPIRES[due.kind] ?? null)
  const expiry = due?.dueAt && expires ? noticed(due.dueAt.getTime() + 1) : Number.POSITIVE_INFINITY
  let check = Number.POSITIVE_INFINITY
  for (const { nextCheckAt } of openDeadlines(report)) {
    if (nextCheckAt !== null) check = Math.min(check, noticed(nextCheckAt.getTime()))
  }
  if (expiry === Number.POSITIVE_INFINITY && check === Number.POSITIVE_INFINITY) return null
  return expiry <= check ? { at: expiry, expires } : { at: check, expires: null }
}

function noticed(instant: number): number {
  return Math.ceil(instant / LOOK) * LOOK
}

/** The same steps as the watch of deadlines takes. */
function watchSteps(deadline: PlayedDeadline, now: Date): ReportAction[] {
  const { dueAt, warnAt, escalateAt } = deadline
  if (dueAt === null) return []
  const steps: ReportAction[] = []
  if (now <= dueAt && warnAt !== null && now >= warnAt && deadline.warnedAt === null)
    steps.push('deadline_warned')
  if (now > dueAt && deadline.missedAt === null) steps.push('deadline_missed')
  if (escalateAt !== null && now >= escalateAt && deadline.escalatedAt === null)
    steps.push('escalation_offered')
  return steps
}

function mark(deadline: PlayedDeadline, now: Date): void {
  const { dueAt, escalateAt } = deadline
  const missed = dueAt !== null && now > dueAt
  const escalated = escalateAt !== null && now >= escalateAt
  deadline.warnedAt ??= now
  deadline.missedAt = missed ? (deadline.missedAt ?? now) : null
  deadline.escalatedAt = escalated ? (deadline.escalatedAt ?? now) : null
  const afterDue = dueAt === null ? null : new Date(dueAt.getTime() + 1)
  deadline.nextCheckAt = escalated ? null : missed ? escalateAt : afterDue
}

/** Monday to Friday, eight to four in western Indonesia. */
function officeTime(planned: number, draw: Draw): number {
  const local = new Date(planned + 7 * HOUR)
  const hour = local.getUTCHours()
  const day = local.getUTCDay()
  if (hour >= 8 && hour < 16 && day >= 1 && day <= 5) return planned
  const midnight = planned + 7 * HOUR - ((planned + 7 * HOUR) % DAY)
  const later = hour < 8 ? 0 : 1
  const next = new Date(midnight + later * DAY).getUTCDay()
  const weekend = next === 6 ? 2 : next === 0 ? 1 : 0
  return midnight + (later + weekend) * DAY + 8 * HOUR + draw.next() * 4 * HOUR - 7 * HOUR
}

function noFacts(): LifeFacts {
  return {
    categoryId: null,
    verifiedAt: null,
    publishedAt: null,
    firstFollowUpAt: null,
    answeredById: null,
    closedAt: null,
    closeKind: null,
    archivedAt: null,
    archiveReason: null,
    rating: null,
    reopenCount: 0,
    returnCount: 0,
  }
}
