import { sql } from 'kysely'
import type { ChannelName, ConversationRow, Db, ReportState } from '../../db/index.ts'
import { openBatch } from '../../db/index.ts'

/** What is read for every message: in a rush for many of them in one statement. */
export interface SharedReads {
  conversation(key: ConversationKey): Promise<ConversationRow | null>
  /** The reports of a confirmed contact, and the one whose secret the message showed, whoever's it is; newest first. */
  reports(key: ReportsKey): Promise<readonly SenderReport[]>
  /** The report that the same words of the same sender made since a time, by another message than this one. */
  toldBefore(key: ToldKey): Promise<ToldReport | null>
}

interface ConversationKey {
  readonly channel: ChannelName
  readonly addressHash: Buffer
  readonly thread: string
}

interface ReportsKey {
  readonly addressHash: Buffer
  readonly shown: string | null
}

interface ToldKey {
  readonly addressHash: Buffer
  readonly textHash: Buffer
  readonly inboundId: number
  readonly since: Date
}

export interface SenderReport {
  readonly id: number
  readonly tracking_number: string
  readonly state: ReportState
  readonly title: string
  readonly rating: number | null
  readonly due_at: Date | null
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly institution_id: number
  readonly secret: boolean
  readonly archive_reason: string | null
  readonly holder: string
  readonly time_zone: string
}

export interface ToldReport {
  readonly id: number
  readonly tracking_number: string
  readonly state: ReportState
}

/** Two statements at a time leave connections for all else. */
const TOGETHER = { size: 64, lanes: 2 }

/** So many reports of one sender can be spoken of; who has more uses the web. */
const MOST = 20

export function openSharedReads(db: Db): SharedReads {
  return {
    conversation: openBatch((keys: readonly ConversationKey[]) => readConversations(db, keys), TOGETHER),
    reports: openBatch((keys: readonly ReportsKey[]) => readReports(db, keys), TOGETHER),
    toldBefore: openBatch((keys: readonly ToldKey[]) => readToldBefore(db, keys), TOGETHER),
  }
}

async function readConversations(
  db: Db,
  keys: readonly ConversationKey[],
): Promise<(ConversationRow | null)[]> {
  const { rows } = await sql<ConversationRow & { wanted: number }>`
    select wanted, conversations.*
    from unnest(${keys.map(({ channel }) => channel)}::text[], ${keys.map(({ addressHash }) => addressHash)}::bytea[],
      ${keys.map(({ thread }) => thread)}::text[]) with ordinality as keys (channel, address_hash, thread, wanted)
    join conversations using (channel, address_hash, thread)
  `.execute(db)
  const found = new Map(rows.map((row) => [row.wanted, row]))
  return keys.map((_, index) => found.get(index + 1) ?? null)
}

async function readReports(db: Db, keys: readonly ReportsKey[]): Promise<SenderReport[][]> {
  const { rows } = await sql<SenderReport & { wanted: number }>`
    select wanted, report.id, tracking_number, state, title, rating, due_at, created_at, closed_at,
      report.institution_id, secret, archive_reason, holder.short_name as holder, holder.time_zone
    from unnest(${keys.map(({ addressHash }) => addressHash)}::bytea[], ${keys.map(({ shown }) => shown)}::text[])
      with ordinality as keys (address_hash, shown, wanted)
    cross join lateral (
      -- The same number by phone and by WhatsApp is two contacts of one person.
      select own.id
      from reporter_contacts contact join reports own using (reporter_id)
      where contact_hash = keys.address_hash and contact.confirmed_at is not null and submitted_at is not null
      union
      select id from reports where tracking_number = keys.shown and submitted_at is not null
      order by id desc
      limit ${MOST}
    ) as theirs
    join reports report on report.id = theirs.id
    join institutions holder on holder.id = report.holder_id
    order by report.id desc
  `.execute(db)
  const found = new Map<number, SenderReport[]>()
  for (const { wanted, ...report } of rows) found.set(wanted, [...(found.get(wanted) ?? []), report])
  return keys.map((_, index) => found.get(index + 1) ?? [])
}

async function readToldBefore(db: Db, keys: readonly ToldKey[]): Promise<(ToldReport | null)[]> {
  const { rows } = await sql<ToldReport & { wanted: number }>`
    select wanted, report.id, tracking_number, report.state
    from unnest(${keys.map(({ addressHash }) => addressHash)}::bytea[], ${keys.map(({ textHash }) => textHash)}::bytea[],
      ${keys.map(({ inboundId }) => inboundId)}::bigint[], ${keys.map(({ since }) => since)}::timestamptz[])
      with ordinality as keys (address_hash, text_hash, inbound_id, since, wanted)
    cross join lateral (
      select report_id from inbound_messages inbound
      where inbound.address_hash = keys.address_hash and inbound.text_hash = keys.text_hash
        and inbound.id <> keys.inbound_id and received_at > since and report_id is not null
      order by inbound.id desc
      limit 1
    ) as earlier
    join reports report on report.id = earlier.report_id
  `.execute(db)
  const found = new Map(rows.map(({ wanted, ...report }) => [wanted, report]))
  return keys.map((_, index) => found.get(index + 1) ?? null)
}
