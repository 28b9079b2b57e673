import Fastify, { type FastifyInstance } from 'fastify'
import type { CallWebhook } from '../../test/support/fake-http.ts'
import type { AppContext } from '../http/index.ts'
import type { OutboundMessage } from '../notifications/index.ts'
import type { Channel } from './channel.ts'
import { openChannels } from './channels.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { processDepsOf } from './index.ts'

/** A message to send, as far as a test cares. */
export function outbound(message: Partial<OutboundMessage>): OutboundMessage {
  return {
    idempotencyKey: 'kunci-1',
    to: '1',
    thread: null,
    trackingNumber: null,
    inReplyTo: null,
    subject: 'Laporan Anda',
    text: 'Laporan Anda kami terima.',
    link: null,
    choices: [],
    ...message,
  }
}

export const NEVER = new AbortController().signal

/** The inbox of a test's database. */
export function testInbox(context: AppContext): Inbox {
  return openInbox(processDepsOf(context, openChannels(context)))
}

/** A server with nothing but the webhook of one channel. */
export async function serveWebhook(
  channel: Channel,
  inbox: Inbox,
): Promise<{ call: CallWebhook; app: FastifyInstance }> {
  const app = Fastify()
  channel.routes?.(app, inbox)
  await app.ready()
  return { app, call: (request) => app.inject(request) }
}
