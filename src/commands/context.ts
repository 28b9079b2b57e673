import { join } from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { type AppContext, loadAssets, openLog } from '../http/index.ts'
import { httpPopulationRegistry, loadMasterKey, openSealer, trainingRegistry } from '../identity/index.ts'
import { type Jobs, startJobs } from '../jobs/index.ts'
import { openOutgoing } from '../outgoing/index.ts'
import {
  folderFileStore,
  loadNumbering,
  openCalendars,
  openIdPool,
  openPlacements,
  openSubmissionWriter,
} from '../reports/index.ts'
import { keepRouting } from '../routing/index.ts'
import type { OpenedDatabase } from './open-database.ts'
import { prepareInOtherProcess } from './proposer.ts'

/** Everything the edges need, on an opened database. */
export async function openContext(
  config: Config,
  database: Database,
  clock: Clock,
  jobs: Jobs,
): Promise<AppContext> {
  const { db } = database
  const outgoing = openOutgoing(config.outgoingAllowed)
  const sealer = await openSealer(db, loadMasterKey(config), clock)
  return {
    config,
    database,
    db,
    clock,
    jobs,
    sealer,
    enqueue: jobs.enqueue,
    calendars: openCalendars(db),
    ids: openIdPool(db),
    numberReports: await loadNumbering(db),
    write: openSubmissionWriter(db, jobs.enqueueAll),
    findPlacement: openPlacements(db),
    routing: keepRouting(db, config, prepareInOtherProcess),
    files: folderFileStore(join(config.dataDir, 'attachments')),
    assets: loadAssets(config.projectDir),
    outgoing,
    populationRegistry:
      config.populationRegistry !== null
        ? httpPopulationRegistry(outgoing, config.populationRegistry)
        : config.mode === 'training'
          ? trainingRegistry()
          : null,
    log: openLog(config.logLevel),
  }
}

/** Do something with everything the edges have, as a command does: the job queue is left again however it ends. */
export async function withContext<Result>(
  config: Config,
  database: OpenedDatabase,
  run: (context: AppContext) => Promise<Result>,
): Promise<Result> {
  const jobs = await startJobs(database.pool, { supervise: false })
  try {
    return await run(await openContext(config, database, systemClock(config.nowOffsetDays), jobs))
  } finally {
    await jobs.stop()
  }
}
