import { type Kysely, sql } from 'kysely'

/**
 * Why: people write by SMS, X, WhatsApp, Telegram and e-mail. What comes in is stored raw before it is understood, so
 * that a fault of ours loses nothing; what goes out is an outbox with its own retries, expiry and dead letters.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbound_messages (
      id bigint generated always as identity primary key,
      channel text not null check (channel in ('sms', 'x', 'whatsapp', 'telegram', 'email')),
      external_id text not null,
      address_hash bytea,
      text_hash bytea,
      raw_sealed bytea not null,
      state text not null check (state in ('received', 'waiting', 'done', 'ignored', 'failed', 'discarded')),
      attempts integer not null default 0,
      last_error text,
      next_try_at timestamptz,
      received_at timestamptz not null,
      settled_at timestamptz,
      report_id bigint references reports (id),
      reply_sealed bytea,
      unique (channel, external_id)
    );
    create index inbound_messages_due on inbound_messages (next_try_at) where next_try_at is not null;
    create index inbound_messages_repeated on inbound_messages (address_hash, text_hash) where report_id is not null;
    create index inbound_messages_by_time on inbound_messages (channel, received_at desc);
    create index inbound_messages_troubled on inbound_messages (received_at) where state in ('failed', 'waiting');

    create table conversations (
      channel text not null check (channel in ('sms', 'x', 'whatsapp', 'telegram', 'email')),
      address_hash bytea not null,
      thread text not null default '',
      language text not null default 'id',
      report_id bigint references reports (id),
      asking jsonb,
      asked_at timestamptz,
      stopped_at timestamptz,
      updated_at timestamptz not null,
      primary key (channel, address_hash, thread)
    );

    create table channel_health (
      channel text primary key check (channel in ('sms', 'x', 'whatsapp', 'telegram', 'email')),
      signature_failures integer not null default 0,
      last_signature_failure_at timestamptz,
      cursor text,
      trouble text,
      trouble_since timestamptz,
      silence_told_at timestamptz
    );

    create table channel_usage (
      channel text not null check (channel in ('sms', 'x', 'whatsapp', 'telegram', 'email')),
      day date not null,
      calls integer not null default 0,
      parts integer not null default 0,
      primary key (channel, day)
    );

    alter table notifications
      drop constraint notifications_channel_check,
      add constraint notifications_channel_check
        check (channel in ('email', 'sms', 'x', 'whatsapp', 'telegram', 'push')),
      drop constraint notifications_state_check,
      add constraint notifications_state_check
        check (state in ('queued', 'sent', 'kept', 'failed', 'discarded')),
      add column thread text,
      add column link_sealed bytea,
      add column choices jsonb,
      add column inbound_id bigint references inbound_messages (id),
      add column next_try_at timestamptz,
      add column expires_at timestamptz,
      add column provider_id text,
      add column parts integer,
      add column delivery text check (delivery in ('delivered', 'undelivered')),
      add column delivery_at timestamptz;
    create unique index notifications_one_reply on notifications (inbound_id) where inbound_id is not null;
    create index notifications_due on notifications (next_try_at) where state = 'queued';
    create index notifications_dead on notifications (id desc) where state = 'failed';
    create index notifications_by_provider_id on notifications (channel, provider_id) where provider_id is not null;
  `.execute(db)
}
