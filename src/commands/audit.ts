import { verifyChangeLog } from '../db/index.ts'
import {
  groupTrackingNumber,
  verifyAccessLog,
  verifyChains,
  verifyDigests,
  verifyUnsealLog,
} from '../reports/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

const PROBLEM = {
  hash: 'the entry was changed after it was written',
  link: 'the entry does not follow the one before it',
  text: 'the text of the entry was exchanged',
  head: 'entries are missing after this one',
} as const

export const audit: Command = {
  summary: 'check that no history was rewritten',
  usage: ['audit verify   (exit code 1 and the first break, if there is one)'],
  async run(config, [action]) {
    if (action !== 'verify') {
      for (const line of audit.usage ?? []) console.error(line)
      return 2
    }
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const verdict = await verifyChains(database.db, (reports) => {
        if (reports % 10_000 === 0) console.error(`${reports} reports checked`)
      })
      const unsealing = await verifyUnsealLog(database.db)
      if (!unsealing.sound) {
        console.error(`The log of opened identities was changed at entry ${unsealing.entry}.`)
        return 1
      }
      if (!verdict.sound) {
        const { trackingNumber, seq, problem } = verdict
        console.error(`Report ${groupTrackingNumber(trackingNumber)}, entry ${seq}: ${PROBLEM[problem]}.`)
        return 1
      }
      const access = await verifyAccessLog(database.db)
      if (!access.sound) {
        const report = groupTrackingNumber(access.trackingNumber)
        console.error(
          `Report ${report}: the log of who read the reporter's identity was changed at entry ${access.seq}.`,
        )
        return 1
      }
      const changes = await verifyChangeLog(database.db)
      if (!changes.sound) {
        console.error(`The log of changed settings was changed at entry ${changes.entry}.`)
        return 1
      }
      const digests = await verifyDigests(database.db)
      if (!digests.sound) {
        console.error(`The entries of ${digests.day} no longer give the digest published for that day.`)
        return 1
      }
      console.log(
        `Every chain holds: ${verdict.reports} reports, ${verdict.events} entries, ${access.reads} readings of identities, ${changes.entries} changes of settings, ${digests.days} daily digests.`,
      )
      return 0
    } finally {
      await database.close()
    }
  },
}
