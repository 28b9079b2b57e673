import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { migrateToLatest, prepareServingRole } from '../db/index.ts'
import { seedRegistry } from '../institutions/index.ts'
import { startJobs } from '../jobs/index.ts'
import type { OpenedDatabase } from './open-database.ts'

/** Bring schema, job queue and registry up to date; cheap when they are. */
export async function prepareDatabase(
  config: Config,
  database: OpenedDatabase,
  clock: Clock,
  onProgress: (message: string) => void,
): Promise<void> {
  const owner = database.owner.db
  await migrateToLatest(owner, onProgress)
  await prepareServingRole(owner)
  const jobs = await startJobs(database.pool, { supervise: true })
  await jobs.stop()
  await seedRegistry(owner, { projectDir: config.projectDir, now: clock.now(), onProgress })
}
