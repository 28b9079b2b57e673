import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../db/embedded/index.ts'
import { type Database, openDatabase, SERVING_ROLE } from '../db/index.ts'

/** Loading the registry uses a few connections side by side. */
const OWNER_POOL = 4

/** Two ways into one database: `db` and `pool` as the role that serves, `owner` as the owner of the tables. */
export interface OpenedDatabase extends Database {
  /** For what changes the schema; opened when first used. */
  readonly owner: Database
}

/** The database of the settings: a server by its URL, or the embedded one, started and stopped with us. */
export async function openConfiguredDatabase(
  config: Config,
  onProgress: (message: string) => void,
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== null) {
    return openBoth(config, config.databaseUrl, config.databaseOwnerUrl ?? config.databaseUrl)
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress })
  const database = openBoth(config, server.url, server.url)
  return {
    ...database,
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
}

function openBoth(config: Config, url: string, ownerUrl: string): OpenedDatabase {
  const serving = openDatabase(url, { poolSize: config.databasePoolSize, role: SERVING_ROLE })
  const owner = openDatabase(ownerUrl, { poolSize: OWNER_POOL, statementsMayTakeLong: true })
  return {
    ...serving,
    owner,
    close: async () => {
      await serving.close()
      await owner.close()
    },
  }
}
