import { systemClock } from '../clock.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'

export const migrate: Command = {
  summary: 'bring the schema, the job queue and the registry up to this version',
  async run(config) {
    const database = await openConfiguredDatabase(config, console.log)
    try {
      await prepareDatabase(config, database, systemClock(config.nowOffsetDays), console.log)
      console.log('The database is up to date.')
      return 0
    } finally {
      await database.close()
    }
  },
}
