import { checkOptionalText, checkText } from '../check-text.ts'
import { dueAt } from '../deadlines/index.ts'
import { DomainError, invalid } from '../errors.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { handOver, levelAboveOrNull } from './assignments.ts'

/** So many disputes reach the unit that answered; the next one reaches the level above. */
export const DISPUTES_TO_UNIT = 2
const TEXT = { min: 5, max: 10_000 }

interface WithText {
  readonly text: string
  readonly attachments?: readonly string[] | undefined
}

/** Add something to one's report; completes it when it waits for that. */
export function addInformation(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: WithText,
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'add_information' }, () => ({
    text: checkText('text', command.text, TEXT),
    visibility: 'participants',
    attachments: command.attachments ?? [],
  }))
}

/**
 * The reporter says that it is solved and how good it was, 1 (poor) to 5 (very good). By a message of one word the
 * rating is null: it can be given later, as long as there is none.
 */
export function confirmReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { rating: number | null; text?: string | null },
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'confirm' }, ({ report, now }) => {
    const { rating } = command
    const isRating = rating !== null && Number.isInteger(rating) && rating >= 1 && rating <= 5
    const isWord = rating === null && report.state === 'answered'
    if (!isRating && !isWord) throw invalid([{ field: 'rating', code: 'rating_missing' }])
    if (report.rating !== null) throw new DomainError('already_rated', 409)
    const text = checkOptionalText('text', command.text, 2_000)
    const closing = report.state === 'answered' ? { closed_at: now, close_kind: 'reporter' as const } : {}
    return {
      text,
      visibility: 'participants',
      data: rating === null ? {} : { rating },
      changes: { ...closing, rating, rating_text: text },
    }
  })
}

/** The reporter says that it is not solved; it goes back to the very unit that answered, the third time above it. */
export function disputeReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: WithText,
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'dispute' }, async ({ tx, report, now }) => {
    if (
      report.closed_at !== null &&
      now > (await disputableUntil(deps, report.institution_id, report.closed_at))
    ) {
      throw new DomainError('dispute_too_late', 409)
    }
    const escalates = report.reopen_count >= DISPUTES_TO_UNIT
    // Above the national level there is nobody: there it stays with who answered.
    const above = escalates ? await levelAboveOrNull(tx, report.holder_id) : null
    return {
      text: checkText('text', command.text, TEXT),
      visibility: 'participants',
      attachments: command.attachments ?? [],
      targetId: above?.id ?? report.holder_id,
      data: { reopening: report.reopen_count + 1, escalated: above !== null },
      changes: {
        reopen_count: report.reopen_count + 1,
        // From here this report goes its own way: what solved the others did not solve this one.
        joined_to_id: null,
        joined_at: null,
        closed_at: null,
        close_kind: null,
        rating: null,
        rating_text: null,
        ...(above === null ? {} : { holder_id: above.id, institution_id: above.institution_id ?? above.id }),
      },
      also: async (tx) => {
        if (above === null) return
        await handOver(tx, {
          reportId: report.id,
          fromId: report.holder_id,
          to: above,
          at: now,
          outcome: 'escalated',
        })
      },
    }
  })
}

/** The last instant a closed report can be disputed: the reporter's reply time, counted from its closing. */
export async function disputableUntil(
  deps: Pick<ReportDeps, 'calendars'>,
  institutionId: number,
  closedAt: Date,
): Promise<Date> {
  const institution = await deps.calendars.of(institutionId)
  const rule = institution.ruleFor({
    kind: 'reporter_reply',
    class: 'complaint',
    oversight: false,
    at: closedAt,
  })
  const due =
    rule === null ? null : dueAt({ startedAt: closedAt, rule, calendar: institution.calendar }).dueAt
  return due ?? closedAt
}

/** The reporter takes the report back before anyone worked on it. */
export function withdrawReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text?: string | null },
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'withdraw' }, ({ now }) => ({
    text: checkOptionalText('text', command.text, 2_000),
    visibility: 'participants',
    changes: { archived_at: now, archive_reason: 'withdrawn', held_from: null },
  }))
}
