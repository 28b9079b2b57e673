import { type Kysely, sql } from 'kysely'

/**
 * Why: to find the newest of an institution's reports that have frequent words, all of its reports were looked up among
 * all that have the words. The index now tells with whom a report lies together with its id by 2^17, so that a search
 * asks for the newest of an institution alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`set local maintenance_work_mem = '256MB'`.execute(db)
  await sql`
    drop index if exists reports_found_by_staff;
    create index if not exists reports_found_by_holders on reports
      using gin (to_tsvector('indonesian', title || ' ' || body), (array[
        (institution_id::bigint << 32) | (id >> 17),
        case when state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered') then 0 else (id >> 9) + 1 end,
        (id >> 9) + 1
      ])) with (fastupdate = on, gin_pending_list_limit = 64) where submitted_at is not null;
    do $$ begin
      if exists (select from reports) then analyze reports; end if;
    end $$;
  `.execute(db)
}
