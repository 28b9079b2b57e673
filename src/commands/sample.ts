import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '../clock.ts'
import { claimDataDir } from '../db/embedded/index.ts'
import { SetupError } from '../errors.ts'
import type { Command } from './command.ts'
import { withContext } from './context.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'
import { loadTraining } from './training.ts'
import { trainingAccountsFile } from './training-accounts.ts'

export const sample: Command = {
  summary: 'the training sample',
  usage: ['sample reset   (training mode: removes EVERYTHING in the database and loads the sample anew)'],
  async run(config, [action]) {
    if (action !== 'reset') {
      for (const line of sample.usage ?? []) console.error(line)
      return 2
    }
    if (config.mode !== 'training')
      throw new SetupError('The sample belongs to training mode: nothing was changed')
    const claim =
      config.databaseUrl === null ? await claimDataDir(config.dataDir, { url: config.baseUrl }) : null
    const database = await openConfiguredDatabase(config, console.log)
    try {
      await sql`drop schema if exists public cascade`.execute(database.owner.db)
      await sql`drop schema if exists pgboss cascade`.execute(database.owner.db)
      await sql`create schema public`.execute(database.owner.db)
      rmSync(join(config.dataDir, 'attachments'), { recursive: true, force: true })
      rmSync(trainingAccountsFile(config.dataDir), { force: true })
      const clock = systemClock(config.nowOffsetDays)
      await prepareDatabase(config, database, clock, console.log)
      await withContext(config, database, (context) => loadTraining(context, console.log))
      return 0
    } finally {
      await database.close()
      await claim?.release()
    }
  },
}
