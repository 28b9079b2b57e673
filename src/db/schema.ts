import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from 'kysely'
import type { AbuseTables } from './schema-abuse.ts'
import type { ApiTables } from './schema-api.ts'
import type { ChannelName, ChannelTables } from './schema-channels.ts'
import type { ConsoleTables } from './schema-console.ts'
import type { ExchangeTables } from './schema-exchange.ts'
import type { FigureMailTables } from './schema-figure-mails.ts'
import type { IdentityTables } from './schema-identity.ts'
import type { PushTables } from './schema-push.ts'
import type { RegistryTables } from './schema-registry.ts'
import type { ReporterTables } from './schema-reporters.ts'
import type { RoutingTables } from './schema-routing.ts'
import type { StaffSecurityTables } from './schema-staff-security.ts'
import type { StatisticsTables } from './schema-statistics.ts'
import type { SurveyTables } from './schema-survey.ts'
import type { SystemTables } from './schema-systems.ts'

export type * from './schema-abuse.ts'
export type * from './schema-channels.ts'
export type * from './schema-console.ts'
export type * from './schema-exchange.ts'
export type * from './schema-identity.ts'
export type * from './schema-registry.ts'
export type * from './schema-reporters.ts'
export type * from './schema-routing.ts'
export type * from './schema-staff-security.ts'
export type * from './schema-statistics.ts'
export type * from './schema-systems.ts'

/** All tables; row names are the SQL names. */
export interface Tables
  extends RegistryTables,
    IdentityTables,
    ReporterTables,
    AbuseTables,
    RoutingTables,
    ChannelTables,
    PushTables,
    SystemTables,
    ExchangeTables,
    ConsoleTables,
    StaffSecurityTables,
    StatisticsTables,
    SurveyTables,
    FigureMailTables,
    ApiTables {
  kysely_migration: { name: string; timestamp: string }
  secrets: { name: string; value: Buffer }
  reports: ReportsTable
  report_events: ReportEventsTable
  assignments: AssignmentsTable
  deadlines: DeadlinesTable
  contact_codes: ContactCodesTable
  attachments: AttachmentsTable
  drafts: { id: string; fields: ColumnType<unknown, string, string>; updated_at: Date }
  submission_keys: {
    key: string
    request_hash: Buffer
    report_id: number
    created_at: Date
  }
  notifications: NotificationsTable
  pending_answers: PendingAnswersTable
  answer_templates: AnswerTemplatesTable
  saved_views: {
    id: GeneratedAlways<number>
    account_id: number
    name: string
    query: string
    created_at: Date
  }
  presence: { report_id: number; account_id: number; seen_at: Date }
  audit_digests: { day: string; events: number; reads: Generated<number>; hash: Buffer; made_at: Date }
}

interface PendingAnswersTable {
  id: GeneratedAlways<number>
  report_id: number
  drafted_by_id: number
  command: ColumnType<unknown, string, never>
  created_at: Date
  decided_at: Date | null
  decided_by_id: number | null
  decision: 'approved' | 'rejected' | null
}

interface AnswerTemplatesTable {
  id: GeneratedAlways<number>
  institution_id: number
  name: string
  text: string
  active: Generated<boolean>
  edited_at: Date
}

export type ReportState =
  | 'awaiting_identity'
  | 'submitted'
  | 'on_hold'
  | 'assigned'
  | 'in_progress'
  | 'answered'
  | 'closed'
  | 'archived'
export type ReportClass = 'complaint' | 'aspiration' | 'information_request'
export type Visibility = 'public' | 'participants' | 'internal'
export type CloseKind = 'reporter' | 'silence' | 'admin'
export type ActorKind = 'reporter' | 'staff' | 'system'

export interface ReportsTable {
  id: number
  tracking_number: string
  state: ReportState
  class: ReportClass
  oversight: Generated<boolean>
  title: string
  body: string
  public_title: string | null
  public_body: string | null
  /** The place as the public reads it and finds it by. */
  public_location: ColumnType<string | null, string | null | undefined, string | null>
  occurred_on: string | null
  area_code: string | null
  location_text: string | null
  latitude: number | null
  longitude: number | null
  category_id: number | null
  suggested_institution_id: number | null
  reporter_id: number
  /** The contact it came by; may be gone since. */
  contact_id: number | null
  anonymous: Generated<boolean>
  secret: Generated<boolean>
  channel: string
  language: Generated<string>
  /** As stated in this report; moved to the reporter once the contact is confirmed. */
  name_sealed: Buffer | null
  nik_sealed: Buffer | null
  holder_id: number
  institution_id: number
  due_at: Date | null
  due_kind: string | null
  /** When the deadline that is due next is warned of; from then on the report is at risk. */
  warn_at: OptionalColumn<Date>
  held_from: ReportState | null
  created_at: Date
  submitted_at: Date | null
  verified_at: Date | null
  published_at: Date | null
  first_follow_up_at: Date | null
  answered_at: Date | null
  answered_by_id: number | null
  closed_at: Date | null
  close_kind: CloseKind | null
  archived_at: Date | null
  archive_reason: string | null
  rating: number | null
  rating_text: string | null
  reopen_count: Generated<number>
  return_count: Generated<number>
  version: Generated<number>
  event_count: Generated<number>
  last_event_hash: Buffer
  updated_at: Date
  support_count: Generated<number>
  /** Nothing of it tells of its reporter any more. */
  anonymised_at: OptionalColumn<Date>
  /** After three returns the level above decides; from here it cannot be returned again. */
  binding_holder_id: number | null
  /** The report of the same incident that is handled for this one too. */
  joined_to_id: number | null
  joined_at: Date | null
  /** "I have this too": joined to that report as soon as the contact is confirmed. */
  supports_id: number | null
  /** The connected system that sent it. */
  system_id: ColumnType<number | null, number | null | undefined, number | null>
  search: GeneratedAlways<string>
}
export type ReportRow = Selectable<ReportsTable>

export interface ReportEventsTable {
  report_id: number
  seq: number
  at: Date
  type: string
  from_state: ReportState | null
  to_state: ReportState
  actor_kind: ActorKind
  actor_id: number | null
  institution_id: number | null
  target_id: number | null
  channel: string
  visibility: Visibility
  text: string | null
  text_salt: Buffer | null
  /** Stays when the text is erased, so that the chain still holds. */
  text_hash: string | null
  data: ColumnType<Record<string, unknown>, string, never>
  prev_hash: Buffer
  hash: Buffer
}
export type ReportEventRow = Selectable<ReportEventsTable>

interface AssignmentsTable {
  id: GeneratedAlways<number>
  report_id: number
  role: Generated<'lead' | 'supporting'>
  from_id: number | null
  to_id: number
  institution_id: number
  assigned_at: Date
  ended_at: Date | null
  /** It went to another institution: what that institution's people find among what they gave on. */
  left_institution: Generated<boolean>
  outcome: 'reassigned' | 'returned' | 'escalated' | 'ended' | 'done' | 'declined' | 'cancelled' | null
  /** What a supporting handler is asked to do. */
  task: ColumnType<string | null, string | null | undefined, string | null>
  required: Generated<boolean>
  done_text: ColumnType<string | null, string | null | undefined, string | null>
}
export type AssignmentRow = Selectable<AssignmentsTable>

/** Null unless it is set. */
type OptionalColumn<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

interface DeadlinesTable {
  id: GeneratedAlways<number>
  report_id: number
  kind: string
  rule_id: number | null
  institution_id: number | null
  started_at: Date
  due_at: Date | null
  met_at: Date | null
  cancelled_at: Date | null
  assignment_id: OptionalColumn<number>
  warn_at: OptionalColumn<Date>
  escalate_at: OptionalColumn<Date>
  warned_at: OptionalColumn<Date>
  missed_at: OptionalColumn<Date>
  escalated_at: OptionalColumn<Date>
  /** Who held the report, or had the task, when it was missed. */
  missed_by_id: OptionalColumn<number>
  /** The next instant at which something about it has to be said; null when nothing is left to say. */
  next_check_at: OptionalColumn<Date>
  pauses: ColumnType<{ from: string; to: string | null }[], string | undefined, string>
}
export type DeadlineRow = Selectable<DeadlinesTable>

interface ContactCodesTable {
  report_id: number
  sent_at: Date
  expires_at: Date
  tries: Generated<number>
}

interface AttachmentsTable {
  id: string
  report_id: number | null
  event_seq: number | null
  draft_id: string | null
  visibility: Generated<Visibility>
  kind: 'image' | 'document' | 'video' | 'audio'
  mime: string
  original_name: string
  bytes: number
  sha256: Buffer
  width: number | null
  height: number | null
  /** Of a picture that has something to tell it by: 16 hexadecimal digits. */
  photo_hash: OptionalColumn<string>
  /** What is covered in the copy that the public sees. */
  blurred: ColumnType<BlurArea[] | null, string | null | undefined, string | null>
  blurred_at: OptionalColumn<Date>
  created_at: Date
}

/** A part of a picture, in parts of its width and height: 0 to 1 from the upper left corner. */
export interface BlurArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export type AttachmentRow = Selectable<AttachmentsTable>

interface NotificationsTable {
  id: GeneratedAlways<number>
  report_id: number | null
  event_seq: number | null
  recipient_kind: 'reporter' | 'staff'
  reporter_id: number | null
  account_id: number | null
  channel: ChannelName | 'push'
  address_sealed: Buffer
  subject: string
  body_sealed: Buffer
  /** `failed` is a dead letter: an operator sends it again or discards it. */
  state: 'queued' | 'sent' | 'kept' | 'failed' | 'discarded'
  attempts: Generated<number>
  last_error: string | null
  created_at: Date
  sent_at: Date | null
  /** The thread on the channel it belongs to. */
  thread: OptionalColumn<string>
  /** The address in the text that stays whole when the text is cut. */
  link_sealed: OptionalColumn<Buffer>
  /** The one-time code that the text holds. */
  code_sealed: OptionalColumn<Buffer>
  choices: ColumnType<{ value: string; label: string }[] | null, string | null | undefined, string | null>
  /** The message that it answers. */
  inbound_id: OptionalColumn<number>
  /** When to send it (again); null once nothing is left to do. */
  next_try_at: Date | null
  expires_at: OptionalColumn<Date>
  /** The provider's own id of it, by which delivery reports come back. */
  provider_id: OptionalColumn<string>
  parts: OptionalColumn<number>
  delivery: OptionalColumn<'delivered' | 'undelivered'>
  delivery_at: OptionalColumn<Date>
}
export type NotificationRow = Selectable<NotificationsTable>
export type NewNotification = Insertable<NotificationsTable>
