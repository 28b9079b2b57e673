import { checkOptionalText, checkText } from '../check-text.ts'
import { invalid } from '../errors.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { dropMark } from './false-reports.ts'
import { checkDates, keepPromise } from './promise.ts'
import { ARCHIVE_REASONS, INTERNAL_NOTE } from './workflow.ts'

const TEXT = { min: 10, max: 10_000 }

interface WithText {
  readonly text: string
  readonly attachments?: readonly string[] | undefined
  readonly expectedVersion?: number | undefined
}

export interface FollowUpReport extends WithText {
  readonly visibility: 'public' | 'internal'
  /** Until when something is promised, YYYY-MM-DD; it becomes a deadline. */
  readonly promised_on?: string | null | undefined
}

/** Say what is being done. A public one tells the reporter and meets the deadline; an internal note is for colleagues. */
export function followUpReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: FollowUpReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'follow_up', expectedVersion: command.expectedVersion },
    async ({ tx, report, now }) => {
      const { promisedOn } = await checkDates(
        deps.calendars,
        report,
        { promised_on: command.promised_on },
        now,
      )
      const text = checkText('text', command.text, {
        min: command.visibility === 'internal' ? 1 : TEXT.min,
        max: TEXT.max,
      })
      const attachments = command.attachments ?? []
      if (command.visibility === 'internal') {
        return { text, visibility: 'internal', attachments, transition: INTERNAL_NOTE }
      }
      return {
        text,
        visibility: 'public',
        attachments,
        changes: { first_follow_up_at: report.first_follow_up_at ?? now },
        data: promisedOn === null ? {} : { promised_on: promisedOn },
        also: async () => {
          if (promisedOn !== null) await keepPromise(tx, deps.calendars, report, promisedOn, now)
        },
      }
    },
  )
}

/** Wait for the reporter's data; the handlers' clocks stand meanwhile. */
export function holdReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: WithText,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'hold', expectedVersion: command.expectedVersion },
    ({ report }) => ({
      text: checkText('text', command.text, TEXT),
      visibility: 'participants',
      changes: { held_from: report.state },
    }),
  )
}

/** The missing data is there, from the reporter or entered for them by staff; the report goes on where it was. */
export function completeReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: WithText,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'complete', expectedVersion: command.expectedVersion },
    () => ({
      text: checkText('text', command.text, { min: 1, max: TEXT.max }),
      visibility: 'participants',
      attachments: command.attachments ?? [],
      changes: { held_from: null },
    }),
  )
}

export interface ArchiveReport {
  readonly reason: string
  readonly text: string
  readonly expectedVersion?: number | undefined
}

/** End a report without handling it; the reporter is told the reason. */
export function archiveReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: ArchiveReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'archive', expectedVersion: command.expectedVersion },
    ({ now }) => {
      const reason = ARCHIVE_REASONS.find((candidate) => candidate === command.reason)
      if (reason === undefined) throw invalid([{ field: 'reason', code: 'unknown_archive_reason' }])
      return {
        text: checkText('text', command.text, TEXT),
        visibility: 'participants',
        data: { reason },
        changes: { archived_at: now, archive_reason: reason, held_from: null },
      }
    },
  )
}

/** Take an archived report up again. */
export function restoreReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text: string; expectedVersion?: number | undefined },
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'restore', expectedVersion: command.expectedVersion },
    ({ report }) => {
      const text = checkText('text', command.text, { min: 5, max: 2_000 })
      return {
        text,
        visibility: 'participants',
        changes: { archived_at: null, archive_reason: null },
        // What is handled after all was no false report.
        also: (tx) => dropMark({ ...deps, db: tx }, actor, report, text),
      }
    },
  )
}

/** Close an answered report for the institution, with the reason why not to wait for the reporter. */
export function closeReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text?: string | null; expectedVersion?: number | undefined },
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'close', expectedVersion: command.expectedVersion },
    ({ now }) => ({
      text: checkOptionalText('text', command.text, 2_000),
      visibility: 'public',
      changes: { closed_at: now, close_kind: 'admin' },
    }),
  )
}
