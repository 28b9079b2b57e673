import {
  type Channels,
  goOnUnanswered,
  listenToChannels,
  processDepsOf,
  processDueInbound,
} from '../channels/index.ts'
import type { AppContext } from '../http/index.ts'
import { deliverDue, type Sender, smtpSender } from '../notifications/index.ts'
import { pump } from './pump.ts'

/** Who hands messages over: every channel, and plain SMTP where no mailbox is connected. */
export function sendersOf({ config }: AppContext, channels: Channels): readonly Sender[] {
  const mail = config.email === null || channels.all.some(({ channel }) => channel === 'email')
  return mail ? channels.all : [...channels.all, smtpSender(config.email)]
}

/** Work on what came in and what goes out until `stop`, which waits for what is under way. */
export function startChannelWork(context: AppContext, channels: Channels): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const options = { signal: stopping.signal, log: context.log }
  const inbound = processDepsOf(context, channels)
  const outbound = { ...context, mode: context.config.mode, senders: sendersOf(context, channels) }
  const running = [
    pump('what came in', () => processDueInbound(inbound), options),
    pump('unanswered questions', () => goOnUnanswered(inbound), { ...options, idleMs: 60_000 }),
    pump('what goes out', () => deliverDue(outbound), options),
    listenToChannels(context, channels, stopping.signal).catch((error: unknown) => {
      context.log.error({ err: error }, 'listening to channels ended')
    }),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
