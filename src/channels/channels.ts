import type { Config } from '../config.ts'
import type { ChannelName } from '../db/index.ts'
import type { Channel } from './channel.ts'
import { openSmsChannel } from './sms/sms-channel.ts'

/** Every channel we know, with or without a gateway. */
export interface Channels {
  readonly all: readonly Channel[]
  /** @throws Error for a name that is no channel */
  of(name: ChannelName): Channel
}

export function openChannels(config: Config): Channels {
  const all: readonly Channel[] = [openSmsChannel(config)]
  return {
    all,
    of(name) {
      const channel = all.find((candidate) => candidate.channel === name)
      if (channel === undefined) throw new Error(`there is no channel ${name}`)
      return channel
    },
  }
}
