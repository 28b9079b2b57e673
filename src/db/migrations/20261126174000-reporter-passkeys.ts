import { type Kysely, sql } from 'kysely'

/** Why: a reporter who comes back often signs in with a finger instead of waiting for a code; nobody has to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reporter_passkeys (
      id bigint generated always as identity primary key,
      reporter_id bigint not null references reporters (id),
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      name text not null,
      created_at timestamptz not null,
      last_used_at timestamptz
    );
    create index reporter_passkeys_of_reporter on reporter_passkeys (reporter_id);
  `.execute(db)
}
