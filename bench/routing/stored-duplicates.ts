import { sql } from 'kysely'
import { openConfiguredDatabase } from '../../src/commands/open-database.ts'
import { readConfig } from '../../src/config.ts'
import { findDuplicates, openStoredRouting } from '../../src/routing/index.ts'
import { benchFolder, prepareBenchFolder } from '../load/bench-folder.ts'

const ASKED = 200

export interface StoredFigures {
  readonly reports: number
  /** Reports that lie in the window and can be found. */
  readonly findable: number
  /** Milliseconds of a search, 95 of 100 below it: for staff, for who types, and with a photo. */
  readonly staff: number
  readonly typing: number
  readonly photo: number
}

/** How long finding duplicates takes among so many stored reports; nothing is kept of what is asked. */
export async function measureStoredDuplicates(
  count: number,
  say: (message: string) => void,
): Promise<StoredFigures> {
  const dataDir = benchFolder(count)
  await prepareBenchFolder(dataDir, count, say)
  const config = readConfig({ LAPOR_DATA_DIR: dataDir })
  const database = await openConfiguredDatabase(config, say)
  try {
    const { db } = database.owner
    const routing = await openStoredRouting(db, config)
    const asked = await db
      .selectFrom('report_words as words')
      .innerJoin('reports as report', 'report.id', 'words.report_id')
      .leftJoin('categories as category', 'category.id', 'report.category_id')
      .select(['report.id', 'title', 'body', 'area_code', 'report.created_at', 'category.code'])
      .orderBy(sql`md5(report.id::text)`)
      .limit(ASKED)
      .execute()
    const search = (of: (row: (typeof asked)[number]) => Promise<unknown>) => percentile(asked, of)
    const questionOf = (row: (typeof asked)[number]) => ({
      text: `${row.title}\n${row.body}`,
      areaCode: row.area_code,
      categoryCode: row.code,
      at: row.created_at,
      reportId: row.id,
    })
    const staff = await search((row) => findDuplicates(db, routing, questionOf(row)))
    const typing = await search((row) =>
      findDuplicates(db, routing, { ...questionOf(row), publicOnly: true }),
    )
    const { n: findable } = await db
      .selectFrom('report_words')
      .select((select) => select.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    let photo = 0
    // A photo for every report, for as long as it is measured.
    await db
      .transaction()
      .execute(async (tx) => {
        await sql`insert into report_photos (report_id, created_at, regency, hash)
          select report_id, created_at, split_part(words[1], ':', 1), left(md5(report_id::text), 16)
          from report_words where words <> '{}' on conflict do nothing`.execute(tx)
        await sql`analyze report_photos`.execute(tx)
        photo = await search((row) =>
          findDuplicates(tx, routing, { ...questionOf(row), photos: ['8f1e3c78f0e1c387'] }),
        )
        throw new RollBack()
      })
      .catch((error: unknown) => {
        if (!(error instanceof RollBack)) throw error
      })
    return { reports: count, findable: Number(findable), staff, typing, photo }
  } finally {
    await database.close()
  }
}

class RollBack extends Error {}

/** The first tenth warms up and is not counted. */
async function percentile<Row>(rows: readonly Row[], act: (row: Row) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (const row of rows) {
    const begin = performance.now()
    await act(row)
    times.push(performance.now() - begin)
  }
  const sorted = times.slice(Math.floor(rows.length / 10)).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}
