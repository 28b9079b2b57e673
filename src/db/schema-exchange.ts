import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'
import type { ReportState } from './schema.ts'

export interface ExchangeTables {
  exchange_links: ExchangeLinksTable
  exchange_states: { system_id: number; theirs: string; ours: ReportState; position: number }
  exchange_shares: ExchangeSharesTable
  exchange_messages: ExchangeMessagesTable
  exchange_files: ExchangeFilesTable
  open311_targets: Open311TargetsTable
  open311_handovers: Open311HandoversTable
  exchange_identity_requests: {
    id: GeneratedAlways<number>
    report_id: number
    system_id: number
    event_seq: number
    asked_at: Date
    decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    agreed: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  }
  /** Reports of which something may have to be told; filled by a trigger on `report_events`. */
  exchange_due: { id: GeneratedAlways<number>; report_id: number }
}

/**
 * `central`: the partner works in our console. `semi`: we verify, the partner handles. `full`: both ways.
 */
export type ExchangeModel = 'central' | 'semi' | 'full'

interface ExchangeLinksTable {
  system_id: number
  model: ExchangeModel
  webhook_id: number | null
  /** The id of the partner's installation, known since its first message. */
  peer_instance: string | null
  may_ask_identity: Generated<boolean>
  takes_secret: Generated<boolean>
  clock_offset: number | null
  heard_at: Date | null
  edited_at: Date
}
export type ExchangeLinkRow = Selectable<ExchangeLinksTable>

interface ExchangeSharesTable {
  id: GeneratedAlways<number>
  report_id: number
  system_id: number
  /** `out`: the partner handles it for us. `in`: we handle it for the partner. */
  direction: 'out' | 'in'
  /** Where the report was told first, and its number there: the same on every system that it passes. */
  origin_instance: string
  origin_number: string
  /** The installations it passed on its way here, the origin first. */
  hops: string[]
  /** Its number at the partner's. */
  remote_number: string | null
  state: 'offered' | 'accepted' | 'refused' | 'ended'
  /** The last message we sent, and the last of the partner's that we applied. */
  sent_seq: Generated<number>
  heard_seq: Generated<number>
  /** The last message of ours that decides: what the partner decided without knowing it does not count. */
  decided_seq: Generated<number>
  /** The last entry of the report's history that the partner was told of, or that it caused. */
  told_event_seq: number
  /** When we asked for the reporter's name and contact; null when nobody did or the answer came. */
  identity_asked_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** Why it was not given: `declined` by the reporter, or the code of a refusal. */
  identity_answer: OptionalText
  created_at: Date
}
export type ExchangeShareRow = Selectable<ExchangeSharesTable>

/** A file that a partner named in a message about a report. */
interface ExchangeFilesTable {
  id: GeneratedAlways<number>
  report_id: number
  system_id: number
  /** The entry of the report's history that it came with. */
  event_seq: number
  /** Its id at the partner's. */
  remote_id: string
  /** Both null once nothing is left to do. */
  name: string | null
  url: string | null
  sha256: Buffer | null
  state: Generated<'wanted' | 'taken' | 'failed'>
  attempts: Generated<number>
  next_try_at: Date | null
  last_error: OptionalText
  noted_at: Date
}
export type ExchangeFileRow = Selectable<ExchangeFilesTable>

type OptionalText = ColumnType<string | null, string | null | undefined, string | null>

interface ExchangeMessagesTable {
  id: GeneratedAlways<number>
  system_id: number
  report_id: number | null
  message_id: string
  origin_instance: string
  origin_number: string
  seq: number
  type: string
  /** Without any name and contact; null once forgotten. */
  payload: string | null
  /** Name and contact in a message that waits for an earlier one. */
  identity_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  outcome: 'waiting' | 'applied' | 'superseded' | 'refused'
  reason: string | null
  received_at: Date
}
export type ExchangeMessageRow = Selectable<ExchangeMessagesTable>

interface Open311TargetsTable {
  system_id: number
  /** The endpoint, such as https://kota.example.go.id/open311/v2. */
  url: string
  format: 'json' | 'xml'
  jurisdiction_id: string | null
  api_key_sealed: Buffer | null
  contact_name: string
  contact_email: string
  default_service: string
  services: ColumnType<Record<string, string>, string, string>
  active: boolean
  edited_at: Date
}
export type Open311TargetRow = Selectable<Open311TargetsTable>

interface Open311HandoversTable {
  id: GeneratedAlways<number>
  report_id: number
  system_id: number
  /** `queued`: to be sent. `token`: sent, its number is not known yet. `open`: followed. */
  state: 'queued' | 'token' | 'open' | 'ended' | 'failed'
  token: string | null
  remote_id: string | null
  remote_status: string | null
  remote_notes: string | null
  attempts: Generated<number>
  next_try_at: Date | null
  last_error: string | null
  created_at: Date
}
export type Open311HandoverRow = Selectable<Open311HandoversTable>
