import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'

/** The protocol allows five times as many addresses in a file; numbers of reports are cut into ranges of it. */
export const MOST_ADDRESSES = 10_000

/** Reports everybody may read. */
const PUBLIC = sql`published_at is not null and not secret`

/** Which ranges of reports hold any that is public. */
export async function readRanges(db: Db): Promise<number[]> {
  const { rows } = await sql<{ range: number }>`
    select range::int from generate_series(0, (select coalesce(max(id), 0) / ${MOST_ADDRESSES} from reports)) range
    where exists (select from reports where id >= range * ${MOST_ADDRESSES}
      and id < (range + 1) * ${MOST_ADDRESSES} and ${PUBLIC})
    order by range
  `.execute(db)
  return rows.map(({ range }) => range)
}

export interface RangeState {
  readonly count: number
  readonly changed_at: Date | null
}

/** How many public reports a range has and when one of them changed last: what its file hangs on. */
export async function readRangeState(db: Db, range: number): Promise<RangeState> {
  const { rows } = await sql<RangeState>`
    select count(*)::int as count, max(updated_at) as changed_at from reports
    where id >= ${range * MOST_ADDRESSES} and id < ${(range + 1) * MOST_ADDRESSES} and ${PUBLIC}
  `.execute(db)
  return rows[0] ?? { count: 0, changed_at: null }
}

const BATCH = 5_000

/** The public reports of a range, batch by batch. */
export async function* readRange(db: Db, range: number) {
  let last = range * MOST_ADDRESSES - 1
  for (;;) {
    const { rows } = await sql<{ id: number; tracking_number: string; updated_at: Date }>`
      select id, tracking_number, updated_at from reports
      where id > ${last} and id < ${(range + 1) * MOST_ADDRESSES} and ${PUBLIC} order by id limit ${BATCH}
    `.execute(db)
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.id
    yield rows
  }
}

/** Institutions with a public page. */
export async function readInstitutionCodes(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('institutions')
    .select('code')
    .whereRef('institution_id', '=', 'id')
    .where('parent_id', 'is not', null)
    .where('active', '=', true)
    .orderBy('code')
    .execute()
  return rows.map(({ code }) => code)
}
