import { sql } from 'kysely'
import { type Db, inTransaction, type ReportRow } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import {
  CODE_LIFETIME_MS,
  CODE_TRIES,
  type Contact,
  confirmContact,
  contactHash,
  contactToReach,
  oneTimeCode,
  type Sealer,
  secretsEqual,
} from '../identity/index.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, loadPlace } from './actor.ts'
import { handOver } from './assignments.ts'
import { joinSupported } from './join-reports.ts'

/** The code belongs to the report and the instant it was sent. */
export function codeOf(sealer: Sealer, reportId: number, sentAt: Date): string {
  return oneTimeCode(sealer, `report ${reportId}`, sentAt)
}

/**
 * Check a one-time code; each try counts, also a wrong one.
 * @throws DomainError code_expired, code_tries_used, or invalid_input on `code` with the tries left
 */
export async function checkCode(deps: ReportDeps, trackingNumber: string, code: string): Promise<void> {
  const now = deps.clock.now()
  const row = await deps.db
    .selectFrom('contact_codes')
    .innerJoin('reports', 'reports.id', 'contact_codes.report_id')
    .select(['report_id', 'expires_at', 'tries'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.expires_at <= now) throw new DomainError('code_expired', 422)
  const counted = await deps.db
    .updateTable('contact_codes')
    .set({ tries: sql<number>`tries + 1` })
    .where('report_id', '=', row.report_id)
    .where('tries', '<', CODE_TRIES)
    .returning(['sent_at', 'tries'])
    .executeTakeFirst()
  if (counted === undefined) throw new DomainError('code_tries_used', 422)
  if (!secretsEqual(codeOf(deps.sealer, row.report_id, counted.sent_at), code.replaceAll(/\D/g, ''))) {
    throw invalid([{ field: 'code', code: 'wrong_code', values: { left: CODE_TRIES - counted.tries } }])
  }
  // A code opens once.
  await deps.db
    .updateTable('contact_codes')
    .set({ expires_at: now })
    .where('report_id', '=', row.report_id)
    .execute()
}

/** The reporter shows by the code that the contact is theirs; the report reaches its first holder. */
export async function confirmIdentity(
  deps: ReportDeps,
  trackingNumber: string,
  code: string,
): Promise<ActionResult> {
  await checkCode(deps, trackingNumber, code)
  return admitReport(deps, trackingNumber)
}

/** Let a report whose contact is known to be the reporter's own (checked code, or the channel's own account) in. */
export function admitReport(
  deps: ReportDeps,
  trackingNumber: string,
  channel = 'web',
): Promise<ActionResult> {
  const actor: Actor = { kind: 'reporter', channel }
  return inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    // Before the report, as a merge of reporters does: in the other order the two would wait for each other.
    await tx
      .selectFrom('reporter_contacts')
      .select('id')
      .where('id', '=', (inner) =>
        inner.selectFrom('reports').select('contact_id').where('tracking_number', '=', trackingNumber),
      )
      .forUpdate()
      .execute()
    const admitted = await act(
      inside,
      actor,
      trackingNumber,
      { action: 'confirm_identity' },
      ({ report, now }) => ({
        changes: { submitted_at: now },
        targetId: report.holder_id,
        also: async () => {
          await keepIdentity(tx, report, now)
          const to = { id: report.holder_id, institution_id: report.institution_id }
          await handOver(tx, { reportId: report.id, fromId: null, to, at: now, outcome: 'reassigned' })
          await deps.enqueue(tx, 'propose', { report_id: report.id })
        },
      }),
    )
    const place = await loadPlace(tx, admitted.report)
    await joinSupported(inside, { tx, report: admitted.report, place, now: deps.clock.now() })
    return admitted
  })
}

/** What the reporter stated of themselves now belongs to a contact that is theirs; the first statement stays. */
async function keepIdentity(tx: Db, report: ReportRow, now: Date): Promise<void> {
  if (report.contact_id !== null) {
    await confirmContact(tx, { reporterId: report.reporter_id, contactId: report.contact_id }, now)
  }
  await tx
    .updateTable('reporters')
    .set({
      name_sealed: sql<Buffer>`coalesce(name_sealed, ${report.name_sealed})`,
      nik_sealed: sql<Buffer>`coalesce(nik_sealed, ${report.nik_sealed})`,
    })
    .where('id', '=', report.reporter_id)
    .execute()
}

/** A new code a minute is enough for someone whose message is late, and little for someone who sends them to a stranger. */
const RESEND_AFTER_MS = 60_000

/**
 * Send a new code to the report's own contact; also the way back in for a reporter who lost the follow link.
 * With `contact` it must be the report's own; a wrong one gets the same answer, so that nothing is told.
 * @throws DomainError code_just_sent (429)
 */
export async function resendCode(
  deps: ReportDeps,
  trackingNumber: string,
  contact: Contact | null,
): Promise<Date | null> {
  const now = deps.clock.now()
  const row = await deps.db
    .selectFrom('contact_codes')
    .innerJoin('reports', 'reports.id', 'contact_codes.report_id')
    .select(['contact_codes.report_id', 'sent_at', 'reporter_id', 'contact_id', 'submitted_at'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (row === undefined) return null
  const reached = await contactToReach(deps.db, { ...row, confirmed: row.submitted_at !== null })
  if (contact !== null && reached?.contact_hash.equals(contactHash(deps.sealer, contact)) !== true)
    return null
  if (now.getTime() - row.sent_at.getTime() < RESEND_AFTER_MS) throw new DomainError('code_just_sent', 429)
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('contact_codes')
      .set({ sent_at: now, expires_at: new Date(now.getTime() + CODE_LIFETIME_MS), tries: 0 })
      .where('report_id', '=', row.report_id)
      .execute()
    await deps.enqueue(tx, 'send_code', { report_id: row.report_id })
  })
  return now
}
