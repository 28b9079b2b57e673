import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from 'kysely'

/** Null unless it is set. */
type OptionalColumn<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface ChannelTables {
  inbound_messages: InboundMessagesTable
  conversations: ConversationsTable
  channel_health: ChannelHealthTable
  channel_usage: ChannelUsageTable
  /** Cells of the table event × role × channel that an operator switched off. */
  notification_off: { event: string; role: string; channel: string; edited_at: Date }
  /** Staff who want one message a day. */
  staff_digests: { account_id: number; chosen_at: Date; last_sent_on: string | null }
}

/** The ways by which a reporter writes to us and is answered. */
export type ChannelName = 'sms' | 'x' | 'whatsapp' | 'telegram' | 'email'

/**
 * `received`: stored, not yet understood. `waiting`: a part of a message whose other parts are still on their way.
 * `done`: what it asks for is done. `ignored`: nothing to do, such as an echo or an auto-reply. `failed`: a fault of
 * ours; to be replayed. `discarded`: set aside by a person.
 */
export type InboundState = 'received' | 'waiting' | 'done' | 'ignored' | 'failed' | 'discarded'

interface InboundMessagesTable {
  id: GeneratedAlways<number>
  channel: ChannelName
  external_id: string
  /** Keyed hash of the sender, known once it is understood. */
  address_hash: OptionalColumn<Buffer>
  /** Hash of the text as a sender would repeat it. */
  text_hash: OptionalColumn<Buffer>
  /** What the provider sent, as JSON, sealed: it holds the sender and their words. */
  raw_sealed: Buffer
  state: InboundState
  attempts: Generated<number>
  last_error: OptionalColumn<string>
  /** When to try (again); null when nothing is left to do. */
  next_try_at: Date | null
  received_at: Date
  settled_at: OptionalColumn<Date>
  report_id: OptionalColumn<number>
  /** What it was answered, so that a repeated delivery gets the same answer. */
  reply_sealed: OptionalColumn<Buffer>
  /** The long message it is a part of, by the sender's own count, and its place in it. */
  part_of: OptionalColumn<string>
  part_index: OptionalColumn<number>
  /** Whether the answer left with the gateway's call or goes by the outbox. */
  reply_way: OptionalColumn<'answer' | 'outbox'>
}
export type InboundRow = Selectable<InboundMessagesTable>
export type NewInbound = Insertable<InboundMessagesTable>

interface ConversationsTable {
  channel: ChannelName
  address_hash: Buffer
  /** The thread on the channel; empty where a sender has only one. */
  thread: string
  language: Generated<string>
  /** The report that was spoken of last. */
  report_id: number | null
  /** What we asked and wait to be answered. */
  asking: ColumnType<unknown, string | null, string | null>
  asked_at: Date | null
  /** Since when the person wants no more messages here. */
  stopped_at: Date | null
  updated_at: Date
}
export type ConversationRow = Selectable<ConversationsTable>

interface ChannelHealthTable {
  channel: ChannelName
  signature_failures: Generated<number>
  last_signature_failure_at: Date | null
  /** Where polling goes on: the provider's own mark. */
  cursor: string | null
  /** What is wrong with the channel's connection, as the adapter says it; null when it is well. */
  trouble: string | null
  trouble_since: Date | null
  /** When admins were told that it fell silent; null once something came in again. */
  silence_told_at: Date | null
  /** The one worker that asks or stands at the mailbox, and until when it may. */
  listener: OptionalColumn<string>
  listener_until: OptionalColumn<Date>
}
export type ChannelHealthRow = Selectable<ChannelHealthTable>

/** What a day cost: calls of a provider's API that are capped, parts of SMS that are paid. */
interface ChannelUsageTable {
  channel: ChannelName
  day: string
  calls: Generated<number>
  parts: Generated<number>
  /** What its provider takes for them by its price list, in millionths of a US dollar. */
  cost_micros: Generated<number>
}
