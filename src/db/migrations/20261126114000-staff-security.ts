import { type Kysely, sql } from 'kysely'

/**
 * Why: real people sign in. Accounts are invited by a link and may have a second factor, passkeys and a single sign-on;
 * a session says how it came about, so that one can know it and end it; wrong tries are counted where all web processes
 * see them; and what was done to an account is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table staff_accounts
      alter column password_hash drop not null,
      add column totp_sealed bytea,
      add column totp_last_step bigint,
      add column deactivated_at timestamptz;

    alter table staff_sessions
      add column id bigint generated always as identity unique,
      add column method text not null default 'password' check (method in ('password', 'passkey', 'sign_on')),
      add column secured boolean not null default false,
      add column agent text,
      add column network text;

    create table staff_steps (
      token_hash bytea primary key,
      kind text not null check (kind in ('second_factor', 'passkey_sign_in', 'passkey_register', 'sign_on')),
      account_id integer references staff_accounts (id),
      data jsonb not null,
      tries integer not null default 0,
      expires_at timestamptz not null
    );
    create index staff_steps_by_expiry on staff_steps (expires_at);

    create table staff_links (
      id integer generated always as identity primary key,
      token_hash bytea not null unique,
      account_id integer not null references staff_accounts (id),
      kind text not null check (kind in ('invite', 'reset', 'password')),
      created_by_id integer references staff_accounts (id),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index staff_links_by_account on staff_links (account_id);

    create table staff_recovery_codes (
      account_id integer not null references staff_accounts (id),
      code_hash bytea not null,
      used_at timestamptz,
      primary key (account_id, code_hash)
    );

    create table staff_passkeys (
      id integer generated always as identity primary key,
      account_id integer not null references staff_accounts (id),
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      name text not null,
      created_at timestamptz not null,
      last_used_at timestamptz
    );
    create index staff_passkeys_by_account on staff_passkeys (account_id);

    create table sign_on_providers (
      id integer generated always as identity primary key,
      institution_id integer not null unique references institutions (id),
      name text not null,
      issuer text not null,
      client_id text not null,
      client_secret_sealed bytea not null,
      asks_second_factor boolean not null default false,
      active boolean not null default true,
      edited_at timestamptz not null
    );
    create table staff_sign_ons (
      provider_id integer not null references sign_on_providers (id) on delete cascade,
      subject text not null,
      account_id integer not null references staff_accounts (id),
      linked_at timestamptz not null,
      primary key (provider_id, subject)
    );
    create unique index staff_sign_ons_by_account on staff_sign_ons (account_id, provider_id);

    create unlogged table sign_in_failures (
      id bigint generated always as identity primary key,
      account_key bytea not null,
      network text not null,
      at timestamptz not null
    );
    create index sign_in_failures_by_account on sign_in_failures (account_key, at);
    create index sign_in_failures_by_network on sign_in_failures (network, at);

    create table account_events (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      account_id integer not null references staff_accounts (id),
      actor_id integer references staff_accounts (id),
      type text not null,
      reason text,
      data jsonb not null default '{}'
    );
    create index account_events_by_account on account_events (account_id, id desc);
    create trigger account_events_append_only before update or delete on account_events
      for each row execute function refuse_change();
    create trigger account_events_no_truncate before truncate on account_events
      for each statement execute function refuse_change();
  `.execute(db)
}
