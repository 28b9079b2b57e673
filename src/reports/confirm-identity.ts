import { sql } from 'kysely'
import { type Db, type IdentityLack, inTransaction, type ReportRow } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import {
  CODE_LIFETIME_MS,
  CODE_TRIES,
  type Contact,
  confirmContact,
  contactHash,
  contactToReach,
  countAttempt,
  oneTimeCode,
  refuseBlocked,
  type Sealer,
  secretsEqual,
} from '../identity/index.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, loadPlace } from './actor.ts'
import { handOver } from './assignments.ts'
import { lackOf, noteWait, readIdentityWait, type ShownIdentity } from './identity-wait.ts'
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

/**
 * Let a report whose contact is known to be the reporter's own (checked code, or the channel's own account) in. Where
 * its class or category needs more of an identity, it waits for that and tells its reporter so.
 * @throws DomainError not_found; action_not_possible (409) once it is in; reporter_blocked (403)
 */
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
    const report = await tx
      .selectFrom('reports')
      .selectAll()
      .where('tracking_number', '=', trackingNumber)
      .executeTakeFirst()
    if (report === undefined) throw notFound()
    if (report.state !== 'awaiting_identity') {
      throw new DomainError('action_not_possible', 409, {
        values: { state: report.state, action: 'confirm_identity' },
      })
    }
    const shown = await keepIdentity(tx, report, deps.clock.now())
    await refuseBlocked(tx, report.reporter_id, deps.clock.now())
    const lacks = await lackOf(tx, report, shown, deps.clock.now())
    return lacks === null ? letIn(inside, actor, trackingNumber) : keepWaiting(inside, actor, report, lacks)
  })
}

/**
 * Let in what a reporter's identity kept waiting and now does so no longer; what lacks something else waits for that.
 */
export async function admitWaiting(deps: ReportDeps, actor: Actor, reporterId: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    const shown = await tx
      .selectFrom('reporters')
      .select(['name_sealed', 'nik_sealed', 'verified_at'])
      .where('id', '=', reporterId)
      .executeTakeFirstOrThrow()
    const reports = await tx
      .selectFrom('reports')
      .selectAll()
      .where('state', '=', 'awaiting_identity')
      .where('id', 'in', (inner) =>
        inner.selectFrom('identity_waits').select('report_id').where('reporter_id', '=', reporterId),
      )
      .orderBy('id')
      .execute()
    for (const report of reports) {
      const lacks = await lackOf(tx, report, shown, deps.clock.now())
      if (lacks === null) await letIn(inside, actor, report.tracking_number)
      else await wait(inside, report, lacks)
    }
  })
}

async function letIn(deps: ReportDeps, actor: Actor, trackingNumber: string): Promise<ActionResult> {
  const tx = deps.db
  const admitted = await act(
    deps,
    actor,
    trackingNumber,
    { action: 'confirm_identity' },
    ({ report, now }) => ({
      changes: { submitted_at: now },
      targetId: report.holder_id,
      also: async () => {
        const to = { id: report.holder_id, institution_id: report.institution_id }
        await handOver(tx, { reportId: report.id, fromId: null, to, at: now, outcome: 'reassigned' })
        await deps.enqueue(tx, 'propose', { report_id: report.id })
      },
    }),
  )
  const place = await loadPlace(tx, admitted.report)
  await joinSupported(deps, { tx, report: admitted.report, place, now: deps.clock.now() })
  return admitted
}

/** The first time its reporter is told what is missing; asked again, it only stays as it is. */
async function keepWaiting(
  deps: ReportDeps,
  actor: Actor,
  report: ReportRow,
  lacks: IdentityLack,
): Promise<ActionResult> {
  const known = await readIdentityWait(deps.db, report.id)
  if (known === null) {
    return act(deps, actor, report.tracking_number, { action: 'confirm_contact' }, () => ({
      data: { lacks },
      also: () => wait(deps, report, lacks),
    }))
  }
  return { report, seq: report.event_count }
}

async function wait(
  deps: ReportDeps,
  report: Pick<ReportRow, 'id' | 'reporter_id'>,
  lacks: IdentityLack,
): Promise<void> {
  await noteWait(deps.db, report, lacks, deps.clock.now())
  if (lacks === 'answer') await deps.enqueue(deps.db, 'check_identity', { reporter_id: report.reporter_id })
}

/** What the reporter stated of themselves now belongs to a contact that is theirs; the first statement stays. */
async function keepIdentity(tx: Db, report: ReportRow, now: Date): Promise<ShownIdentity> {
  if (report.contact_id !== null) {
    await confirmContact(tx, { reporterId: report.reporter_id, contactId: report.contact_id }, now)
  }
  return tx
    .updateTable('reporters')
    .set({
      name_sealed: sql<Buffer>`coalesce(name_sealed, ${report.name_sealed})`,
      nik_sealed: sql<Buffer>`coalesce(nik_sealed, ${report.nik_sealed})`,
    })
    .where('id', '=', report.reporter_id)
    .returning(['name_sealed', 'nik_sealed', 'verified_at'])
    .executeTakeFirstOrThrow()
}

/** A new code a minute is enough for someone whose message is late, and little for someone who sends them to a stranger. */
const RESEND_AFTER_MS = 60_000
/** Five tries for each of so many codes an hour: guessing at one report all the time succeeds once in two years. */
const SENT_PER_HOUR = 10

/** Refusals of a new code that only a report's own contact can meet: said to others, they would tell of it. */
export const SENT_ENOUGH: ReadonlySet<string> = new Set(['code_just_sent', 'too_many_attempts'])

/**
 * Send a new code to the report's own contact; also the way back in for a reporter who lost the follow link.
 * With `contact` it must be the report's own; a wrong one gets the same answer, so that nothing is told.
 * @throws DomainError code_just_sent (429), too_many_attempts (429)
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
  const limit = { scope: 'report code', key: String(row.report_id), perHour: SENT_PER_HOUR }
  await countAttempt(deps, [limit], now)
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
