import { replayPeriod } from '../channels/index.ts'
import { systemClock } from '../clock.ts'
import type { ChannelName } from '../db/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

const NAMES: readonly ChannelName[] = ['sms', 'x', 'whatsapp', 'telegram', 'email']

export const channels: Command = {
  summary: 'messages that came in by SMS, X, WhatsApp, Telegram and e-mail',
  usage: [
    'channels replay CHANNEL|all FROM [UNTIL]           (understand once more what did nothing; what was done stays)',
    'FROM and UNTIL as 2026-11-26 or 2026-11-26T09:00+07:00; UNTIL is now when left out',
  ],
  async run(config, args) {
    const [action, name, from, until] = args
    const clock = systemClock(config.nowOffsetDays)
    const now = clock.now()
    const channel = NAMES.find((known) => known === name) ?? null
    const period = {
      channel,
      from: new Date(from ?? ''),
      until: until === undefined ? now : new Date(until),
    }
    const isPeriod = !Number.isNaN(period.from.getTime()) && !Number.isNaN(period.until.getTime())
    if (action !== 'replay' || (channel === null && name !== 'all') || !isPeriod) {
      for (const line of channels.usage ?? []) console.error(line)
      return 2
    }
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const { again, done } = await replayPeriod(database.db, period, now)
      console.log(`${again} will be understood once more; ${done} were done already and stay.`)
      return 0
    } finally {
      await database.close()
    }
  },
}
