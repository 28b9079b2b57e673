import type { FastifyInstance } from 'fastify'
import { apiRoutes } from '../api/index.ts'
import { channelRoutes, openChannels } from '../channels/index.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { consoleRoutes } from '../console/index.ts'
import { claimDataDir } from '../db/embedded/index.ts'
import { SetupError } from '../errors.ts'
import { buildApp } from '../http/index.ts'
import { startJobs } from '../jobs/index.ts'
import { webRoutes } from '../web/index.ts'
import { startChannelWork } from './channel-work.ts'
import { openContext } from './context.ts'
import { startExchangeWork } from './exchange-work.ts'
import { startFigureWork } from './figure-work.ts'
import { openGivingWay } from './give-way.ts'
import { KEY_REFRESH_MS } from './keys.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'
import { refuseUnsafeProduction } from './refuse-unsafe-production.ts'
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
    await refuseUnsafeProduction(config, database.db)
    const giving = openGivingWay()
    const jobs = await startJobs(database.pool, { supervise: parts.worker, giveWay: giving.wait })
    try {
      const context = await openContext(config, database, clock, jobs)
      if (parts.web && parts.worker && config.mode === 'training') await loadTraining(context, say)
      const channels = openChannels(context)
      const edges = [webRoutes, consoleRoutes, apiRoutes, channelRoutes(channels)]
      const app = parts.web ? await buildApp(context, edges) : null
      if (app !== null) giving.watch(app.server)
      if (parts.worker) await startWorkers(context)
      const refreshing = setInterval(() => {
        context.sealer
          .refresh()
          .catch((error) => context.log.error({ err: error }, 'data keys not refreshed'))
      }, KEY_REFRESH_MS).unref()
      const channelWork = parts.worker ? startChannelWork(context, channels) : null
      const figureWork = parts.worker ? startFigureWork(context, { giveWay: giving.wait }) : null
      const exchangeWork = parts.worker ? startExchangeWork(context) : null
      if (app !== null) await listen(app, config)
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
      console.log(`\nLAPOR! is ready after ${seconds} s${app === null ? '' : `: ${config.baseUrl}`}\n`)
      await stopped
      console.log('Stopping…')
      clearInterval(refreshing)
      await app?.close()
      await channelWork?.stop()
      await figureWork?.stop()
      await exchangeWork?.stop()
    } finally {
      await jobs.stop()
    }
  } finally {
    await database.close()
    await claim?.release()
  }
  return 0
}

/** Resolves when the process is told to stop; told again a second later, it ends at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let toldAt: number | null = null
    const stop = () => {
      // One Ctrl-C arrives up to three times: from the terminal, from npm and from the launcher.
      if (toldAt !== null && performance.now() - toldAt > 1_000) process.exit(130)
      toldAt ??= performance.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  })
}

/** @throws SetupError when another program has the port */
async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new SetupError(
      `Another program listens on ${host}:${port} already. Stop it, or choose another port: PORT=${port + 1} npm start`,
    )
  }
}
