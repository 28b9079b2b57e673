import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import type { Db, WebhookRow } from '../db/index.ts'
import type { Outgoing } from '../outgoing/index.ts'
import type { ReportDeps } from '../reports/index.ts'
import { sendFailedAgain } from './protocol/failed-messages.ts'
import { joinIdentity } from './protocol/keep-identity.ts'
import { settleAnswer, settleGivenUp } from './protocol/settle-answer.ts'
import type { WebhookDeps } from './webhooks.ts'

export interface DeliverWebhooksDeps extends WebhookDeps, ReportDeps {
  readonly outgoing: Outgoing
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/**
 * Waits after each failure: the schedule of Standard Webhooks, three days in all, with more tries in the first minutes.
 * Whoever was only started anew, which takes longer than the first wait, is not kept waiting for five minutes.
 */
const WAITS: readonly number[] = [
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
const TIMEOUT_MS = 15 * SECOND
/** A worker that dies holds a delivery back for so long: as long as one takes at most, and a little. */
const LEASE_MS = TIMEOUT_MS + 2 * SECOND
/** Calls under way at once from one worker: a slow receiver must not stop the others. */
export const DELIVERY_LANES = 8
const ERROR_LENGTH = 300

/**
 * Call the webhooks whose deliveries are due, until none is left. A report's events reach a webhook in their order:
 * a later one waits for the earlier, delivered or given up; in the exchange, where each counts, until it is delivered. Safe on several workers at once.
 * @param lanes so many at once; it returns when the last of them has nothing more to do
 * @param onFound there may be more, for whoever else delivers
 * @returns how many calls were made
 */
export async function deliverWebhooks(
  deps: DeliverWebhooksDeps,
  lanes = DELIVERY_LANES,
  onFound: () => void = () => undefined,
): Promise<number> {
  let delivered = 0
  const lane = async () => {
    while (await deliverNext(deps, onFound)) delivered += 1
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return delivered
}

/** @returns whether there was one */
async function deliverNext(deps: DeliverWebhooksDeps, onFound: () => void): Promise<boolean> {
  const delivery = await claim(deps)
  if (delivery === undefined) return false
  onFound()
  const now = deps.clock.now()
  const payload = joinIdentity(deps.sealer, delivery)
  const webhook = new Webhook(deps.sealer.open(delivery.secret_sealed))
  const result = await deps.outgoing(delivery.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'LAPOR',
      'webhook-id': delivery.message_id,
      'webhook-timestamp': String(Math.floor(now.getTime() / SECOND)),
      'webhook-signature': webhook.sign(delivery.message_id, now, payload),
      ...(delivery.bearer_sealed === null
        ? {}
        : { authorization: `Bearer ${deps.sealer.open(delivery.bearer_sealed)}` }),
    },
    body: payload,
    timeoutMs: TIMEOUT_MS,
    maxBytes: 64 * 1024,
  })
  const status = result.outcome === 'answered' ? result.status : null
  const delivered = status !== null && status >= 200 && status < 300
  // Before it counts as delivered: should we die in between, it is sent again and answered alike.
  const note =
    delivered && result.outcome === 'answered' && delivery.kind === 'exchange'
      ? await settleAnswer(deps, delivery, result.body)
      : null
  const attempts = delivery.attempts + 1
  const wait = WAITS[attempts - 1]
  // 410 Gone is the receiver's own wish to end it (Standard Webhooks).
  const givenUp = !delivered && (wait === undefined || status === 410)
  if (givenUp && delivery.kind === 'exchange') await settleGivenUp(deps, delivery)
  const { behind } = await deps.db
    .updateTable('webhook_deliveries')
    .set({
      attempts,
      claimed_until: null,
      last_status: status,
      last_error: delivered
        ? note
        : (result.outcome === 'failed' ? `${result.reason}: ${result.detail}` : `HTTP ${status}`).slice(
            0,
            ERROR_LENGTH,
          ),
      ...(delivered
        ? {
            state: 'delivered' as const,
            delivered_at: deps.clock.now(),
            next_try_at: null,
            identity_sealed: null,
          }
        : givenUp
          ? { state: 'failed' as const, next_try_at: null }
          : { next_try_at: new Date(deps.clock.now().getTime() + (wait ?? 0)) }),
    })
    .where('id', '=', delivery.id)
    .returning(missedSome(delivery.webhook_id, deps.clock.now()).as('behind'))
    .executeTakeFirstOrThrow()
  // Whoever is back gets at once what waited for it, not when each delivery's own wait is over.
  if (delivered && behind) await catchUp(deps.db, delivery.webhook_id, deps.clock.now(), delivery.kind)
  if (status === 410) {
    await deps.db
      .updateTable('webhooks')
      .set({ active: false, ended_at: deps.clock.now() })
      .where('id', '=', delivery.webhook_id)
      .execute()
  }
  return true
}

/** Have deliveries that found nobody tried again now: their receiver was just heard of. */
export async function catchUp(db: Db, webhookId: number, now: Date, kind: WebhookRow['kind']): Promise<void> {
  if (kind === 'exchange') await sendFailedAgain(db, webhookId, now, 'unreached')
  await db
    .updateTable('webhook_deliveries')
    .set({ next_try_at: now })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'queued')
    .where('attempts', '>', 0)
    .where('last_status', 'is', null)
    .where('next_try_at', '>', now)
    .execute()
}

/** Whether a receiver has yet to get what found nobody; asked with each call, and seldom so. */
function missedSome(webhookId: number, now: Date) {
  return sql<boolean>`(exists (
    select from webhook_deliveries missed
    where missed.webhook_id = ${webhookId} and missed.state = 'queued' and missed.attempts > 0
      and missed.last_status is null and missed.next_try_at > ${now})
  or exists (
    select from webhook_deliveries missed
    where missed.webhook_id = ${webhookId} and missed.state = 'failed' and missed.type like 'exchange.%'
      and missed.last_status is null))`
}

interface Claimed {
  readonly id: number
  readonly webhook_id: number
  readonly report_id: number | null
  readonly type: string
  readonly kind: WebhookRow['kind']
  readonly bearer_sealed: Buffer | null
  readonly message_id: string
  readonly payload: string
  readonly identity_sealed: Buffer | null
  readonly attempts: number
  readonly url: string
  readonly secret_sealed: Buffer
}

/** Take the next due delivery for this worker alone; nothing slow happens while its row is locked. */
async function claim({ db, clock }: DeliverWebhooksDeps): Promise<Claimed | undefined> {
  const now = clock.now()
  const { rows } = await sql<Claimed>`
    with next as (
      select delivery.id from webhook_deliveries delivery
      where delivery.state = 'queued' and delivery.next_try_at <= ${now} and delivery.payload is not null
        and (delivery.claimed_until is null or delivery.claimed_until < ${now})
        and not exists (
          select from webhook_deliveries earlier
          where earlier.webhook_id = delivery.webhook_id and earlier.report_id = delivery.report_id
            and earlier.seq < delivery.seq and earlier.state = 'queued')
        and not (delivery.type like 'exchange.%' and exists (
          select from webhook_deliveries missing
          where missing.webhook_id = delivery.webhook_id and missing.report_id = delivery.report_id
            and missing.seq < delivery.seq and missing.state = 'failed' and missing.type like 'exchange.%'))
      order by delivery.next_try_at, delivery.id
      limit 1
      for update skip locked
    )
    update webhook_deliveries delivery
    set claimed_until = ${new Date(now.getTime() + LEASE_MS)}
    from next, webhooks webhook
    where delivery.id = next.id and webhook.id = delivery.webhook_id
    returning delivery.id, delivery.webhook_id, delivery.report_id, delivery.type, delivery.message_id,
      delivery.payload, delivery.identity_sealed, delivery.attempts, webhook.kind, webhook.url, webhook.secret_sealed, webhook.bearer_sealed
  `.execute(db)
  return rows[0]
}
