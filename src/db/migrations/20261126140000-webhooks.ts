import { type Kysely, sql } from 'kysely'

/** Why: a connected system is told of events by signed calls that are tried for three days, in order per report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhooks (
      id integer generated always as identity primary key,
      system_id integer not null references connected_systems (id),
      url text not null,
      secret_sealed bytea not null,
      event_types text[] not null,
      active boolean not null default true,
      created_at timestamptz not null,
      ended_at timestamptz
    );
    create index webhooks_of_system on webhooks (system_id);

    create table webhook_deliveries (
      id bigint generated always as identity primary key,
      webhook_id integer not null references webhooks (id),
      report_id bigint references reports (id),
      seq integer,
      message_id text not null,
      type text not null,
      payload text not null,
      state text not null default 'queued' check (state in ('queued', 'delivered', 'failed')),
      attempts integer not null default 0,
      created_at timestamptz not null,
      next_try_at timestamptz,
      claimed_until timestamptz,
      delivered_at timestamptz,
      last_status integer,
      last_error text,
      unique (webhook_id, report_id, seq)
    );
    create index webhook_deliveries_due on webhook_deliveries (next_try_at) where state = 'queued';
    create index webhook_deliveries_in_order on webhook_deliveries (webhook_id, report_id, seq) where state = 'queued';
    create index webhook_deliveries_log on webhook_deliveries (webhook_id, id);
  `.execute(db)
}
