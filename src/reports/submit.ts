import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { dueAt, localDate } from '../deadlines/index.ts'
import { DomainError, invalid } from '../errors.ts'
import { hashSecret, type Sealer } from '../identity/index.ts'
import { firstHolder } from '../routing/index.ts'
import type { Calendars } from './calendars.ts'
import { type CheckedSubmission, checkSubmission, type SubmissionInput } from './check-submission.ts'
import { CHAIN_START, chainEvent } from './event-chain.ts'
import { followSecret } from './follow-secret.ts'
import type { IdPool } from './id-pool.ts'
import { findCodes } from './registry-codes.ts'
import { type NumberReports, readTrackingNumber } from './tracking-number.ts'
import type { WriteSubmission } from './write-submissions.ts'

export interface SubmitDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly calendars: Calendars
  readonly ids: IdPool
  readonly numberReports: NumberReports
  readonly write: WriteSubmission
}

export interface SubmitReport {
  readonly input: SubmissionInput
  readonly channel: string
  readonly language: 'id' | 'en'
  /** The same key with the same content makes one report, however often it is sent. */
  readonly idempotencyKey?: string | null
  /** The connected system that sends it. */
  readonly systemId?: number | null
}

export interface SubmittedReport {
  readonly id: number
  readonly trackingNumber: string
  readonly state: 'awaiting_identity'
  readonly followSecret: string
  /** When the code for the contact was made; the code follows from it. */
  readonly codeSentAt: Date
  readonly repeated: boolean
}

/** What the national level's own zone calls today decides the "future" for the easternmost reporter. */
const EASTERNMOST = 'Asia/Jayapura'

/**
 * Take a report in. It waits in `awaiting_identity`, unseen by institutions, until its contact is confirmed.
 * It is acknowledged only after its commit.
 * @throws DomainError invalid_input, idempotency_key_reused
 */
export async function submitReport(deps: SubmitDeps, command: SubmitReport): Promise<SubmittedReport> {
  const now = deps.clock.now()
  const checked = checkSubmission(command.input, localDate(now, EASTERNMOST))
  const key = command.idempotencyKey ?? null
  const requestHash = hashSecret(JSON.stringify([command.channel, command.input]))
  if (key !== null) {
    const repeated = await findRepeated(deps, key, requestHash)
    if (repeated !== null) return repeated
  }
  const supportsId = await findSupported(deps.db, command.input.supports ?? null)
  const codes = await findCodes(deps.db, checked)
  const first = await firstHolder(deps.db, codes)
  const institution = await deps.calendars.of(first.institutionId)
  const rule = institution.ruleFor({ kind: 'identity', class: checked.class, oversight: false, at: now })
  const due = rule === null ? null : dueAt({ startedAt: now, rule, calendar: institution.calendar }).dueAt

  const id = await deps.ids.next()
  const trackingNumber = deps.numberReports(id)
  const event = chainEvent(
    {
      report_id: id,
      seq: 1,
      at: now,
      type: 'submit',
      from_state: null,
      to_state: 'awaiting_identity',
      actor_kind: 'reporter',
      actor_id: null,
      institution_id: null,
      target_id: first.institutionId,
      channel: command.channel,
      visibility: 'participants',
      text: null,
      data: { first_holder_reason: first.reason, suggested_id: first.suggestedId ?? null },
    },
    CHAIN_START,
  )
  const written = await deps.write({
    reporter: sealReporter(deps.sealer, checked, now),
    report: {
      id,
      tracking_number: trackingNumber,
      state: 'awaiting_identity',
      class: checked.class,
      title: checked.title,
      body: checked.body,
      occurred_on: checked.occurredOn,
      area_code: checked.areaCode,
      location_text: checked.locationText,
      latitude: checked.latitude,
      longitude: checked.longitude,
      category_id: codes.categoryId,
      suggested_institution_id: codes.chosenInstitutionId,
      anonymous: checked.anonymous,
      secret: checked.secret,
      channel: command.channel,
      language: command.language,
      name_sealed: deps.sealer.seal(checked.name),
      nik_sealed: checked.nik === null ? null : deps.sealer.seal(checked.nik),
      holder_id: first.institutionId,
      institution_id: first.institutionId,
      due_at: due,
      due_kind: due === null ? null : 'identity',
      created_at: now,
      updated_at: now,
      last_event_hash: event.hash,
      supports_id: supportsId,
      system_id: command.systemId ?? null,
    },
    event,
    deadline:
      rule === null || due === null
        ? null
        : {
            kind: 'identity',
            rule_id: rule.id,
            institution_id: first.institutionId,
            started_at: now,
            due_at: due,
          },
    idempotency: key === null ? null : { key, requestHash },
    attachments: checked.attachments,
  })
  if (written === 'repeated' && key !== null) {
    const repeated = await findRepeated(deps, key, requestHash)
    if (repeated !== null) return repeated
  }
  return {
    id,
    trackingNumber,
    state: 'awaiting_identity',
    followSecret: followSecret(deps.sealer, id),
    codeSentAt: now,
    repeated: false,
  }
}

/** A secret or unpublished report cannot be supported: whoever asks must not learn of it. */
async function findSupported(db: Db, text: string | null): Promise<number | null> {
  if (text === null || text === '') return null
  const number = readTrackingNumber(text)
  const row =
    number === null
      ? undefined
      : await db
          .selectFrom('reports')
          .select('id')
          .where('tracking_number', '=', number)
          .where('published_at', 'is not', null)
          .where('secret', '=', false)
          .executeTakeFirst()
  if (row === undefined) throw invalid([{ field: 'supports', code: 'unknown_report' }])
  return row.id
}

function sealReporter(sealer: Sealer, checked: CheckedSubmission, now: Date) {
  return {
    contact_hash: sealer.lookupHash(`${checked.contact.kind}:${checked.contact.value}`),
    contact_kind: checked.contact.kind,
    contact_sealed: sealer.seal(checked.contact.value),
    created_at: now,
  }
}

async function findRepeated(
  deps: SubmitDeps,
  key: string,
  requestHash: Buffer,
): Promise<SubmittedReport | null> {
  if (key.length > 200 || key.includes('\0'))
    throw invalid([{ field: 'idempotency_key', code: 'too_long', values: { max: 200 } }])
  const row = await deps.db
    .selectFrom('submission_keys')
    .innerJoin('reports', 'reports.id', 'submission_keys.report_id')
    .innerJoin('contact_codes', 'contact_codes.report_id', 'reports.id')
    .select(['reports.id', 'tracking_number', 'request_hash', 'sent_at'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (row === undefined) return null
  if (!row.request_hash.equals(requestHash)) throw new DomainError('idempotency_key_reused', 422)
  return {
    id: row.id,
    trackingNumber: row.tracking_number,
    state: 'awaiting_identity',
    followSecret: followSecret(deps.sealer, row.id),
    codeSentAt: row.sent_at,
    repeated: true,
  }
}
