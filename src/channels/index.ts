import type { AppContext, RegisterRoutes } from '../http/index.ts'
import { openSmsWords, type SmsWords } from '../routing/index.ts'
import { type Channels, openChannels } from './channels.ts'
import { openSharedReads } from './conversation/shared-reads.ts'
import { openInbox } from './inbox.ts'
import { openLimit } from './limit.ts'
import { listenAlone } from './listen-alone.ts'
import type { ProcessDeps } from './process-inbound.ts'
import { openSettling } from './settle-inbound.ts'
import { simulatorRoutes } from './simulator/route.tsx'

export { goOnUnanswered } from './go-on-unanswered.ts'
export { processDueInbound } from './process-due.ts'
export { replayPeriod } from './replay-period.ts'
export { type Channels, openChannels }

/** Webhooks and gateways of all channels. */
export function channelRoutes(channels: Channels): RegisterRoutes {
  return (app, context) => {
    const deps = processDepsOf(context, channels)
    const inbox = openInbox(deps)
    for (const channel of channels.all) channel.routes?.(app, inbox)
    if (context.config.mode === 'training') return simulatorRoutes(deps)(app, context)
  }
}

/** What processing a message needs; the words of the SMS grammar are read with the first message. */
export function processDepsOf(context: AppContext, channels: Channels): ProcessDeps {
  return {
    ...context,
    channels,
    baseUrl: context.config.baseUrl,
    reads: openSharedReads(context.db),
    settle: openSettling(context),
    alone: openLimit(ALONE),
    smsWords: () => smsWordsOf(context.config.projectDir),
  }
}

/** What cannot go together with others keeps so many connections of a pool busy that others use too. */
const ALONE = 3

/** The same for the whole process; reading them takes a second or two. */
const opened = new Map<string, SmsWords>()

function smsWordsOf(projectDir: string): SmsWords {
  const words = opened.get(projectDir) ?? openSmsWords(projectDir)
  opened.set(projectDir, words)
  return words
}

/** Channels that ask their provider or hold a connection to it; runs until the signal. */
export async function listenToChannels(
  context: AppContext,
  channels: Channels,
  signal: AbortSignal,
): Promise<void> {
  const inbox = openInbox(processDepsOf(context, channels))
  await Promise.all(
    channels.all.map(async ({ channel, listen }) => {
      if (listen === undefined || listen === null) return
      await listenAlone(context, channel, (over) => listen(inbox, over), {
        signal,
        onFault: (error) => context.log.error({ err: error, channel }, 'listening to a channel failed'),
      })
    }),
  )
}
