import { type Kysely, sql } from 'kysely'

/** Why: reports for an institution with an Open311 system of its own are handed over to it, and its updates followed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table open311_targets (
      system_id integer primary key references connected_systems (id),
      url text not null,
      format text not null check (format in ('json', 'xml')),
      jurisdiction_id text,
      api_key_sealed bytea,
      -- Who is named as the sender there, instead of the reporter.
      contact_name text not null,
      contact_email text not null,
      default_service text not null,
      -- Our category codes to their service codes.
      services jsonb not null,
      active boolean not null,
      edited_at timestamptz not null
    );

    create table open311_handovers (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      system_id integer not null references open311_targets (system_id),
      state text not null check (state in ('queued', 'token', 'open', 'ended', 'failed')),
      token text,
      remote_id text,
      remote_status text,
      remote_notes text,
      attempts integer not null default 0,
      next_try_at timestamptz,
      last_error text,
      created_at timestamptz not null,
      unique (report_id, system_id)
    );
    create index open311_handovers_due on open311_handovers (next_try_at) where next_try_at is not null;
    create index open311_handovers_of_system on open311_handovers (system_id, id);

    create or replace function note_exchange_due() returns trigger language plpgsql as $$
    begin
      if exists (select from public.exchange_links where model <> 'central')
        or exists (select from public.open311_targets where active) then
        insert into public.exchange_due (report_id) select distinct report_id from added;
      end if;
      return null;
    end $$;
  `.execute(db)
}
