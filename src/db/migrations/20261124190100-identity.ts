import { type Kysely, sql } from 'kysely'

/** Why: reporters are known by a sealed contact, staff by an account in the tree; sessions are revocable rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table data_keys (
      id integer generated always as identity primary key,
      wrapped bytea not null,
      created_at timestamptz not null,
      retired_at timestamptz
    );

    create table reporters (
      id bigint generated always as identity primary key,
      contact_hash bytea not null unique,
      contact_kind text not null check (contact_kind in ('phone', 'email')),
      contact_sealed bytea not null,
      name_sealed bytea,
      nik_sealed bytea,
      confirmed_at timestamptz,
      created_at timestamptz not null
    );

    create table staff_accounts (
      id integer generated always as identity primary key,
      email text not null unique,
      name text not null,
      password_hash text not null,
      role text not null check (role in ('national_admin', 'institution_admin', 'unit_officer', 'observer')),
      institution_id integer not null references institutions (id),
      training boolean not null default false,
      active boolean not null default true,
      created_at timestamptz not null,
      last_seen_at timestamptz
    );
    create index staff_accounts_by_institution on staff_accounts (institution_id);

    create table staff_sessions (
      token_hash bytea primary key,
      account_id integer not null references staff_accounts (id),
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index staff_sessions_by_account on staff_sessions (account_id);

    create table staff_tokens (
      id integer generated always as identity primary key,
      token_hash bytea not null unique,
      account_id integer not null references staff_accounts (id),
      label text not null,
      created_at timestamptz not null,
      revoked_at timestamptz
    );
  `.execute(db)
}
