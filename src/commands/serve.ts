import { apiRoutes } from '../api/index.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { consoleRoutes } from '../console/index.ts'
import { claimDataDir } from '../db/embedded/index.ts'
import { buildApp } from '../http/index.ts'
import { startJobs } from '../jobs/index.ts'
import { webRoutes } from '../web/index.ts'
import { openContext } from './context.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'
import { loadTraining } from './training.ts'
import { startWorkers } from './workers.ts'

/** Run the web server, the workers, or both, until the process is told to stop. */
export async function serve(
  config: Config,
  _args: readonly string[],
  parts: { web: boolean; worker: boolean },
): Promise<number> {
  const startedAt = performance.now()
  const say = (message: string) => console.log(`  ${message}`)
  const claim =
    config.databaseUrl === null ? await claimDataDir(config.dataDir, { url: config.baseUrl }) : null
  const stopped = untilStopped()
  const database = await openConfiguredDatabase(config, say)
  try {
    const clock = systemClock(config.nowOffsetDays)
    // `start` sets everything up; separate processes are set up by `lapor migrate` once, not by each of them.
    if (parts.web && parts.worker) await prepareDatabase(config, database, clock, say)
    const jobs = await startJobs(database.pool, { supervise: parts.worker })
    const context = await openContext(config, database, clock, jobs)
    if (parts.web && parts.worker && config.mode === 'training') await loadTraining(context, say)
    const app = parts.web ? await buildApp(context, [webRoutes, consoleRoutes, apiRoutes]) : null
    if (parts.worker) await startWorkers(context)
    await app?.listen({ host: config.host, port: config.port })
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    console.log(`\nLAPOR! is ready after ${seconds} s${app === null ? '' : `: ${config.baseUrl}`}\n`)
    await stopped
    console.log('Stopping…')
    await app?.close()
    await jobs.stop()
  } finally {
    await database.close()
    await claim?.release()
  }
  return 0
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130))
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
