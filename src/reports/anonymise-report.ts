import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { type Db, inTransaction } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import { forgetRead } from '../routing/index.ts'
import { publicCopyOf } from './blur-photo.ts'
import type { FileStore } from './file-store.ts'
import { maskPersonalData } from './personal-data.ts'

export interface AnonymiseDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly files: FileStore
}

/**
 * Take everything out of a report that tells of its reporter: name, NIK, their own words beyond what the public reads,
 * their files, the messages to them. What was done about it stays, and its chain of entries still holds, as an entry's
 * text goes into it as a salted hash.
 */
export async function anonymiseReport(deps: AnonymiseDeps, reportId: number): Promise<void> {
  const files = await inTransaction(deps.db, async (tx) => {
    const report = await tx
      .selectFrom('reports')
      .select(['id', 'title', 'body', 'public_title', 'public_body', 'location_text', 'anonymised_at'])
      .where('id', '=', reportId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (report.anonymised_at !== null) return []
    await tx
      .updateTable('reports')
      .set({
        anonymous: true,
        name_sealed: null,
        nik_sealed: null,
        contact_id: null,
        title: report.public_title ?? maskPersonalData(report.title),
        body: report.public_body ?? maskPersonalData(report.body),
        location_text: report.location_text === null ? null : maskPersonalData(report.location_text),
        rating_text: null,
        anonymised_at: deps.clock.now(),
      })
      .where('id', '=', reportId)
      .execute()
    const written = await tx
      .selectFrom('report_events')
      .select('seq')
      .where('report_id', '=', reportId)
      .where('actor_kind', '=', 'reporter')
      .execute()
    for (const { seq } of written) await sql`select erase_event_text(${reportId}, ${seq})`.execute(tx)
    await tx.deleteFrom('push_subscriptions').where('report_id', '=', reportId).execute()
    await tx.deleteFrom('submission_keys').where('report_id', '=', reportId).execute()
    await tx
      .deleteFrom('notifications')
      .where('report_id', '=', reportId)
      .where('recipient_kind', '=', 'reporter')
      .execute()
    // What came in by a channel holds the sender and their words; that it came stays.
    await tx
      .updateTable('inbound_messages')
      .set({ raw_sealed: deps.sealer.seal('{}'), reply_sealed: null, address_hash: null, text_hash: null })
      .where('report_id', '=', reportId)
      .execute()
    await forgetRead(tx, reportId)
    await forgetWhatSystemsWereTold(tx, reportId)
    return tx
      .deleteFrom('attachments')
      .where('report_id', '=', reportId)
      .where('event_seq', 'in', written.length === 0 ? [0] : written.map(({ seq }) => seq))
      .returning('id')
      .execute()
  })
  for (const { id } of files) {
    await deps.files.remove(id)
    await deps.files.remove(publicCopyOf(id))
  }
}

/** What is still under way goes over without a name and contact, and is forgotten once it arrived. */
async function forgetWhatSystemsWereTold(tx: Db, reportId: number): Promise<void> {
  for (const table of ['webhook_deliveries', 'exchange_messages'] as const)
    await tx.updateTable(table).set({ identity_sealed: null }).where('report_id', '=', reportId).execute()
  await tx.deleteFrom('exchange_files').where('report_id', '=', reportId).execute()
  await tx
    .updateTable('webhook_deliveries')
    .set({ payload: null })
    .where('report_id', '=', reportId)
    .where('state', '!=', 'queued')
    .execute()
  await tx
    .updateTable('exchange_messages')
    .set({ payload: null })
    .where('report_id', '=', reportId)
    .where('outcome', '!=', 'waiting')
    .execute()
}

/** Anonymise what ended longer ago than its class is kept, some at a time. Returns how many reports. */
export async function applyRetention(deps: AnonymiseDeps, limit = 500): Promise<number> {
  const due = await deps.db
    .selectFrom('reports')
    .innerJoin('retention_rules as rule', 'rule.class', 'reports.class')
    .select('reports.id')
    .where('reports.anonymised_at', 'is', null)
    .where('reports.state', 'in', ['closed', 'archived'])
    .where(
      sql<boolean>`coalesce(reports.closed_at, reports.archived_at) + make_interval(months => rule.months)
        <= ${deps.clock.now()}`,
    )
    .limit(limit)
    .execute()
  for (const { id } of due) await anonymiseReport(deps, id)
  await forgetReportersWithoutReports(deps)
  return due.length
}

/** Whose reports are all anonymised need not be known any more. */
async function forgetReportersWithoutReports(deps: AnonymiseDeps): Promise<void> {
  const gone = await deps.db
    .selectFrom('reporters')
    .select('id')
    .where('erased_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('reports').select('id').whereRef('reporter_id', '=', 'reporters.id')),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reports')
            .select('id')
            .whereRef('reporter_id', '=', 'reporters.id')
            .where('anonymised_at', 'is', null),
        ),
      ),
    )
    .limit(500)
    .execute()
  for (const { id } of gone) await forgetReporter(deps, id)
}

/** Forget a person: contacts, name, NIK, sessions and messages. Their reports name nobody by then. */
export async function forgetReporter(deps: AnonymiseDeps, reporterId: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    for (const table of [
      'reporter_contacts',
      'reporter_sessions',
      'sign_in_codes',
      'push_subscriptions',
      'identity_waits',
      'reporter_passkeys',
      'notifications',
    ] as const) {
      await tx.deleteFrom(table).where('reporter_id', '=', reporterId).execute()
    }
    // That they objected, and what was decided, stays; their words do not.
    await tx
      .updateTable('appeals')
      .set({ text: '' })
      .where((where) =>
        where.or([
          where(
            'block_id',
            'in',
            where.selectFrom('reporter_blocks').select('id').where('reporter_id', '=', reporterId),
          ),
          where(
            'mark_id',
            'in',
            where.selectFrom('false_marks').select('id').where('reporter_id', '=', reporterId),
          ),
        ]),
      )
      .execute()
    await tx
      .updateTable('reporters')
      .set({
        name_sealed: null,
        nik_sealed: null,
        confirmed_at: null,
        verified_at: null,
        erased_at: deps.clock.now(),
      })
      .where('id', '=', reporterId)
      .execute()
  })
}
