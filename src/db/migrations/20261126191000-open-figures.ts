import { type Kysely, sql } from 'kysely'

/** Why: what is open now stands in few of the months; those of all institutions are read without the others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index figures_open_by_month on figures_by_month (node_id)
      include (open, unverified, on_hold, warned, overdue, disputed_open, returned_open)
      where dimension = 'all' and open > 0;
  `.execute(db)
}
