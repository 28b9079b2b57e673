import { systemClock } from '../clock.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'

export const seed: Command = {
  summary: 'load institutions, regions, categories, holidays and rules; never overwrites an edit',
  async run(config) {
    const database = await openConfiguredDatabase(config, console.log)
    try {
      await prepareDatabase(config, database, systemClock(config.nowOffsetDays), console.log)
      const { count } = await database.db
        .selectFrom('institutions')
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      console.log(`The registry is loaded: ${count} institutions and units.`)
      return 0
    } finally {
      await database.close()
    }
  },
}
