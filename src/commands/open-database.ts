import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../db/embedded/index.ts'
import { type Database, openDatabase } from '../db/index.ts'

export interface OpenedDatabase extends Database {
  readonly url: string
}

/** The database of the settings: a server by its URL, or the embedded one, started and stopped with us. */
export async function openConfiguredDatabase(
  config: Config,
  onProgress: (message: string) => void,
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== null) {
    const database = openDatabase(config.databaseUrl, { poolSize: config.databasePoolSize })
    return { ...database, url: config.databaseUrl }
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress })
  const database = openDatabase(server.url, { poolSize: config.databasePoolSize })
  return {
    ...database,
    url: server.url,
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
}
