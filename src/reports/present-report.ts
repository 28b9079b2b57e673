import type { IdentityStep, ReportClass, ReportState } from '../db/index.ts'
import { type ChannelContact, maskContact, type Sealer } from '../identity/index.ts'
import { kindsOfPersonalData, maskPersonalData, type PersonalDataKind } from './personal-data.ts'
import type { NodeName, RecordedAttachment, RecordedEvent, ReportRecord } from './read-report.ts'
import { shortName } from './short-name.ts'
import { PUBLIC_EVENTS } from './workflow.ts'

/** The one place that decides what of a report leaves the server, and for whom. */

interface Named {
  readonly code: string
  readonly name: string
  readonly short_name: string
}

export interface PresentedAttachment {
  readonly id: string
  readonly name: string
  readonly kind: 'image' | 'document' | 'video' | 'audio'
  readonly mime: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly visibility: 'public' | 'participants' | 'internal'
  /** The joined report it is shown on, where it lies with the main one. */
  readonly shown_on: string | null
}

export interface PresentedEvent {
  readonly seq: number
  readonly at: Date
  readonly type: string
  readonly from_state: ReportState | null
  readonly to_state: ReportState
  readonly by: { readonly kind: 'reporter' | 'system' } | ({ readonly kind: 'institution' } & Named)
  /** The member of staff; only colleagues see the name. */
  readonly staff_name: string | null
  readonly target: Named | null
  readonly text: string | null
  readonly visibility: 'public' | 'participants' | 'internal'
  readonly channel: string | null
  /** Archive reason, rating and the like. */
  readonly data: Readonly<Record<string, unknown>>
  readonly attachments: readonly PresentedAttachment[]
}

/** What everybody may know of a report that is not secret. */
export interface PublicReport {
  readonly tracking_number: string
  readonly state: ReportState
  readonly class: ReportClass
  /** Whether the text is shown: only after it was verified and handed on. */
  readonly published: boolean
  readonly title: string | null
  readonly body: string | null
  readonly category: { code: string; name_id: string; name_en: string } | null
  readonly area: { code: string; full_name: string } | null
  readonly location_text: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly occurred_on: string | null
  readonly reporter_name: string | null
  readonly channel: string
  readonly institution: Named
  readonly holder: Named
  readonly time_zone: string
  readonly created_at: Date
  readonly submitted_at: Date | null
  readonly verified_at: Date | null
  readonly answered_at: Date | null
  readonly closed_at: Date | null
  readonly close_kind: 'reporter' | 'silence' | 'admin' | null
  readonly archive_reason: string | null
  readonly due_at: Date | null
  readonly due_kind: string | null
  readonly rating: number | null
  readonly return_count: number
  /** How many other people said that they have this too. */
  readonly support_count: number
  /** Handled with another report of the same incident. */
  readonly joined: boolean
  readonly updated_at: Date
  readonly timeline: readonly PresentedEvent[]
  readonly attachments: readonly PresentedAttachment[]
}

/** What the reporter may know: the whole of their own words, and every entry that is not internal. */
export interface ReporterReport extends PublicReport {
  readonly anonymous: boolean
  readonly secret: boolean
  /** Where the reporter is told of it, masked; null when no contact is left. */
  readonly contact_hint: string | null
  /** What their words tell of persons; the public sees it masked. */
  readonly personal_data: readonly PersonalDataKind[]
  readonly reopen_count: number
}

/** What staff who may see the report know. An anonymous reporter stays unnamed. */
export interface StaffReport extends PublicReport {
  readonly version: number
  readonly oversight: boolean
  readonly anonymous: boolean
  readonly secret: boolean
  readonly original_title: string
  readonly original_body: string
  readonly public_title: string | null
  readonly public_body: string | null
  /** What the public would read unless the verifier writes otherwise: personal data is masked. */
  readonly proposed_title: string
  readonly proposed_body: string
  readonly suggested_institution_id: number | null
  readonly reporter: { readonly name: string | null; readonly contact: ChannelContact | null } | null
  /** How much of an identity the reporter has shown. */
  readonly identity: IdentityStep
  readonly held_from: ReportState | null
  readonly reopen_count: number
  readonly rating_text: string | null
}

/** Null when the public may not know of it at all. */
export function presentForPublic(record: ReportRecord, sealer: Sealer): PublicReport | null {
  const { report } = record
  if (report.secret) return null
  const published = report.published_at !== null
  const events = record.events.filter(
    (event) => PUBLIC_EVENTS.has(event.type) && (event.visibility !== 'internal' || MOVES.has(event.type)),
  )
  return {
    ...common(record),
    published,
    title: published ? report.public_title : null,
    body: published ? report.public_body : null,
    location_text: published ? masked(report.location_text) : null,
    latitude: published ? report.latitude : null,
    longitude: published ? report.longitude : null,
    area: published ? record.area : null,
    category: published ? record.category : null,
    occurred_on: published ? report.occurred_on : null,
    reporter_name: published && !report.anonymous ? shortNameOf(record, sealer) : null,
    timeline: events.map((event) => ({
      ...presentEvent(event, record.attachments.filter(isPublic)),
      text: published && event.visibility === 'public' ? event.text : null,
      data: publicData(event),
      staff_name: null,
      channel: null,
    })),
    attachments: published ? record.attachments.filter(isPublic).map(presentAttachment) : [],
  }
}

export function presentForReporter(record: ReportRecord, sealer: Sealer): ReporterReport {
  const { report } = record
  const visible = record.attachments.filter((attachment) => attachment.visibility !== 'internal')
  const contact = contactOf(record, sealer)
  return {
    ...common(record),
    published: report.published_at !== null,
    title: report.title,
    body: report.body,
    reporter_name: nameOf(record, sealer),
    timeline: record.events
      .filter((event) => event.visibility !== 'internal' || MOVES.has(event.type))
      .map((event) => ({
        ...presentEvent(event, visible),
        text: event.visibility === 'internal' ? null : event.text,
        data: publicData(event),
        staff_name: null,
      })),
    attachments: visible.map(presentAttachment),
    anonymous: report.anonymous,
    secret: report.secret,
    reopen_count: report.reopen_count,
    personal_data: kindsOfPersonalData(report.title, report.body, report.location_text),
    contact_hint: contact === null ? null : maskContact(contact),
  }
}

export function presentForStaff(record: ReportRecord, sealer: Sealer): StaffReport {
  const { report } = record
  return {
    ...common(record),
    published: report.published_at !== null,
    title: report.public_title ?? report.title,
    body: report.public_body ?? report.body,
    reporter_name: report.anonymous ? null : nameOf(record, sealer),
    timeline: record.events.map((event) => presentEvent(event, record.attachments)),
    attachments: record.attachments.map(presentAttachment),
    version: report.version,
    oversight: report.oversight,
    anonymous: report.anonymous,
    secret: report.secret,
    original_title: report.title,
    original_body: report.body,
    public_title: report.public_title,
    public_body: report.public_body,
    proposed_title: report.public_title ?? maskPersonalData(report.title),
    proposed_body: report.public_body ?? maskPersonalData(report.body),
    suggested_institution_id: report.suggested_institution_id,
    reporter: report.anonymous ? null : { name: nameOf(record, sealer), contact: contactOf(record, sealer) },
    identity: record.identity,
    held_from: report.held_from,
    reopen_count: report.reopen_count,
    rating_text: report.rating_text,
  }
}

function masked(text: string | null): string | null {
  return text === null ? null : maskPersonalData(text)
}

function nameOf({ report }: ReportRecord, sealer: Sealer): string | null {
  return report.name_sealed === null ? null : sealer.open(report.name_sealed)
}

function shortNameOf(record: ReportRecord, sealer: Sealer): string | null {
  const name = nameOf(record, sealer)
  return name === null ? null : shortName(name)
}

function contactOf({ contact }: ReportRecord, sealer: Sealer): ChannelContact | null {
  return contact === null ? null : { kind: contact.kind, value: sealer.open(contact.contact_sealed) }
}

function common(record: ReportRecord) {
  const { report } = record
  return {
    tracking_number: report.tracking_number,
    state: report.state,
    class: report.class,
    category: record.category,
    area: record.area,
    location_text: report.location_text,
    latitude: report.latitude,
    longitude: report.longitude,
    occurred_on: report.occurred_on,
    channel: report.channel,
    institution: named(record.institution),
    holder: named(record.holder),
    time_zone: record.institution.time_zone,
    created_at: report.created_at,
    submitted_at: report.submitted_at,
    verified_at: report.verified_at,
    answered_at: report.answered_at,
    closed_at: report.closed_at,
    close_kind: report.close_kind,
    archive_reason: report.archive_reason,
    due_at: report.due_at,
    due_kind: report.due_kind,
    rating: report.rating,
    return_count: report.return_count,
    support_count: report.support_count,
    joined: report.joined_to_id !== null,
    updated_at: report.updated_at,
  }
}

function presentEvent(event: RecordedEvent, attachments: readonly RecordedAttachment[]): PresentedEvent {
  return {
    seq: event.seq,
    at: event.at,
    type: event.type,
    from_state: event.from_state,
    to_state: event.to_state,
    by:
      event.actor_kind === 'staff' && event.by !== null
        ? { kind: 'institution', ...named(event.by) }
        : { kind: event.actor_kind === 'system' ? 'system' : 'reporter' },
    staff_name: event.actor_name,
    target: event.target === null ? null : named(event.target),
    text: event.text,
    visibility: event.visibility,
    channel: event.channel,
    data: event.data,
    attachments: attachments
      .filter((attachment) => attachment.event_seq === event.seq)
      .map(presentAttachment),
  }
}

/** Everybody may know that it happened; what handlers said of it stays among them. */
const MOVES: ReadonlySet<string> = new Set([
  'assign',
  'add_task',
  'cancel_task',
  'task_declined',
  'join',
  'unjoin',
])

/** The parts of an event's data that say something to people outside. */
const PUBLIC_DATA: ReadonlySet<string> = new Set([
  'reason',
  'rating',
  'escalated',
  'reopening',
  'binding',
  'deadline',
  'done_on',
  'promised_on',
  'no_evidence_reason',
])

function publicData(event: RecordedEvent): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event.data).filter(([name]) => PUBLIC_DATA.has(name)))
}

function presentAttachment(attachment: RecordedAttachment): PresentedAttachment {
  const { id, original_name, kind, mime, bytes, width, height, visibility, shown_on } = attachment
  return { id, name: original_name, kind, mime, bytes, width, height, visibility, shown_on: shown_on ?? null }
}

function isPublic(attachment: RecordedAttachment): boolean {
  return attachment.visibility === 'public'
}

function named(node: NodeName): Named {
  return { code: node.code, name: node.name, short_name: node.short_name }
}
