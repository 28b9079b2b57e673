import { systemClock } from '../clock.ts'
import { loadMasterKey, openSealer } from '../identity/index.ts'
import { makeBreachReport } from '../reports/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

export const breachReport: Command = {
  summary: 'who is affected by a breach, for the notice within three times 24 hours (UU 27/2022 art. 46)',
  usage: [
    'breach-report FROM [TO]              (instants such as 2026-11-20T08:00Z: reports that came in between)',
    'breach-report FROM [TO] --contacts   (with the contacts, to tell the persons; guard what is printed)',
  ],
  async run(config, args) {
    const [from, to] = args.filter((arg) => !arg.startsWith('--'))
    const clock = systemClock(config.nowOffsetDays)
    const since = new Date(from ?? '')
    const until = to === undefined ? clock.now() : new Date(to)
    if (Number.isNaN(since.getTime()) || Number.isNaN(until.getTime())) {
      for (const line of breachReport.usage ?? []) console.error(line)
      return 2
    }
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const sealer = await openSealer(database.db, loadMasterKey(config), clock)
      const report = await makeBreachReport(
        { db: database.db, sealer },
        { since, until },
        args.includes('--contacts'),
      )
      console.log(JSON.stringify({ made_at: clock.now(), since, until, ...report }, null, 2))
      return 0
    } finally {
      await database.close()
    }
  },
}
