import {
  type Channels,
  goOnUnanswered,
  listenToChannels,
  processDepsOf,
  processDueInbound,
} from '../channels/index.ts'
import type { AppContext } from '../http/index.ts'
import { deliverDue, pushSender, type Sender, smtpSender } from '../notifications/index.ts'
import { pump } from './pump.ts'

/** Who hands messages over: every channel, and plain SMTP where no mailbox is connected. */
export function sendersOf(context: AppContext, channels: Channels): readonly Sender[] {
  const { config } = context
  const push = pushSender({ ...context, contact: pushContact(context) })
  const mail = config.email === null || channels.all.some(({ channel }) => channel === 'email')
  return [...channels.all, push, ...(mail ? [] : [smtpSender(config.email)])]
}

/** Push services ask whom to write to; without an address for mail it is our own, which must then be a https one. */
function pushContact({ config }: AppContext): string {
  const address = /<([^>]+)>/.exec(config.email?.from ?? '')?.[1] ?? config.email?.from
  if (address !== undefined) return `mailto:${address}`
  return config.baseUrl.startsWith('https:') ? config.baseUrl : 'mailto:lapor@localhost'
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
