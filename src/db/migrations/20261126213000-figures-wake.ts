import { type Kysely, sql } from 'kysely'

/** Why: whoever counts is told that there is something to count, instead of asking once a second. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function wake_figures() returns trigger language plpgsql as $$
    begin
      perform pg_notify('lapor_figures', '');
      return null;
    end $$;
    create trigger statistics_queue_wakes after insert on statistics_queue
      for each statement execute function wake_figures();
  `.execute(db)
}
