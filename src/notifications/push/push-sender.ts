import webPush from 'web-push'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { OutboundMessage, Sender, SendResult } from '../sender.ts'
import { pushKeys } from './keys.ts'
import { dropSubscription, listSubscriptions, type PushTarget } from './subscriptions.ts'

export interface PushSenderDeps {
  readonly db: Db
  readonly sealer: Sealer
  readonly clock: Clock
  readonly outgoing: Outgoing
  /** Whom a push service can ask about us: `mailto:…` or our https address (RFC 8292). */
  readonly contact: string
}

/** A phone that was off for three days has more important things to show. */
const KEPT_SECONDS = 3 * 86_400
/** The longest that every push service takes, once encrypted (RFC 8030). */
const MOST_CHARACTERS = 1_200

/** News to every browser that hears of a report, encrypted for each of them (RFC 8291); `to` is the report's tracking number. */
export function pushSender(deps: PushSenderDeps): Sender {
  return {
    channel: 'push',
    limits: { max: MOST_CHARACTERS, wanted: 200, measure: (text) => text.length },
    buttons: 0,
    listLines: 0,
    async send(message) {
      const targets = await listSubscriptions(deps, message.to)
      if (targets.length === 0) return { outcome: 'refused', reason: 'no browser is subscribed any more' }
      // At once: one after the other, slow push services outlast the time a worker holds a message for itself.
      const results: SendResult[] = await Promise.all(targets.map((target) => sendTo(deps, target, message)))
      // Sent again, it takes the place of the one that arrived: both carry the same tag.
      return (
        results.find(({ outcome }) => outcome === 'retry') ??
        results.find(({ outcome }) => outcome === 'accepted') ??
        results[0] ?? { outcome: 'refused', reason: 'nothing was sent' }
      )
    },
  }
}

async function sendTo(
  deps: PushSenderDeps,
  target: PushTarget,
  message: OutboundMessage,
): Promise<SendResult> {
  const keys = await pushKeys(deps)
  const tag = message.trackingNumber ?? 'lapor'
  const payload = JSON.stringify({
    title: message.subject,
    body: message.text,
    url: message.link ?? '/saya',
    tag,
  })
  const request = webPush.generateRequestDetails(target, payload, {
    vapidDetails: { subject: deps.contact, ...keys },
    TTL: KEPT_SECONDS,
    urgency: 'normal',
    topic: tag,
    contentEncoding: 'aes128gcm',
  })
  const { 'Content-Length': _length, ...headers } = request.headers
  const answer = await deps.outgoing(request.endpoint, {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(request.body),
  })
  if (answer.outcome === 'failed') {
    if (answer.reason !== 'address_refused') return { outcome: 'retry', reason: answer.reason }
    await dropSubscription(deps, target.endpoint)
    return { outcome: 'refused', reason: 'address_refused' }
  }
  const { status } = answer
  if (status >= 200 && status < 300) return { outcome: 'accepted' }
  const reason = `push service answered ${status}`
  if (status === 404 || status === 410) {
    await dropSubscription(deps, target.endpoint)
    return { outcome: 'refused', reason }
  }
  if (status === 429 || status >= 500) {
    return { outcome: 'retry', reason, afterSeconds: Number(answer.headers.get('retry-after')) || undefined }
  }
  return { outcome: 'refused', reason }
}
