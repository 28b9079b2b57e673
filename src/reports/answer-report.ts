import { checkOptionalText, checkText } from '../check-text.ts'
import { beyondStaffScope, inTransaction } from '../db/index.ts'
import { localDate } from '../deadlines/index.ts'
import { DomainError, type FieldError, invalid } from '../errors.ts'
import { institutionByCode } from '../institutions/index.ts'
import { type ActionContext, type ActionPlan, type ActionResult, perform, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { lockReport } from './lock-report.ts'
import { checkDates, fulfilPromises, keepPromise, promisesSomething } from './promise.ts'
import { openTasks } from './support-tasks.ts'

/** An answer says what was done, when, by whom, with evidence or why there is none. */
export interface AnswerReport {
  readonly text: string
  /** When it was done, YYYY-MM-DD; today if left out. */
  readonly done_on?: string | null | undefined
  /** The institution or unit that did it; the holder if left out. */
  readonly done_by_code?: string | null | undefined
  /** Until when the rest is promised, YYYY-MM-DD; becomes a deadline. An answer that puts something off needs it. */
  readonly promised_on?: string | null | undefined
  readonly attachments?: readonly string[] | undefined
  /** Why there is no photo or document. */
  readonly no_evidence_reason?: string | null | undefined
  /** Why to answer while a required supporting handler is still at work. */
  readonly open_tasks_reason?: string | null | undefined
  /** Whether evidence or the reason must be given: by people at a form yes, by other systems as they can. */
  readonly evidenceRequired?: boolean
  readonly expectedVersion?: number | undefined
}

const TEXT = { min: 10, max: 10_000 }
const REASON_MAX = 1_000

/**
 * Say that it is solved, and how; the reporter judges. Where the institution wants answers approved, the answer of
 * somebody who may not approve waits for an approval instead.
 */
export function answerReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: AnswerReport,
): Promise<ActionResult> {
  return beyondStaffScope(() =>
    inTransaction(deps.db, async (tx) => {
      const now = deps.clock.now()
      const { report, place } = await lockReport(tx, actor, trackingNumber, now, command.expectedVersion)
      const needsApproval = actor.kind === 'staff' && place.answersNeedApproval
      const action = needsApproval ? 'draft_answer' : 'answer'
      return perform({ ...deps, db: tx }, actor, { tx, report, place, now }, action, async (context) => {
        const answer = await planAnswer(deps, context, command)
        return needsApproval ? planDraft(context, actor, command, answer) : answer
      })
    }),
  )
}

/** What sending an answer does; refused where it does not say enough. */
export async function planAnswer(
  deps: ReportDeps,
  { tx, report, now }: ActionContext,
  command: AnswerReport,
): Promise<ActionPlan> {
  const text = checkText('text', command.text, TEXT)
  const { doneOn, promisedOn } = await checkDates(deps.calendars, report, command, now)
  const attachments = command.attachments ?? []
  const evidenceReason = checkOptionalText('no_evidence_reason', command.no_evidence_reason, REASON_MAX)
  const tasksReason = checkOptionalText('open_tasks_reason', command.open_tasks_reason, REASON_MAX)
  const errors: FieldError[] = []
  if (command.evidenceRequired && attachments.length === 0 && evidenceReason === null) {
    errors.push({ field: 'no_evidence_reason', code: 'evidence_missing' })
  }
  if (promisedOn === null && promisesSomething(text))
    errors.push({ field: 'promised_on', code: 'promise_without_date' })
  const doneBy = command.done_by_code ? await institutionByCode(tx, command.done_by_code) : null
  if (command.done_by_code && doneBy === null)
    errors.push({ field: 'done_by_code', code: 'unknown_institution' })
  const open = (await openTasks(tx, report.id)).filter((task) => task.required)
  if (open.length > 0 && tasksReason === null) {
    const names = open.map((task) => task.short_name).join(', ')
    errors.push({ field: 'open_tasks_reason', code: 'tasks_open', values: { names } })
  }
  if (errors.length > 0) throw invalid(errors)
  const { calendar } = await deps.calendars.of(report.institution_id)
  return {
    text,
    visibility: 'public',
    attachments,
    targetId: doneBy?.id ?? report.holder_id,
    data: {
      done_on: doneOn ?? localDate(now, calendar.zone),
      ...(promisedOn === null ? {} : { promised_on: promisedOn }),
      ...(evidenceReason === null ? {} : { no_evidence_reason: evidenceReason }),
      ...(tasksReason === null ? {} : { open_tasks_reason: tasksReason }),
    },
    changes: {
      first_follow_up_at: report.first_follow_up_at ?? now,
      answered_at: now,
      answered_by_id: report.holder_id,
    },
    also: async () => {
      if (promisedOn === null) await fulfilPromises(tx, report.id, now)
      else await keepPromise(tx, deps.calendars, report, promisedOn, now)
    },
  }
}

function planDraft(
  { tx, report, now }: ActionContext,
  actor: Actor,
  command: AnswerReport,
  answer: ActionPlan,
): ActionPlan {
  if (actor.kind !== 'staff') throw new DomainError('not_allowed', 403)
  const { accountId } = actor.staff
  return {
    text: answer.text ?? null,
    visibility: 'internal',
    attachments: answer.attachments ?? [],
    targetId: answer.targetId ?? null,
    data: answer.data ?? {},
    also: async () => {
      // A newer draft takes the older one's place.
      await tx
        .updateTable('pending_answers')
        .set({ decided_at: now, decided_by_id: accountId, decision: 'rejected' })
        .where('report_id', '=', report.id)
        .where('decided_at', 'is', null)
        .execute()
      const { expectedVersion: _, evidenceRequired: __, ...kept } = command
      await tx
        .insertInto('pending_answers')
        .values({
          report_id: report.id,
          drafted_by_id: accountId,
          command: JSON.stringify(kept),
          created_at: now,
          decided_at: null,
          decided_by_id: null,
          decision: null,
        })
        .execute()
    },
  }
}
