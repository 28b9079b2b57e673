import { type Kysely, sql } from 'kysely'

/** Why: other complaint systems and apps call with keys of their own, limited to an institution and what they may do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table connected_systems (
      id integer generated always as identity primary key,
      code text not null unique,
      name text not null,
      contact_email text,
      institution_id integer not null references institutions (id),
      scopes text[] not null,
      vouches_for_contacts boolean not null default false,
      sandbox boolean not null default false,
      requests_per_minute integer not null default 300 check (requests_per_minute between 1 and 60000),
      active boolean not null default true,
      created_at timestamptz not null,
      created_by_id integer references staff_accounts (id)
    );
    create index connected_systems_by_institution on connected_systems (institution_id);

    create table system_keys (
      id integer generated always as identity primary key,
      system_id integer not null references connected_systems (id),
      key_hash bytea not null unique,
      ending text not null,
      created_at timestamptz not null,
      expires_at timestamptz,
      revoked_at timestamptz
    );
    create index system_keys_of_system on system_keys (system_id);

    alter table reports add column system_id integer references connected_systems (id);
    create index reports_of_system on reports (system_id, id) where system_id is not null;
    create index reports_public_by_submission on reports (submitted_at desc, id desc)
      where published_at is not null and not secret;
  `.execute(db)
}
