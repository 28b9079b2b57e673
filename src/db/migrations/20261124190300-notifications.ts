import { type Kysely, sql } from 'kysely'

/** Why: what is told to whom is an outbox that staff can read, so that no message is lost unseen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notifications (
      id bigint generated always as identity primary key,
      report_id bigint references reports (id),
      event_seq integer,
      recipient_kind text not null check (recipient_kind in ('reporter', 'staff')),
      reporter_id bigint references reporters (id),
      account_id integer references staff_accounts (id),
      channel text not null check (channel in ('email', 'sms')),
      address_sealed bytea not null,
      subject text not null,
      body_sealed bytea not null,
      state text not null check (state in ('queued', 'sent', 'kept', 'failed')),
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz not null,
      sent_at timestamptz
    );
    create unique index notifications_once on notifications
      (report_id, event_seq, channel, coalesce(reporter_id, 0), coalesce(account_id, 0));
    create index notifications_by_time on notifications (created_at desc, id desc);
  `.execute(db)
}
