import { type Kysely, sql } from 'kysely'

/**
 * Why: a person is reached by several contacts (phone, e-mail, the account of a channel) and stays one reporter.
 * The columns `reporters.contact_*` are copied here and no longer written; a later migration drops them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reporter_contacts (
      id bigint generated always as identity primary key,
      reporter_id bigint not null references reporters (id),
      kind text not null check (kind in ('phone', 'email', 'whatsapp', 'telegram', 'x')),
      contact_hash bytea not null,
      contact_sealed bytea not null,
      is_primary boolean not null default false,
      confirmed_at timestamptz,
      undeliverable_at timestamptz,
      created_at timestamptz not null,
      unique (contact_hash, kind)
    );
    create index reporter_contacts_of_reporter on reporter_contacts (reporter_id);
    create unique index reporter_contacts_one_primary on reporter_contacts (reporter_id) where is_primary;

    insert into reporter_contacts
      (reporter_id, kind, contact_hash, contact_sealed, is_primary, confirmed_at, created_at)
    select id, contact_kind, contact_hash, contact_sealed, true, confirmed_at, created_at from reporters;

    alter table reporters
      alter column contact_hash drop not null,
      alter column contact_kind drop not null,
      alter column contact_sealed drop not null;

    -- The contact it came by. No foreign key: a contact may be removed, and then the reporter's others serve.
    alter table reports add column contact_id bigint;
    update reports set contact_id = contact.id
    from reporter_contacts contact where contact.reporter_id = reports.reporter_id;

    -- Who reports by a channel that knows no name states it later, or never.
    alter table reports alter column name_sealed drop not null;
  `.execute(db)
}
