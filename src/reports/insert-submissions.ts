import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { SubmissionRows } from './write-submissions.ts'

/** One statement for all tables: about 1.6 times as fast as one each, and a single round trip. */
export async function insertSubmissions(tx: Db, batch: readonly SubmissionRows[]): Promise<void> {
  const reporters = new Map(
    batch.map((rows) => [`${rows.reporter.kind} ${rows.reporter.contact_hash.toString('hex')}`, rows]),
  )
  await sql`
    with wanted as materialized (
      select nextval(pg_get_serial_sequence('reporters', 'id')) as new_id, decode(contact_hash, 'hex') as contact_hash,
        kind, decode(contact_sealed, 'hex') as contact_sealed, created_at, confirmed_at,
        decode(name_sealed, 'hex') as name_sealed, decode(nik_sealed, 'hex') as nik_sealed
      from json_to_recordset(${records([...reporters.values()].map(reporterRecord))}::json)
        as x(contact_hash text, kind text, contact_sealed text, created_at timestamptz, confirmed_at timestamptz,
          name_sealed text, nik_sealed text)
      order by contact_hash, kind
    ), who as (
      insert into reporter_contacts (reporter_id, kind, contact_hash, contact_sealed, is_primary, created_at,
        confirmed_at)
      select new_id, kind, contact_hash, contact_sealed, true, created_at, confirmed_at
      from wanted order by contact_hash, kind
      on conflict (contact_hash, kind) do update set kind = excluded.kind,
        confirmed_at = coalesce(reporter_contacts.confirmed_at, excluded.confirmed_at),
        undeliverable_at = case when excluded.confirmed_at is null then reporter_contacts.undeliverable_at end
      returning id, reporter_id, contact_hash, kind
    ), new_reporters as (
      insert into reporters (id, created_at, confirmed_at, name_sealed, nik_sealed) overriding system value
      select new_id, created_at, confirmed_at, name_sealed, nik_sealed
      from wanted join who on who.reporter_id = wanted.new_id
    ), known_reporters as (
      -- What a person stated of themselves first stays.
      update reporters set confirmed_at = coalesce(reporters.confirmed_at, wanted.confirmed_at),
        name_sealed = coalesce(reporters.name_sealed, wanted.name_sealed),
        nik_sealed = coalesce(reporters.nik_sealed, wanted.nik_sealed)
      from wanted join who using (contact_hash, kind)
      where reporters.id = who.reporter_id and wanted.confirmed_at is not null
    ), new_reports as (
      insert into reports (id, tracking_number, state, class, title, body, occurred_on, area_code, location_text,
        latitude, longitude, category_id, suggested_institution_id, reporter_id, contact_id, anonymous, secret, channel,
        language, name_sealed, nik_sealed, holder_id, institution_id, due_at, due_kind, warn_at, created_at, updated_at,
        last_event_hash, supports_id, system_id, submitted_at, version, event_count)
      select x.id, tracking_number, state, class, title, body, occurred_on, area_code, location_text,
        latitude, longitude, category_id, suggested_institution_id, who.reporter_id, who.id, anonymous, secret, channel,
        language, coalesce(decode(x.name_sealed, 'hex'), case when submitted_at is not null then known.name_sealed end),
        decode(x.nik_sealed, 'hex'), holder_id, institution_id, due_at, due_kind, warn_at,
        x.created_at, updated_at, decode(last_event_hash, 'hex'), supports_id, system_id, submitted_at,
        event_count, event_count
      from json_to_recordset(${records(batch.map(reportRecord))}::json)
        as x(id bigint, tracking_number text, state text, class text, title text, body text, occurred_on date,
          area_code text, location_text text, latitude float8, longitude float8, category_id int,
          suggested_institution_id int, contact_hash text, kind text, anonymous boolean, secret boolean, channel text,
          language text, name_sealed text, nik_sealed text, holder_id int, institution_id int, due_at timestamptz,
          due_kind text, warn_at timestamptz, created_at timestamptz, updated_at timestamptz, last_event_hash text,
          supports_id bigint, system_id int, submitted_at timestamptz, event_count int)
      join who on who.contact_hash = decode(x.contact_hash, 'hex') and who.kind = x.kind
      left join reporters known on known.id = who.reporter_id
    ), new_events as (
      insert into report_events (report_id, seq, at, type, from_state, to_state, actor_kind, target_id, channel,
        visibility, data, prev_hash, hash)
      select report_id, seq, at, type, from_state, to_state, actor_kind, target_id, channel, visibility, data,
        decode(prev_hash, 'hex'), decode(hash, 'hex')
      from json_to_recordset(${records(batch.flatMap(eventRecords))}::json)
        as x(report_id bigint, seq int, at timestamptz, type text, from_state text, to_state text, actor_kind text,
          target_id int, channel text, visibility text, data jsonb, prev_hash text, hash text)
    ), new_codes as (
      insert into contact_codes (report_id, sent_at, expires_at)
      select report_id, sent_at, sent_at + interval '10 minutes'
      from json_to_recordset(${records(batch.map(codeRecord))}::json) as x(report_id bigint, sent_at timestamptz)
    ), new_assignments as (
      insert into assignments (report_id, role, from_id, to_id, institution_id, assigned_at)
      select report_id, 'lead', null, holder_id, institution_id, assigned_at
      from json_to_recordset(${records(batch.flatMap(assignmentRecord))}::json)
        as x(report_id bigint, holder_id int, institution_id int, assigned_at timestamptz)
    ), new_deadlines as (
      insert into deadlines (report_id, kind, rule_id, institution_id, started_at, due_at, met_at, warn_at, escalate_at,
        next_check_at)
      select report_id, kind, rule_id, institution_id, started_at, due_at, met_at, warn_at, escalate_at, next_check_at
      from json_to_recordset(${records(batch.flatMap(deadlineRecords))}::json)
        as x(report_id bigint, kind text, rule_id int, institution_id int, started_at timestamptz, due_at timestamptz,
          met_at timestamptz, warn_at timestamptz, escalate_at timestamptz, next_check_at timestamptz)
    )
    insert into submission_keys (key, request_hash, report_id, created_at)
    select key, decode(request_hash, 'hex'), report_id, created_at
    from json_to_recordset(${records(batch.flatMap(keyRecord))}::json)
      as x(key text, request_hash text, report_id bigint, created_at timestamptz)
  `.execute(tx)
}

/** Only what was proved belongs to the person; before that it belongs to the report alone. */
function reporterRecord({ reporter, report, admission }: SubmissionRows) {
  const { name_sealed, nik_sealed, created_at } = report
  return admission === null ? reporter : { ...reporter, name_sealed, nik_sealed, confirmed_at: created_at }
}

function reportRecord({ report, reporter, admission }: SubmissionRows) {
  const { contact_hash, kind } = reporter
  if (admission === null) return { ...report, contact_hash, kind, event_count: 1 }
  const { event, due } = admission
  return {
    ...report,
    ...due,
    contact_hash,
    kind,
    state: event.to_state,
    submitted_at: event.at,
    last_event_hash: event.hash,
    event_count: event.seq,
  }
}

function eventRecords({ event, admission }: SubmissionRows) {
  return admission === null ? [event] : [event, admission.event]
}

function codeRecord({ report }: SubmissionRows) {
  return { report_id: report.id, sent_at: report.created_at }
}

function assignmentRecord({ report, admission }: SubmissionRows) {
  if (admission === null) return []
  const { id, holder_id, institution_id } = report
  return [{ report_id: id, holder_id, institution_id, assigned_at: admission.event.at }]
}

function deadlineRecords({ report, deadline, admission }: SubmissionRows) {
  const identity = deadline === null ? [] : [{ ...deadline, met_at: admission?.event.at ?? null }]
  return [...identity, ...(admission?.deadlines ?? [])].map((each) => ({ report_id: report.id, ...each }))
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
