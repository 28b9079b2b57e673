import { type Kysely, sql } from 'kysely'

/** Why: a reporter comes back to all their reports by a code to any of their contacts, and stays signed in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_codes (
      id uuid primary key,
      purpose text not null check (purpose in ('sign_in', 'add_contact')),
      -- Who adds the contact; null for a sign-in.
      reporter_id bigint references reporters (id),
      contact_kind text not null,
      contact_sealed bytea not null,
      -- Where the present code went: the contact itself, its WhatsApp, or another contact of the same person.
      sent_to_kind text not null,
      sent_to_sealed bytea not null,
      -- False when nobody reported by this contact: nothing is sent, and the page looks the same.
      sends boolean not null,
      language text not null default 'id',
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0,
      used_at timestamptz
    );
    create index sign_in_codes_expired on sign_in_codes (expires_at);
    create index sign_in_codes_of_reporter on sign_in_codes (reporter_id) where reporter_id is not null;

    create table reporter_sessions (
      token_hash bytea primary key,
      reporter_id bigint not null references reporters (id),
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index reporter_sessions_of_reporter on reporter_sessions (reporter_id);

    -- How often something was done from a contact, an address or a network, under a keyed hash.
    create table attempts (
      scope text not null,
      key_hash bytea not null,
      window_start timestamptz not null,
      count integer not null,
      primary key (scope, key_hash, window_start)
    );
    create index attempts_by_time on attempts (window_start);
  `.execute(db)
}
