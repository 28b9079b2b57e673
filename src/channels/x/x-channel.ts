import type { FastifyInstance } from 'fastify'
import type { XConfig } from '../../config.ts'
import type { Channel, FetchedAttachment, RawMessage, SimulatedMessage } from '../channel.ts'
import { inlineSource, readInline } from '../fetch-file.ts'
import type { Inbox } from '../inbox.ts'
import { receiveSigned } from '../receive-signed.ts'
import { signatureOf } from '../signature.ts'
import { type CountCalls, openCallBudget } from './call-budget.ts'
import { poll } from './poll.ts'
import { storedPost } from './read-timelines.ts'
import { sendPost, X_LIMITS } from './send-post.ts'
import { MESSAGE_PREFIX, understandPost } from './understand-post.ts'
import type { StoredX, XActivity, XPost } from './webhook-payload.ts'
import { openXApi, problemOf, type XApi } from './x-api.ts'

export interface XDeps {
  /** Null when it is off: then it can only be played. */
  readonly config: XConfig | null
  readonly countCalls: CountCalls
  readonly clock: { now(): Date }
}

/** An account on X: mentions and direct messages, by webhook or by asking, whichever the account's plan allows. */
export function xChannel({ config, clock, countCalls }: XDeps): Channel {
  const account =
    config === null
      ? null
      : {
          config,
          clock,
          api: openXApi(config),
          budget: openCallBudget({ countCalls, clock }, config.callsPerDay),
        }
  return {
    channel: 'x',
    limits: X_LIMITS,
    // None on X, but the words to write back stand below the text.
    buttons: 10,
    listLines: 10,
    send: account === null ? null : (message, signal) => sendPost(account, message, signal),
    simulate: simulateMessage,
    receive: (raw, receivedAt) => understandPost(config?.userId ?? '', raw, receivedAt),
    fetchAttachment: async ({ source }, signal) =>
      readInline(source) ?? fetchMedia(account?.api ?? null, source, signal),
    routes: (app, inbox) => {
      if (config?.receive === 'webhook') registerRoutes(app, config, inbox)
    },
    listen:
      account?.config.receive === 'polling' ? (inbox, signal) => poll({ ...account, inbox }, signal) : null,
  }
}

/** The direct message that X would deliver for what somebody plays. */
function simulateMessage({ externalId, address, name, text, button, photo }: SimulatedMessage): RawMessage {
  const payload: StoredX = {
    kind: 'message',
    id: externalId,
    senderId: address,
    name,
    text: button ?? text,
    media: photo === null ? [] : [inlineSource(photo.bytes)],
  }
  return { channel: 'x', externalId: `${MESSAGE_PREFIX}${externalId}`, payload }
}

async function fetchMedia(api: XApi | null, source: string, signal: AbortSignal): Promise<FetchedAttachment> {
  if (api === null) return { outcome: 'refused', reason: 'X is off' }
  if (!api.isOwnMedia(source)) return { outcome: 'refused', reason: 'not a picture of X' }
  try {
    return { outcome: 'fetched', bytes: await api.download(source, signal) }
  } catch (error) {
    const problem = problemOf(error)
    return { outcome: problem.kind === 'refused' ? 'refused' : 'retry', reason: problem.reason }
  }
}

function registerRoutes(app: FastifyInstance, config: XConfig, inbox: Inbox): void {
  const url = '/channels/x/webhook'
  // X asks at the start and every hour whether we know the secret (challenge-response check).
  app.get(url, { config: { access: 'public' } }, async (request, reply) => {
    const { crc_token: token } = request.query as { crc_token?: unknown }
    if (typeof token !== 'string' || token === '') return reply.code(400).send({})
    return { response_token: signatureOf(token, { secret: config.apiSecret, encoding: 'base64' }) }
  })
  receiveSigned(app, inbox, {
    channel: 'x',
    url,
    header: 'x-twitter-webhooks-signature',
    secret: config.apiSecret,
    encoding: 'base64',
    take: async (body) => {
      await inbox.take(messagesOf(body as XActivity, config))
    },
  })
}

/** The events of our own account; a webhook may serve several. */
function messagesOf({ data }: XActivity, { userId, features }: XConfig): RawMessage[] {
  if (data?.filter?.user_id !== userId || data.payload === undefined) return []
  const { payload, includes } = data
  if (
    data.event_type === 'post.mention.create' &&
    features.includes('mentions') &&
    payload.id !== undefined
  ) {
    return [storedPost(payload as XPost, includes?.users ?? [], includes?.media ?? [])]
  }
  if (data.event_type !== 'dm.received' || !features.includes('messages')) return []
  return (payload.direct_message_events ?? []).flatMap(({ id, message_create: message }) => {
    if (message === undefined) return []
    const picture = message.message_data?.attachment?.media?.media_url_https
    return [
      {
        channel: 'x' as const,
        externalId: `${MESSAGE_PREFIX}${id}`,
        payload: {
          kind: 'message',
          id,
          senderId: message.sender_id,
          name: payload.users?.[message.sender_id]?.data?.name ?? null,
          text: message.message_data?.text ?? '',
          media: picture === undefined ? [] : [picture],
        },
      },
    ]
  })
}
