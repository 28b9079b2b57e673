import { cpSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '../../src/clock.ts'
import { prepareDatabase } from '../../src/commands/prepare.ts'
import { readConfig } from '../../src/config.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded/index.ts'
import { openDatabase, SERVING_ROLE } from '../../src/db/index.ts'
import { countAllChanges, rebuildStatistics } from '../../src/statistics/index.ts'
import { loadDatabase } from './load-database.ts'

const PROJECT_DIR = join(import.meta.dirname, '../..')

/** Training the routing's first model takes a minute: one for all sizes. */
const SHARED_MODEL = join(tmpdir(), 'lapor-bench-routing/routing')

/** The data folder of a size; kept for the next bench. */
export function benchFolder(count: number): string {
  return join(PROJECT_DIR, '.cache', `bench-${count}`)
}

export function dropBenchFolder(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/**
 * A data folder with so many reports in it, made or completed if need be.
 * @returns the instant at which the reports end: the now of whoever works with them
 */
export async function prepareBenchFolder(
  dataDir: string,
  count: number,
  say: (message: string) => void,
): Promise<Date> {
  const config = readConfig({ LAPOR_DATA_DIR: dataDir })
  // A server that stops keeps no process awake, and nothing else runs here meanwhile.
  const awake = setInterval(() => undefined, 1_000)
  const server = await startEmbeddedPostgres({
    dataDir,
    onProgress: say,
    // One long write: checkpoints only when much has come together.
    settings: { max_wal_size: '8GB', checkpoint_timeout: '30min', autovacuum: 'off' },
  })
  try {
    const owner = openDatabase(server.url, { statementsMayTakeLong: true })
    const serving = openDatabase(server.url, { role: SERVING_ROLE })
    try {
      await prepareDatabase(config, { ...serving, owner }, systemClock(0), say)
    } finally {
      await serving.close()
      await owner.close()
    }
    const model = join(dataDir, 'routing')
    if (existsSync(SHARED_MODEL) && !existsSync(model)) cpSync(SHARED_MODEL, model, { recursive: true })
    const until = await loadDatabase({ url: server.url, dataDir }, count, say)
    await countOnce(server.url, say)
    await surveyOnce(server.url, say)
    if (!existsSync(SHARED_MODEL)) cpSync(model, SHARED_MODEL, { recursive: true })
    return until
  } finally {
    await server.stop()
    clearInterval(awake)
  }
}

/** Rows that came by COPY told nobody: the figures are counted once, as `lapor statistics rebuild` does it. */
async function countOnce(url: string, say: (message: string) => void): Promise<void> {
  const owner = openDatabase(url, { statementsMayTakeLong: true })
  try {
    const counted = await owner.db.selectFrom('report_facts').select('report_id').limit(1).executeTakeFirst()
    if (counted !== undefined) return
    const startedAt = performance.now()
    const { reports } = await rebuildStatistics(owner.db)
    await sql`vacuum (analyze) report_facts`.execute(owner.db)
    say(`figures of ${reports} reports: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  } finally {
    await owner.close()
  }
}

/** Of the closed reports so many are judged in the survey. */
const SURVEYED_PERCENT = 5

/** What people said in the survey, counted as it comes in. */
async function surveyOnce(url: string, say: (message: string) => void): Promise<void> {
  const owner = openDatabase(url, { statementsMayTakeLong: true })
  try {
    const said = await owner.db.selectFrom('survey_answers').select('report_id').limit(1).executeTakeFirst()
    if (said !== undefined) return
    const startedAt = performance.now()
    const { numAffectedRows } = await sql`
      insert into survey_answers (report_id, points, answered_at)
      select report_id, array(select ((hashint8(report_id * 9 + element) & 3) + 1)::smallint
        from generate_series(1, 9) element), closed_at + interval '1 hour'
      from report_facts where state = 'closed' and report_id % 100 < ${SURVEYED_PERCENT}
    `.execute(owner.db)
    await countAllChanges(owner.db)
    await sql`vacuum (analyze) report_facts, figures_by_month, survey_by_month`.execute(owner.db)
    say(`${numAffectedRows} surveys: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  } finally {
    await owner.close()
  }
}
