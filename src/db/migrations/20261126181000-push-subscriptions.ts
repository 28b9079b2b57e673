import { type Kysely, sql } from 'kysely'

/** Why: news of a report reaches the phone itself (Push API, RFC 8030), where its owner allowed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_subscriptions (
      id bigint generated always as identity primary key,
      reporter_id bigint not null references reporters (id) on delete cascade,
      -- Who knows an endpoint may send to it, so it is found by its hash and sealed with its keys.
      endpoint_hash bytea not null unique,
      subscription_sealed bytea not null,
      language text not null,
      created_at timestamptz not null
    );
    create index push_subscriptions_of_reporter on push_subscriptions (reporter_id);

    -- One pair of keys by which push services know this installation (VAPID, RFC 8292).
    create table push_keys (
      id integer primary key check (id = 1),
      public_key text not null,
      private_key_sealed bytea not null,
      created_at timestamptz not null
    );
  `.execute(db)
}
