import { type Kysely, sql } from 'kysely'

/**
 * Why: who changed a rule, the registry, a template, a setting or a block is kept in a log that cannot be changed. One
 * chain: such changes are few.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table change_log (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      account_id integer references staff_accounts (id),
      area text not null,
      action text not null,
      -- Which row, in words or numbers; never a person's name or contact.
      subject text not null,
      -- What it is from now on, as it was set.
      data jsonb not null,
      prev_hash bytea not null,
      hash bytea not null
    );
    create index change_log_of_area on change_log (area, id);
    create trigger change_log_append_only before update or delete on change_log
      for each row execute function refuse_change();
    create trigger change_log_no_truncate before truncate on change_log
      for each statement execute function refuse_change();
  `.execute(db)
}
