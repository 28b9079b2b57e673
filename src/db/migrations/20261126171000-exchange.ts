import { type Kysely, sql } from 'kysely'

/**
 * Why: a complaint system of its own takes reports over and hands reports to us. What has to be told is noted by the
 * database in the transaction of the event itself, so that a killed process forgets nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhooks add column kind text not null default 'events' check (kind in ('events', 'exchange'));
    alter table webhooks add column bearer_sealed bytea;

    create table exchange_links (
      system_id integer primary key references connected_systems (id),
      model text not null check (model in ('central', 'semi', 'full')),
      webhook_id integer references webhooks (id),
      peer_instance text,
      may_ask_identity boolean not null default false,
      takes_secret boolean not null default false,
      -- Seconds by which the other clock is ahead of ours, as last seen.
      clock_offset integer,
      heard_at timestamptz,
      edited_at timestamptz not null
    );

    create table exchange_states (
      system_id integer not null references exchange_links (system_id),
      theirs text not null,
      ours text not null,
      position integer not null,
      primary key (system_id, theirs)
    );

    create table exchange_shares (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      system_id integer not null references exchange_links (system_id),
      direction text not null check (direction in ('out', 'in')),
      origin_instance text not null,
      origin_number text not null,
      hops text[] not null,
      remote_number text,
      state text not null check (state in ('offered', 'accepted', 'refused', 'ended')),
      sent_seq integer not null default 0,
      heard_seq integer not null default 0,
      decided_seq integer not null default 0,
      told_event_seq integer not null,
      created_at timestamptz not null,
      unique (report_id, system_id),
      unique (system_id, origin_instance, origin_number)
    );
    create index exchange_shares_by_origin on exchange_shares (origin_instance, origin_number);

    create table exchange_messages (
      id bigint generated always as identity primary key,
      system_id integer not null references exchange_links (system_id),
      report_id bigint references reports (id),
      message_id text not null,
      origin_instance text not null,
      origin_number text not null,
      seq integer not null,
      type text not null,
      payload text not null,
      outcome text not null check (outcome in ('waiting', 'applied', 'superseded', 'refused')),
      reason text,
      received_at timestamptz not null,
      unique (system_id, message_id)
    );
    create index exchange_messages_by_origin on exchange_messages (system_id, origin_instance, origin_number, seq);
    create index exchange_messages_of_report on exchange_messages (report_id);

    create table exchange_identity_requests (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      system_id integer not null references exchange_links (system_id),
      event_seq integer not null,
      asked_at timestamptz not null,
      decided_at timestamptz,
      agreed boolean
    );
    create index exchange_identity_requests_of_report on exchange_identity_requests (report_id);

    create table exchange_due (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id)
    );
    create index exchange_due_of_report on exchange_due (report_id);

    create function note_exchange_due() returns trigger language plpgsql as $$
    begin
      if exists (select from public.exchange_links where model <> 'central') then
        insert into public.exchange_due (report_id) select distinct report_id from added;
      end if;
      return null;
    end $$;
    create trigger report_events_exchange_due after insert on report_events
      referencing new table as added for each statement execute function note_exchange_due();
  `.execute(db)
}
