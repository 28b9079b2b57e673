import { cpSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/clock.ts'
import { prepareDatabase } from '../../src/commands/prepare.ts'
import { readConfig } from '../../src/config.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded/index.ts'
import { openDatabase, SERVING_ROLE } from '../../src/db/index.ts'
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
    if (!existsSync(SHARED_MODEL)) cpSync(model, SHARED_MODEL, { recursive: true })
    return until
  } finally {
    await server.stop()
    clearInterval(awake)
  }
}
