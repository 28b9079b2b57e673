import type { Db, IdentityLack, IdentityStep } from '../db/index.ts'
import { dueAt, localDate } from '../deadlines/index.ts'
import { DomainError, invalid } from '../errors.ts'
import {
  type ChannelContact,
  contactHash,
  findOrCreateReporter,
  findReporter,
  hashSecret,
  isIssuedInKnownRegion,
  reporterNik,
} from '../identity/index.ts'
import { admissionOf } from './admission.ts'
import type { ReportDeps } from './apply-action.ts'
import { type CheckedSubmission, checkSubmission, type SubmissionInput } from './check-submission.ts'
import { admitReport } from './confirm-identity.ts'
import { CHAIN_START, chainEvent } from './event-chain.ts'
import { followSecret } from './follow-secret.ts'
import type { IdPool } from './id-pool.ts'
import { readIdentityWait } from './identity-wait.ts'
import type { FindPlacement } from './placements.ts'
import { type NumberReports, readTrackingNumber } from './tracking-number.ts'
import { isRepeatedKey, type SubmissionRows, type WriteSubmission, writeRows } from './write-submissions.ts'

export interface SubmitDeps extends ReportDeps {
  readonly ids: IdPool
  readonly numberReports: NumberReports
  readonly write: WriteSubmission
  readonly findPlacement: FindPlacement
}

export interface SubmitReport {
  readonly input: SubmissionInput
  readonly channel: string
  readonly language: 'id' | 'en'
  /**
   * The sender's contact where it is known to be their own: the account of a channel, or that of a signed-in reporter.
   * Then the report goes straight to `submitted`, and `input` needs neither contact nor name.
   */
  readonly confirmedContact?: ChannelContact | null
  /** The same key with the same content makes one report, however often it is sent. */
  readonly idempotencyKey?: string | null
  /** The connected system that sends it. */
  readonly systemId?: number | null
}

export interface SubmittedReport {
  readonly id: number
  readonly trackingNumber: string
  readonly state: 'awaiting_identity' | 'submitted'
  readonly followSecret: string
  /** Set where the contact is confirmed and more of an identity is needed; what it waits for. */
  readonly lacks: IdentityLack | null
  /** When the code for the contact was made; the code follows from it. */
  readonly codeSentAt: Date
  readonly repeated: boolean
}

/** What the national level's own zone calls today decides the "future" for the easternmost reporter. */
const EASTERNMOST = 'Asia/Jayapura'

/**
 * Take a report in. It waits in `awaiting_identity`, unseen by institutions, until its contact is confirmed; one whose
 * contact is known to be the sender's own does not wait. It is acknowledged only after its commit.
 * @throws DomainError invalid_input, idempotency_key_reused
 */
export async function submitReport(deps: SubmitDeps, command: SubmitReport): Promise<SubmittedReport> {
  const now = deps.clock.now()
  const known = command.confirmedContact ?? null
  const checked = checkSubmission(command.input, localDate(now, EASTERNMOST), known)
  const key = command.idempotencyKey ?? null
  if (key !== null && (key.length > 200 || key.includes('\0')))
    throw invalid([{ field: 'idempotency_key', code: 'too_long', values: { max: 200 } }])
  const requestHash = hashSecret(
    JSON.stringify([command.channel, command.input, ...(known === null ? [] : [known.kind, known.value])]),
  )
  // Where a gateway vouches for its sender a key is nearly always new, and a known one shows when it is written.
  if (key !== null && known === null) {
    const repeated = await findRepeated(deps, key, requestHash)
    if (repeated !== null) return repeated
  }
  const prepared = await prepareRows(deps, command, checked, now)
  const rows = { ...prepared, idempotency: key === null ? null : { key, requestHash } }
  const { id, tracking_number: trackingNumber } = rows.report
  const written = known === null ? await deps.write(rows) : await writeOfKnown(deps, rows, known)
  if (written === 'repeated' && key !== null) {
    const repeated = await findRepeated(deps, key, requestHash)
    if (repeated !== null) return repeated
    throw new Error('the report of a known key is gone')
  }
  return {
    id,
    trackingNumber,
    state: written === 'admitted' ? 'submitted' : 'awaiting_identity',
    followSecret: followSecret(deps.sealer, id),
    lacks:
      known === null || written === 'admitted'
        ? null
        : ((await readIdentityWait(deps.db, id))?.lacks ?? null),
    codeSentAt: now,
    repeated: false,
  }
}

/** Together with others where it concerns nothing but its own rows and waits for nothing more than its contact. */
async function writeOfKnown(
  deps: SubmitDeps,
  rows: SubmissionRows,
  contact: ChannelContact,
): Promise<'written' | 'admitted' | 'repeated'> {
  const outcome = rows.admission === null ? 'apart' : await deps.write(rows)
  if (outcome === 'apart') return writeConfirmed(deps, rows, contact)
  return outcome === 'written' ? 'admitted' : outcome
}

/** By itself, in one transaction: there is no moment in which the report waits for a code. */
async function writeConfirmed(
  deps: SubmitDeps,
  { admission: _, ...rows }: SubmissionRows,
  contact: ChannelContact,
): Promise<'written' | 'admitted' | 'repeated'> {
  const { report } = rows
  try {
    const admitted = await deps.db.transaction().execute(async (tx) => {
      const { reporterId } = await findOrCreateReporter(tx, deps.sealer, contact, report.created_at)
      const { name_sealed } = await tx
        .selectFrom('reporters')
        .select('name_sealed')
        .where('id', '=', reporterId)
        .executeTakeFirstOrThrow()
      await writeRows(tx, [
        { ...rows, admission: null, report: { ...report, name_sealed: report.name_sealed ?? name_sealed } },
      ])
      return admitReport({ ...deps, db: tx }, report.tracking_number, report.channel)
    })
    return admitted.report.state === 'awaiting_identity' ? 'written' : 'admitted'
  } catch (error) {
    if (isRepeatedKey(error)) return 'repeated'
    throw error
  }
}

async function prepareRows(
  deps: SubmitDeps,
  command: SubmitReport,
  checked: CheckedSubmission,
  now: Date,
): Promise<Omit<SubmissionRows, 'idempotency'>> {
  const supportsId = await findSupported(deps.db, command.input.supports ?? null)
  const { codes, first, step } = await deps.findPlacement(checked)
  await checkStep(deps, command, checked, step)
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
  const rows: Omit<SubmissionRows, 'idempotency' | 'admission'> = {
    reporter: {
      contact_hash: contactHash(deps.sealer, checked.contact),
      kind: checked.contact.kind,
      contact_sealed: deps.sealer.seal(checked.contact.value),
      created_at: now,
    },
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
      name_sealed: checked.name === null ? null : deps.sealer.seal(checked.name),
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
    attachments: checked.attachments,
  }
  const isAdmitted = command.confirmedContact && step === 'contact'
  return { ...rows, admission: isAdmitted ? admissionOf(rows, institution) : null }
}

/** Where the NIK is asked for at once; elsewhere the report waits for it, so that no word is lost. */
const ASKING_CHANNELS: ReadonlySet<string> = new Set(['web', 'api'])

/**
 * Hold a submission against the step that its class or category needs. Who stated their NIK before is not asked again,
 * which only a signed-in reporter can know; what the population registry says of it is waited for afterwards.
 */
async function checkStep(
  { db, sealer }: SubmitDeps,
  command: SubmitReport,
  checked: CheckedSubmission,
  step: IdentityStep,
): Promise<void> {
  if (checked.nik !== null) {
    if (await isIssuedInKnownRegion(db, checked.nik)) return
    throw invalid([{ field: 'nik', code: 'nik_region' }])
  }
  if (!ASKING_CHANNELS.has(command.channel)) return
  if (step === 'contact') return
  const reporter = command.confirmedContact ? await findReporter(db, sealer, command.confirmedContact) : null
  const stated = reporter === null ? null : await reporterNik(db, sealer, reporter.reporterId)
  if (stated === null) throw invalid([{ field: 'nik', code: 'nik_required' }])
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

async function findRepeated(
  deps: SubmitDeps,
  key: string,
  requestHash: Buffer,
): Promise<SubmittedReport | null> {
  const row = await deps.db
    .selectFrom('submission_keys')
    .innerJoin('reports', 'reports.id', 'submission_keys.report_id')
    .innerJoin('contact_codes', 'contact_codes.report_id', 'reports.id')
    .select(['reports.id', 'tracking_number', 'state', 'request_hash', 'sent_at'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (row === undefined) return null
  if (!row.request_hash.equals(requestHash)) throw new DomainError('idempotency_key_reused', 422)
  return {
    id: row.id,
    trackingNumber: row.tracking_number,
    state: row.state === 'awaiting_identity' ? 'awaiting_identity' : 'submitted',
    followSecret: followSecret(deps.sealer, row.id),
    lacks:
      row.state === 'awaiting_identity' ? ((await readIdentityWait(deps.db, row.id))?.lacks ?? null) : null,
    codeSentAt: row.sent_at,
    repeated: true,
  }
}
