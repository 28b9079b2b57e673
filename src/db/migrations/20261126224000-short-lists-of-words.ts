import { type Kysely, sql } from 'kysely'

/**
 * Why: a report has some 25 words, and each went into two indexes by itself, with every change of the report anew. Put on
 * a list first, those of a hundred reports go in together, which takes less than half the work and half of all that is
 * written to the log. The lists are kept short: a search reads eight pages more at most, and who fills one waits some
 * milliseconds, not the half second that PostgreSQL's own limit of 4 MB would cost.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter index reports_by_search set (fastupdate = on, gin_pending_list_limit = 64);
    alter index reports_by_own_words set (fastupdate = on, gin_pending_list_limit = 64);
  `.execute(db)
}
