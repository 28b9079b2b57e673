import type { FastifyInstance } from 'fastify'
import type { WhatsAppConfig } from '../../config.ts'
import type { OutboundMessage, SendResult } from '../../notifications/index.ts'
import type { Channel, FetchedAttachment, RawMessage } from '../channel.ts'
import { fetchFile, readInline } from '../fetch-file.ts'
import type { Inbox } from '../inbox.ts'
import { receiveSigned } from '../receive-signed.ts'
import { fitsSecret } from '../signature.ts'
import {
  BUTTONS_MAX,
  composeCode,
  composePayload,
  composeTemplate,
  LIST_MAX,
  WHATSAPP_LIMITS,
} from './compose-payload.ts'
import { callGraph, isForLater, NOT_ON_WHATSAPP, OUTSIDE_WINDOW } from './graph-api.ts'
import { simulateMessage } from './simulate-message.ts'
import { understandMessage } from './understand-message.ts'
import type { WhatsAppChange, WhatsAppWebhook } from './webhook-payload.ts'

export interface WhatsAppDeps {
  /** Null when it is off: then it can only be played. */
  readonly config: WhatsAppConfig | null
  /** When this address last wrote to us on this channel; null when never. */
  readonly lastWroteAt: (address: string) => Promise<Date | null>
  readonly clock: { now(): Date }
  readonly baseUrl: string
  /** What the button says that opens a list. */
  readonly listButton: string
}

/** Ten minutes less than Meta's 24 hours: a message is under way for a while. */
const WINDOW_MS = (24 * 60 - 10) * 60_000

/** WhatsApp by Meta's Cloud API, called by webhook. */
export function whatsAppChannel(deps: WhatsAppDeps): Channel {
  const { config } = deps
  return {
    channel: 'whatsapp',
    limits: WHATSAPP_LIMITS,
    buttons: BUTTONS_MAX,
    listLines: LIST_MAX,
    send: config === null ? null : (message, signal) => send({ ...deps, config }, message, signal),
    simulate: simulateMessage,
    receive: understandMessage,
    fetchAttachment: async ({ source }, signal) => readInline(source) ?? fetchMedia(config, source, signal),
    routes: (app, inbox) => {
      if (config !== null) registerRoutes(app, config, inbox)
    },
  }
}

type Connected = WhatsAppDeps & { readonly config: WhatsAppConfig }

async function send(deps: Connected, message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
  const wroteAt = await deps.lastWroteAt(message.to)
  const isOpen = wroteAt !== null && deps.clock.now().getTime() - wroteAt.getTime() < WINDOW_MS
  if (!isOpen) return sendTemplate(deps, message, signal)
  const result = await post(deps.config, composePayload(message, deps.listButton), signal)
  return result === 'outside window' ? sendTemplate(deps, message, signal) : result
}

async function sendTemplate(
  { config, baseUrl }: Connected,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  const { code = null } = message
  if (code !== null) {
    if (config.codeTemplate === null) {
      return { outcome: 'refused', reason: 'a code, and LAPOR_WHATSAPP_CODE_TEMPLATE is not set' }
    }
    const sent = await post(config, composeCode(message, code, config.codeTemplate), signal)
    return sent === 'outside window' ? { outcome: 'refused', reason: String(OUTSIDE_WINDOW) } : sent
  }
  if (config.template === null) {
    return {
      outcome: 'refused',
      reason: 'more than 24 hours since they wrote, and LAPOR_WHATSAPP_TEMPLATE is not set',
    }
  }
  const result = await post(config, composeTemplate(message, config.template, baseUrl), signal)
  return result === 'outside window' ? { outcome: 'refused', reason: String(OUTSIDE_WINDOW) } : result
}

async function post(
  config: WhatsAppConfig,
  body: Record<string, unknown>,
  signal: AbortSignal,
): Promise<SendResult | 'outside window'> {
  const answer = await callGraph(config, `${config.phoneId}/messages`, { body, signal })
  if (answer.outcome === 'unreachable') return { outcome: 'retry', reason: 'WhatsApp could not be reached' }
  if (answer.outcome === 'ok') {
    const [sent] = (answer.body.messages ?? []) as { id?: string }[]
    return { outcome: 'accepted', providerId: sent?.id }
  }
  if (answer.code === OUTSIDE_WINDOW) return 'outside window'
  return isForLater(answer)
    ? { outcome: 'retry', reason: answer.reason, afterSeconds: answer.afterSeconds }
    : { outcome: 'refused', reason: answer.reason, isReceiverGone: answer.code === NOT_ON_WHATSAPP }
}

/** Media come in two steps: the id gives an address that lives for five minutes and wants the token. */
async function fetchMedia(
  config: WhatsAppConfig | null,
  id: string,
  signal: AbortSignal,
): Promise<FetchedAttachment> {
  if (config === null) return { outcome: 'refused', reason: 'WhatsApp is off' }
  const answer = await callGraph(config, encodeURIComponent(id), { signal })
  if (answer.outcome === 'unreachable') return { outcome: 'retry', reason: 'WhatsApp could not be reached' }
  if (answer.outcome === 'error') {
    return { outcome: isForLater(answer) ? 'retry' : 'refused', reason: answer.reason }
  }
  const { url } = answer.body
  if (typeof url !== 'string') return { outcome: 'refused', reason: 'WhatsApp no longer has the file' }
  return fetchFile(url, { signal, headers: { authorization: `Bearer ${config.token}` } })
}

function registerRoutes(app: FastifyInstance, config: WhatsAppConfig, inbox: Inbox): void {
  const url = '/channels/whatsapp/webhook'
  app.get(url, { config: { access: 'public' } }, async (request, reply) => {
    const query = request.query as Record<string, unknown>
    const fits =
      query['hub.mode'] === 'subscribe' && fitsSecret(config.verifyToken, query['hub.verify_token'])
    if (!fits) {
      await inbox.refuse('whatsapp')
      return reply.code(403).send({})
    }
    return reply.type('text/plain').send(String(query['hub.challenge'] ?? ''))
  })
  receiveSigned(app, inbox, {
    channel: 'whatsapp',
    url,
    header: 'x-hub-signature-256',
    secret: config.appSecret,
    encoding: 'hex',
    take: async (body) => {
      const changes = ours(body as WhatsAppWebhook, config.phoneId)
      await inbox.take(changes.flatMap(messagesOf))
      for (const { id, status } of changes.flatMap(({ statuses = [] }) => statuses)) {
        const outcome = OUTCOMES[status]
        if (outcome !== undefined) await inbox.delivered('whatsapp', id, outcome)
      }
    },
  })
}

/** A message that was read was delivered. */
const OUTCOMES: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  delivered: 'delivered',
  read: 'delivered',
  failed: 'undelivered',
}

/** One app may serve several numbers; what is for another one is not ours. */
function ours(webhook: WhatsAppWebhook, phoneId: string): WhatsAppChange[] {
  return (webhook.entry ?? [])
    .flatMap(({ changes = [] }) => changes)
    .filter(({ field, value }) => field === 'messages' && value?.metadata?.phone_number_id === phoneId)
    .flatMap(({ value }) => (value === undefined ? [] : [value]))
}

function messagesOf({ messages = [], contacts = [] }: WhatsAppChange): RawMessage[] {
  return messages.map((message) => {
    const contact = contacts.find(
      ({ wa_id, user_id }) =>
        (wa_id !== undefined && wa_id === message.from) || user_id === message.from_user_id,
    )
    return {
      channel: 'whatsapp',
      externalId: message.id,
      payload: { message, name: contact?.profile?.name ?? null },
    }
  })
}
