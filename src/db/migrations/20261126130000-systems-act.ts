import { type Kysely, sql } from 'kysely'

/** Why: a connected system acts within the same rights and history as people, by an account nobody can sign in to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table staff_accounts add column service boolean not null default false;
    alter table connected_systems add column account_id integer references staff_accounts (id);

    create table system_tokens (
      token_hash bytea primary key,
      system_id integer not null references connected_systems (id),
      scopes text[] not null,
      expires_at timestamptz not null
    );
    create index system_tokens_by_expiry on system_tokens (expires_at);

    create table system_calls (
      system_id integer not null references connected_systems (id),
      hour timestamptz not null,
      route text not null,
      status smallint not null,
      calls integer not null,
      primary key (system_id, hour, route, status)
    );
  `.execute(db)
}
