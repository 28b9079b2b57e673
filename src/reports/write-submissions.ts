import { sql } from 'kysely'
import { beyondStaffScope, type Db, type ReporterContactRow, type ReportRow } from '../db/index.ts'
import { invalid } from '../errors.ts'
import type { Jobs } from '../jobs/index.ts'
import type { ChainedEvent } from './event-chain.ts'

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
}

/** Resolves after the commit; `repeated` when another submission with the same idempotency key came first. */
export type WriteSubmission = (rows: SubmissionRows) => Promise<'written' | 'repeated'>

/** Two transactions at a time keep both the server and its disk busy; more only wait for each other's flush. */
const LANES = 2
/** Keeps a statement's parameters under a few hundred kilobytes. */
const BATCH = 64

interface Waiting {
  readonly rows: SubmissionRows
  readonly resolve: (outcome: 'written' | 'repeated') => void
  readonly reject: (error: unknown) => void
}

/**
 * Write submissions with group commit: what arrives while a transaction is under way goes together into the next one.
 * Alone, a submission is written at once. If a batch fails, each of its submissions is tried by itself, so that one
 * cannot spoil another's.
 */
export function openSubmissionWriter(db: Db, enqueueAll: Jobs['enqueueAll']): WriteSubmission {
  const queue: Waiting[] = []
  let running = 0

  const run = async () => {
    running += 1
    try {
      for (let batch = queue.splice(0, BATCH); batch.length > 0; batch = queue.splice(0, BATCH)) {
        await settle(batch)
      }
    } finally {
      running -= 1
    }
  }
  const settle = async (batch: Waiting[]) => {
    try {
      await writeBatch(
        db,
        enqueueAll,
        batch.map((waiting) => waiting.rows),
      )
      for (const waiting of batch) waiting.resolve('written')
    } catch (error) {
      const [only] = batch
      if (only !== undefined && batch.length === 1) {
        if (isRepeatedKey(error)) only.resolve('repeated')
        else only.reject(error)
      } else {
        for (const waiting of batch) await settle([waiting])
      }
    }
  }
  return (rows) =>
    new Promise((resolve, reject) => {
      queue.push({ rows, resolve, reject })
      // The rest of this turn's requests join the batch before it leaves.
      if (running < LANES) setImmediate(() => (running < LANES ? run() : undefined))
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
): Promise<void> {
  // Submissions of many go together, whoever's request happens to write them.
  await beyondStaffScope(() =>
    db.transaction().execute(async (tx) => {
      await writeRows(tx, batch)
      await enqueueAll(
        tx,
        'notify',
        batch.map(({ report }) => ({ report_id: report.id, seq: 1 })),
      )
    }),
  )
}

/**
 * The rows of submissions and their claims on files, inside the caller's transaction; nobody is told.
 * @throws DomainError invalid_input on `attachments`
 */
export async function writeRows(tx: Db, batch: readonly SubmissionRows[]): Promise<void> {
  await insertRows(tx, batch)
  await claimAttachments(tx, batch)
}

/** One statement for all tables: about 1.6 times as fast as one each, and a single round trip. */
async function insertRows(tx: Db, batch: readonly SubmissionRows[]): Promise<void> {
  const reporters = new Map(
    batch.map(({ reporter }) => [`${reporter.kind} ${reporter.contact_hash.toString('hex')}`, reporter]),
  )
  await sql`
    with wanted as materialized (
      select nextval(pg_get_serial_sequence('reporters', 'id')) as new_id, decode(contact_hash, 'hex') as contact_hash,
        kind, decode(contact_sealed, 'hex') as contact_sealed, created_at
      from json_to_recordset(${records([...reporters.values()])}::json)
        as x(contact_hash text, kind text, contact_sealed text, created_at timestamptz)
      order by contact_hash, kind
    ), who as (
      insert into reporter_contacts (reporter_id, kind, contact_hash, contact_sealed, is_primary, created_at)
      select new_id, kind, contact_hash, contact_sealed, true, created_at from wanted order by contact_hash, kind
      on conflict (contact_hash, kind) do update set kind = excluded.kind
      returning id, reporter_id, contact_hash, kind
    ), new_reporters as (
      insert into reporters (id, created_at) overriding system value
      select new_id, created_at from wanted join who on who.reporter_id = wanted.new_id
    ), new_reports as (
      insert into reports (id, tracking_number, state, class, title, body, occurred_on, area_code, location_text,
        latitude, longitude, category_id, suggested_institution_id, reporter_id, contact_id, anonymous, secret, channel,
        language, name_sealed, nik_sealed, holder_id, institution_id, due_at, due_kind, created_at, updated_at,
        last_event_hash, supports_id, system_id)
      select x.id, tracking_number, state, class, title, body, occurred_on, area_code, location_text,
        latitude, longitude, category_id, suggested_institution_id, who.reporter_id, who.id, anonymous, secret, channel,
        language, decode(name_sealed, 'hex'), decode(nik_sealed, 'hex'), holder_id, institution_id, due_at, due_kind,
        created_at, updated_at, decode(last_event_hash, 'hex'), supports_id, system_id
      from json_to_recordset(${records(batch.map(reportRecord))}::json)
        as x(id bigint, tracking_number text, state text, class text, title text, body text, occurred_on date,
          area_code text, location_text text, latitude float8, longitude float8, category_id int,
          suggested_institution_id int, contact_hash text, kind text, anonymous boolean, secret boolean, channel text,
          language text, name_sealed text, nik_sealed text, holder_id int, institution_id int, due_at timestamptz,
          due_kind text, created_at timestamptz, updated_at timestamptz, last_event_hash text,
          supports_id bigint, system_id int)
      join who on who.contact_hash = decode(x.contact_hash, 'hex') and who.kind = x.kind
    ), new_events as (
      insert into report_events (report_id, seq, at, type, to_state, actor_kind, target_id, channel, visibility, data,
        prev_hash, hash)
      select report_id, seq, at, type, to_state, actor_kind, target_id, channel, visibility, data,
        decode(prev_hash, 'hex'), decode(hash, 'hex')
      from json_to_recordset(${records(batch.map(({ event }) => event))}::json)
        as x(report_id bigint, seq int, at timestamptz, type text, to_state text, actor_kind text, target_id int,
          channel text, visibility text, data jsonb, prev_hash text, hash text)
    ), new_codes as (
      insert into contact_codes (report_id, sent_at, expires_at)
      select report_id, sent_at, sent_at + interval '10 minutes'
      from json_to_recordset(${records(batch.map(codeRecord))}::json) as x(report_id bigint, sent_at timestamptz)
    ), new_deadlines as (
      insert into deadlines (report_id, kind, rule_id, institution_id, started_at, due_at)
      select report_id, kind, rule_id, institution_id, started_at, due_at
      from json_to_recordset(${records(batch.flatMap(deadlineRecord))}::json)
        as x(report_id bigint, kind text, rule_id int, institution_id int, started_at timestamptz, due_at timestamptz)
    )
    insert into submission_keys (key, request_hash, report_id, created_at)
    select key, decode(request_hash, 'hex'), report_id, created_at
    from json_to_recordset(${records(batch.flatMap(keyRecord))}::json)
      as x(key text, request_hash text, report_id bigint, created_at timestamptz)
  `.execute(tx)
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

function reportRecord({ report, reporter }: SubmissionRows) {
  return { ...report, contact_hash: reporter.contact_hash, kind: reporter.kind }
}

function codeRecord({ report }: SubmissionRows) {
  return { report_id: report.id, sent_at: report.created_at }
}

function deadlineRecord({ report, deadline }: SubmissionRows) {
  return deadline === null ? [] : [{ report_id: report.id, ...deadline }]
}

function keyRecord({ report, idempotency }: SubmissionRows) {
  if (idempotency === null) return []
  const { key, requestHash } = idempotency
  return [{ key, request_hash: requestHash, report_id: report.id, created_at: report.created_at }]
}

/** Rows as JSON; bytes as hexadecimal. */
function records(rows: readonly object[]): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Buffer ? value.toString('hex') : value,
        ]),
      ),
    ),
  )
}
