import { rebuildStatistics } from '../statistics/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

export const statistics: Command = {
  summary: 'figures of reports',
  usage: ['statistics rebuild   (count everything anew from the history)'],
  async run(config, [action]) {
    if (action !== 'rebuild') {
      for (const line of statistics.usage ?? []) console.error(line)
      return 2
    }
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const startedAt = performance.now()
      const { reports, differences } = await rebuildStatistics(database.owner.db, (counted) =>
        console.error(`${counted} reports counted`),
      )
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
      console.log(
        `${reports} reports counted anew in ${seconds} s; ${differences} rows of figures stood otherwise.`,
      )
      return 0
    } finally {
      await database.close()
    }
  },
}
