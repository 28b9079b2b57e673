import { checkText } from '../check-text.ts'
import type { Clock } from '../clock.ts'
import { type Db, inTransaction, noteChange } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { listBlocks, listContacts, reporterName, reporterNik, type Sealer } from '../identity/index.ts'
import type { ReportDeps } from './act.ts'
import { type AnonymiseDeps, anonymiseReport, forgetReporter } from './anonymise-report.ts'
import { listAppeals } from './appeals.ts'
import { SUBMISSION_LIMITS } from './check-submission.ts'
import { listFalseMarks } from './false-reports.ts'
import { withdrawReport } from './reporter-actions.ts'
import { transition } from './workflow.ts'

/** Everything that is stored of a person, as UU 27/2022 art. 5–7 lets them see and take along. */
export async function exportReporterData(
  deps: { readonly db: Db; readonly sealer: Sealer },
  reporterId: number,
  now: Date,
) {
  const { db, sealer } = deps
  const [name, nik, person, contacts, reports, events, files, messages, unsealings, blocks, marks, appeals] =
    await Promise.all([
      reporterName(db, sealer, reporterId),
      reporterNik(db, sealer, reporterId),
      db.selectFrom('reporters').select('verified_at').where('id', '=', reporterId).executeTakeFirst(),
      listContacts(db, sealer, reporterId),
      db
        .selectFrom('reports')
        .leftJoin('areas', 'areas.code', 'reports.area_code')
        .innerJoin('institutions as holder', 'holder.id', 'reports.holder_id')
        .select([
          'reports.id',
          'tracking_number',
          'state',
          'class',
          'title',
          'body',
          'public_title',
          'public_body',
          'occurred_on',
          'areas.full_name as area',
          'location_text',
          'latitude',
          'longitude',
          'anonymous',
          'secret',
          'channel',
          'holder.name as holder',
          'reports.created_at',
          'rating',
          'rating_text',
        ])
        .where('reporter_id', '=', reporterId)
        .orderBy('reports.id')
        .execute(),
      db
        .selectFrom('report_events as event')
        .innerJoin('reports as report', 'report.id', 'event.report_id')
        .select(['event.report_id', 'event.at', 'event.type', 'event.actor_kind', 'event.text'])
        .where('report.reporter_id', '=', reporterId)
        .where('event.visibility', '!=', 'internal')
        .orderBy('event.report_id')
        .orderBy('event.seq')
        .execute(),
      db
        .selectFrom('attachments as file')
        .innerJoin('reports as report', 'report.id', 'file.report_id')
        .select(['file.report_id', 'file.original_name', 'file.mime', 'file.bytes', 'file.visibility'])
        .where('report.reporter_id', '=', reporterId)
        .where('file.visibility', '!=', 'internal')
        .execute(),
      db
        .selectFrom('notifications')
        .select(['created_at', 'channel', 'subject', 'state'])
        .where('reporter_id', '=', reporterId)
        .orderBy('id')
        .execute(),
      db
        .selectFrom('unseal_requests as request')
        .innerJoin('reports as report', 'report.id', 'request.report_id')
        .innerJoin('staff_accounts as account', 'account.id', 'request.requested_by')
        .innerJoin('institutions as node', 'node.id', 'account.institution_id')
        .select([
          'report.tracking_number',
          'request.decided_at',
          'request.reason',
          'node.name as institution',
        ])
        .where('report.reporter_id', '=', reporterId)
        .where('request.decision', '=', 'approved')
        // Told when it is over, also here: an inquiry under way must not be warned of.
        .where('request.told_at', 'is not', null)
        .execute(),
      listBlocks(deps, { reporterId }),
      listFalseMarks(db, { reporterId }),
      listAppeals(db, { reporterId }),
    ])
  return {
    exported_at: now,
    person: {
      name,
      nik,
      identity_verified_at: person?.verified_at ?? null,
      contacts: contacts.map(({ kind, value, confirmed, primary }) => ({ kind, value, confirmed, primary })),
    },
    reports: reports.map(({ id, ...report }) => ({
      ...report,
      history: events
        .filter(({ report_id }) => report_id === id)
        .map(({ at, type, actor_kind, text }) => ({ at, type, by: actor_kind, text })),
      attachments: files
        .filter(({ report_id }) => report_id === id)
        .map(({ original_name, mime, bytes, visibility }) => ({
          name: original_name,
          mime,
          bytes,
          visibility,
        })),
    })),
    messages,
    identity_opened: unsealings,
    blocks: blocks.map(({ reason, blocked_at, expires_at, ended_at, end_reason }) => ({
      reason,
      blocked_at,
      expires_at,
      ended_at,
      end_reason,
    })),
    marked_false: marks.map(({ tracking_number, reason, marked_at, undone_at, undone_reason }) => ({
      tracking_number,
      reason,
      marked_at,
      undone_at,
      undone_reason,
    })),
    objections: appeals.map(({ text, made_at, decided_at, granted, decision_reason }) => ({
      text,
      made_at,
      decided_at,
      granted,
      decision_reason,
    })),
  }
}

export type ReporterData = Awaited<ReturnType<typeof exportReporterData>>

/**
 * Set one's name right, for oneself and on all of one's reports. What the population registry confirmed was the name
 * before: another one counts as stated only, until a report needs it and the registry is asked again.
 * @returns whether the confirmation ended
 * @throws DomainError invalid_input on `name`
 */
export async function correctName(
  deps: { readonly db: Db; readonly sealer: Sealer; readonly clock: Clock },
  reporterId: number,
  name: string,
): Promise<{ readonly confirmationEnded: boolean }> {
  const checked = checkText('name', name.replaceAll(/\s+/g, ' '), SUBMISSION_LIMITS.name)
  return inTransaction(deps.db, async (tx) => {
    const before = await tx
      .selectFrom('reporters')
      .select(['name_sealed', 'verified_at'])
      .where('id', '=', reporterId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const known = before.name_sealed === null ? null : deps.sealer.open(before.name_sealed)
    const same = known !== null && sameLetters(known, checked)
    const name_sealed = deps.sealer.seal(checked)
    await tx
      .updateTable('reporters')
      .set({ name_sealed, ...(same ? {} : { verified_at: null }) })
      .where('id', '=', reporterId)
      .execute()
    await tx
      .updateTable('reports')
      .set({ name_sealed })
      .where('reporter_id', '=', reporterId)
      .where('anonymised_at', 'is', null)
      .execute()
    // That it was corrected, never to what.
    const subject = `reporter ${reporterId}`
    await noteChange(tx, {
      at: deps.clock.now(),
      accountId: null,
      area: 'consent',
      action: 'name_corrected',
      subject,
    })
    return { confirmationEnded: before.verified_at !== null && !same }
  })
}

/** Capitals and blanks are not what a registry confirms. */
function sameLetters(one: string, other: string): boolean {
  const letters = (name: string) => name.replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase('id')
  return letters(one) === letters(other)
}

/**
 * Take consent back, at once and for all of one's reports: to show one's name to anybody (`name`), or to show the
 * reports to the public (`publication`).
 */
export async function withdrawConsent(
  deps: { readonly db: Db; readonly clock: Clock },
  reporterId: number,
  consent: 'name' | 'publication',
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const changed = await tx
      .updateTable('reports')
      .set(consent === 'name' ? { anonymous: true } : { secret: true })
      .where('reporter_id', '=', reporterId)
      .where(consent === 'name' ? 'anonymous' : 'secret', '=', false)
      .returning('id')
      .execute()
    await noteChange(tx, {
      at: deps.clock.now(),
      accountId: null,
      area: 'consent',
      action: consent === 'name' ? 'name_withdrawn' : 'publication_withdrawn',
      subject: `reporter ${reporterId}`,
      data: { reports: changed.map(({ id }) => id) },
    })
  })
}

/**
 * Be forgotten. Reports that nobody works on yet are withdrawn, the others go on without their reporter; what must be kept of them names nobody any more.
 * @throws DomainError invalid_input on `confirmation` unless it says so in so many letters
 */
export async function deleteReporterData(
  deps: AnonymiseDeps & ReportDeps,
  reporterId: number,
  confirmation: string,
): Promise<void> {
  if (!['HAPUS', 'DELETE'].includes(confirmation.trim().toUpperCase())) {
    throw invalid([{ field: 'confirmation', code: 'type_delete' }])
  }
  const reports = await deps.db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'state'])
    .where('reporter_id', '=', reporterId)
    .execute()
  for (const { tracking_number, state } of reports) {
    if (transition(state, 'withdraw') !== null) {
      await withdrawReport(deps, { kind: 'reporter', channel: 'web' }, tracking_number, { text: null })
    }
  }
  for (const { id } of reports) await anonymiseReport(deps, id)
  await forgetReporter(deps, reporterId)
  const subject = `reporter ${reporterId}`
  await noteChange(deps.db, {
    at: deps.clock.now(),
    accountId: null,
    area: 'consent',
    action: 'deleted',
    subject,
  })
}
