import { checkText } from '../check-text.ts'
import type { ReportClass, ReportRow } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { categoryByCode } from '../institutions/index.ts'
import { type ActionContext, type ActionPlan, type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { publishAttachments } from './attachments.ts'
import { REPORT_CLASSES, SUBMISSION_LIMITS } from './check-submission.ts'
import { maskPersonalData } from './personal-data.ts'

/** What the verifier sets right; what is left out stays as the reporter wrote it. */
export interface VerifyReport {
  readonly class?: string | undefined
  readonly oversight?: boolean | undefined
  readonly category_code?: string | undefined
  readonly title?: string | undefined
  /** The text everyone may read; left out, the reporter's own with personal data masked. */
  readonly public_body?: string | undefined
  /** The reporter's files that everyone may see; the others stay with the reporter and the handlers. */
  readonly public_attachments?: readonly string[] | undefined
  readonly expectedVersion?: number | undefined
}

/** Say that it is a report we can process, of which class and category, and what of it the public reads. */
export function verifyReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: VerifyReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'verify', expectedVersion: command.expectedVersion },
    (context) => planVerification(context, command),
  )
}

/** Set class, category, title or public text right after the verification. */
export function correctReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: VerifyReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'correct', expectedVersion: command.expectedVersion },
    (context) => planVerification(context, command),
  )
}

export async function planVerification(
  { tx, report, now }: ActionContext,
  command: VerifyReport,
): Promise<ActionPlan> {
  const reportClass = checkClass(command.class) ?? report.class
  const category = command.category_code ? await categoryByCode(tx, command.category_code) : null
  if (command.category_code && category === null)
    throw invalid([{ field: 'category_code', code: 'unknown_category' }])
  const changes = {
    class: reportClass,
    // Only a complaint can need an investigation.
    oversight:
      reportClass === 'complaint' && (command.oversight ?? (category?.oversight || report.oversight)),
    category_id: category?.id ?? report.category_id,
    public_title:
      command.title === undefined
        ? (report.public_title ?? maskPersonalData(report.title))
        : checkText('title', command.title, SUBMISSION_LIMITS.title),
    public_body:
      command.public_body === undefined
        ? (report.public_body ?? maskPersonalData(report.body))
        : checkText('public_body', command.public_body, { min: 1, max: SUBMISSION_LIMITS.body.max }),
    public_location: report.location_text === null ? null : maskPersonalData(report.location_text),
    verified_at: report.verified_at ?? now,
    // A joined report was handed on with the main one before anybody had read its own words.
    published_at: report.published_at ?? (HANDED_ON.has(report.state) ? now : null),
  }
  return {
    changes,
    visibility: 'public',
    data: { changed: changedFields(report, changes) },
    also: async (tx) => {
      if (command.public_attachments !== undefined) {
        await publishAttachments(tx, report.id, command.public_attachments)
      }
    },
  }
}

const HANDED_ON: ReadonlySet<string> = new Set(['assigned', 'in_progress', 'answered', 'closed'])

function checkClass(text: string | undefined): ReportClass | null {
  if (text === undefined || text === '') return null
  const found = REPORT_CLASSES.find((candidate) => candidate === text)
  if (found === undefined) throw invalid([{ field: 'class', code: 'unknown_class' }])
  return found
}

function changedFields(report: ReportRow, changes: object): string[] {
  return (
    Object.entries(changes)
      // The place as the public reads it follows from what was written.
      .filter(([name]) => name !== 'public_location')
      .filter(([name, value]) => !name.endsWith('_at') && report[name as keyof ReportRow] !== value)
      .map(([name]) => name)
  )
}
