import { beyondStaffScope, type Db, openBatch, type ReporterContactRow, type ReportRow } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { contactsWithRecord } from '../identity/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Admission } from './admission.ts'
import { announceArrivals } from './announce.ts'
import type { ChainedEvent } from './event-chain.ts'
import { insertSubmissions } from './insert-submissions.ts'

/** Everything one submission writes. */
export interface SubmissionRows {
  readonly reporter: Pick<ReporterContactRow, 'contact_hash' | 'kind' | 'contact_sealed' | 'created_at'>
  readonly report: Pick<
    ReportRow,
    | 'id'
    | 'tracking_number'
    | 'state'
    | 'class'
    | 'title'
    | 'body'
    | 'occurred_on'
    | 'area_code'
    | 'location_text'
    | 'latitude'
    | 'longitude'
    | 'category_id'
    | 'suggested_institution_id'
    | 'anonymous'
    | 'secret'
    | 'channel'
    | 'language'
    | 'name_sealed'
    | 'nik_sealed'
    | 'holder_id'
    | 'institution_id'
    | 'due_at'
    | 'due_kind'
    | 'created_at'
    | 'updated_at'
    | 'last_event_hash'
    | 'supports_id'
    | 'system_id'
  >
  readonly event: ChainedEvent
  readonly deadline: {
    readonly kind: 'identity'
    readonly rule_id: number
    readonly institution_id: number
    readonly started_at: Date
    readonly due_at: Date
  } | null
  readonly idempotency: { readonly key: string; readonly requestHash: Buffer } | null
  readonly attachments: readonly string[]
  /** Null for a report that waits for its contact to be confirmed. */
  readonly admission: Admission | null
}

/**
 * `repeated`: another submission with the same idempotency key came first. `apart`: nothing was written, as this one
 * concerns more than its own rows: the person is known by another way too, or it joins another report.
 */
export type WriteOutcome = 'written' | 'repeated' | 'apart'

/** Resolves after the commit. */
export type WriteSubmission = (rows: SubmissionRows) => Promise<WriteOutcome>

/** Two transactions at a time keep both the server and its disk busy; more only wait for each other's flush. */
const LANES = 2
/** Keeps a statement's parameters under a few hundred kilobytes. */
const BATCH = 64

/** Write submissions with group commit; what comes in at the same moment goes together into one transaction. */
export function openSubmissionWriter(db: Db, enqueueAll: Jobs['enqueueAll']): WriteSubmission {
  const write = openBatch<SubmissionRows, WriteOutcome>((batch) => writeBatch(db, enqueueAll, batch), {
    size: BATCH,
    lanes: LANES,
  })
  return (rows) =>
    write(rows).catch((error: unknown) => {
      if (isRepeatedKey(error)) return 'repeated'
      throw error
    })
}

/** Another submission with the same idempotency key was written first. */
export function isRepeatedKey(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'constraint' in error &&
    error.constraint === 'submission_keys_pkey'
  )
}

async function writeBatch(
  db: Db,
  enqueueAll: Jobs['enqueueAll'],
  batch: readonly SubmissionRows[],
): Promise<WriteOutcome[]> {
  // Submissions of many go together, whoever's request happens to write them.
  const apart = await beyondStaffScope(() =>
    db.transaction().execute(async (tx) => {
      const apart = await findApart(tx, batch)
      const together = batch.filter((rows) => !apart.has(rows))
      if (together.length === 0) return apart
      await writeRows(tx, together)
      await enqueueAll(
        tx,
        'notify',
        together.map(({ report, admission }) => ({ report_id: report.id, seq: admission?.event.seq ?? 1 })),
      )
      const admitted = together.filter(({ admission }) => admission !== null)
      if (admitted.length > 0) {
        await enqueueAll(
          tx,
          'propose',
          admitted.map(({ report }) => ({ report_id: report.id })),
        )
        await announceArrivals(
          tx,
          admitted.map(({ report }) => report),
        )
      }
      return apart
    }),
  )
  return batch.map((rows) => (apart.has(rows) ? 'apart' : 'written'))
}

/**
 * Those let in at once whose person is known by a contact of another kind with the same number, and is perhaps to be
 * merged; who joins another report; and who may be blocked or asked for more of an identity. Holds the contacts of the others until the transaction ends, as a merge does.
 */
async function findApart(tx: Db, batch: readonly SubmissionRows[]): Promise<ReadonlySet<SubmissionRows>> {
  const admitted = batch.filter(({ admission }) => admission !== null)
  if (admitted.length === 0) return new Set()
  const known = await tx
    .selectFrom('reporter_contacts')
    .select(['contact_hash', 'kind'])
    .where('contact_hash', 'in', [...new Set(admitted.map(({ reporter }) => reporter.contact_hash))])
    .orderBy('contact_hash')
    .orderBy('kind')
    .forUpdate()
    .execute()
  const kinds = new Map<string, Set<string>>()
  for (const { contact_hash, kind } of [...known, ...admitted.map(({ reporter }) => reporter)]) {
    const hash = contact_hash.toString('hex')
    kinds.set(hash, (kinds.get(hash) ?? new Set()).add(kind))
  }
  const stopped = new Set(
    (await contactsWithRecord(tx, [...new Set(admitted.map(({ reporter }) => reporter.contact_hash))])).map(
      (hash) => hash.toString('hex'),
    ),
  )
  return new Set(
    admitted.filter(({ report, reporter }) => {
      const hash = reporter.contact_hash.toString('hex')
      return report.supports_id !== null || (kinds.get(hash)?.size ?? 0) > 1 || stopped.has(hash)
    }),
  )
}

/**
 * The rows of submissions and their claims on files, inside the caller's transaction; nobody is told.
 * @throws DomainError invalid_input on `attachments`
 */
export async function writeRows(tx: Db, batch: readonly SubmissionRows[]): Promise<void> {
  await insertSubmissions(tx, batch)
  await claimAttachments(tx, batch)
}

/** @throws DomainError invalid_input when a file is unknown or already belongs to a report */
async function claimAttachments(tx: Db, batch: readonly SubmissionRows[]): Promise<void> {
  for (const { report, attachments } of batch) {
    if (attachments.length === 0) continue
    const claimed = await tx
      .updateTable('attachments')
      .set({ report_id: report.id, event_seq: 1, draft_id: null })
      .where('id', 'in', attachments)
      .where('report_id', 'is', null)
      .executeTakeFirst()
    if (Number(claimed.numUpdatedRows) !== attachments.length) {
      throw invalid([{ field: 'attachments', code: 'unknown_attachment' }])
    }
  }
}
