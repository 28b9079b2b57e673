import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Db, WebhookDeliveryRow, WebhookRow } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import type { Sealer } from '../identity/index.ts'

export interface WebhookDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

/** What a system sees of a webhook of its own; the secret is shown once, when it is made. */
export interface Webhook {
  readonly id: number
  readonly kind: WebhookRow['kind']
  readonly url: string
  readonly event_types: string[]
  readonly active: boolean
  readonly created_at: Date
}

export type Delivery = Omit<
  WebhookDeliveryRow,
  'webhook_id' | 'report_id' | 'payload' | 'identity_sealed' | 'claimed_until'
>

const MOST_WEBHOOKS = 10
const SECRET_BYTES = 24
/** So many deliveries are listed at once. */
export const DELIVERIES_LISTED = 50

/**
 * Have a system told of events at an address of its own.
 * @returns the id and the signing secret as Standard Webhooks writes it (`whsec_…`), shown once
 * @throws DomainError invalid_input, too_many_webhooks
 */
export async function createWebhook(
  { db, clock, sealer }: WebhookDeps,
  systemId: number,
  { url, eventTypes }: { url: string; eventTypes: readonly string[] },
): Promise<{ id: number; secret: string }> {
  checkAddress(url)
  if (eventTypes.length > 60 || !eventTypes.every((type) => /^report\.[a-z_]{1,40}$/.test(type))) {
    throw invalid([{ field: 'event_types', code: 'unknown_event_type' }])
  }
  const { count } = await db
    .selectFrom('webhooks')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('system_id', '=', systemId)
    .where('kind', '=', 'events')
    .where('active', '=', true)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_WEBHOOKS) {
    throw new DomainError('too_many_webhooks', 409, { values: { max: MOST_WEBHOOKS } })
  }
  const secret = newSigningSecret()
  const { id } = await db
    .insertInto('webhooks')
    .values({
      system_id: systemId,
      url,
      secret_sealed: sealer.seal(secret),
      event_types: [...new Set(eventTypes)],
      created_at: clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

/** The webhooks that a system made for itself. */
export async function listWebhooks(db: Db, systemId: number): Promise<Webhook[]> {
  return (await listAllWebhooks(db, systemId)).filter(({ kind }) => kind === 'events')
}

/** Also the address of the exchange. */
export function listAllWebhooks(db: Db, systemId: number): Promise<Webhook[]> {
  return db
    .selectFrom('webhooks')
    .select(['id', 'kind', 'url', 'event_types', 'active', 'created_at'])
    .where('system_id', '=', systemId)
    .orderBy('id')
    .execute()
}

/** @throws DomainError invalid_input on `url` */
export function checkAddress(url: string): void {
  if (!isAddress(url)) throw invalid([{ field: 'url', code: 'invalid_url' }])
}

/** Whether it reads as an address that can be called; whether it may be is asked with each call. */
export function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= 500
}

/** A signing secret as Standard Webhooks writes it. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

/** Stop calling; what was queued is given up. @throws DomainError not_found */
export async function endWebhook({ db, clock }: WebhookDeps, systemId: number, id: number): Promise<void> {
  await ownWebhook(db, systemId, id)
  await db
    .updateTable('webhooks')
    .set({ active: false, ended_at: clock.now() })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', next_try_at: null, last_error: 'webhook ended' })
    .where('webhook_id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

/** Queue a test event, so that a partner sees the signature and the form. @throws DomainError not_found */
export async function testWebhook(deps: WebhookDeps, systemId: number, id: number): Promise<void> {
  await ownWebhook(deps.db, systemId, id)
  const now = deps.clock.now()
  await deps.db
    .insertInto('webhook_deliveries')
    .values({
      webhook_id: id,
      report_id: null,
      seq: null,
      message_id: newMessageId(),
      type: 'test',
      payload: JSON.stringify({ type: 'test', timestamp: now.toISOString(), data: {} }),
      created_at: now,
      next_try_at: now,
    })
    .execute()
}

/** The newest deliveries of a webhook, those before a given one for the next page. */
export async function listDeliveries(
  db: Db,
  systemId: number,
  id: number,
  before: number | null,
): Promise<Delivery[]> {
  await ownWebhook(db, systemId, id, { ended: true })
  return db
    .selectFrom('webhook_deliveries')
    .select(['id', 'seq', 'message_id', 'type', 'state', 'attempts', 'created_at', 'next_try_at'])
    .select(['delivered_at', 'last_status', 'last_error'])
    .where('webhook_id', '=', id)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(DELIVERIES_LISTED)
    .execute()
}

/**
 * Send again what happened since an instant, delivered or not, in its order and under its old message ids, by which
 * the receiver knows what it has already.
 * @returns how many deliveries were queued
 */
export async function replayWebhook(
  deps: WebhookDeps,
  systemId: number,
  id: number,
  since: Date,
): Promise<number> {
  await ownWebhook(deps.db, systemId, id)
  const { numUpdatedRows } = await deps.db
    .updateTable('webhook_deliveries')
    .set({ state: 'queued', attempts: 0, next_try_at: deps.clock.now(), claimed_until: null })
    .where('webhook_id', '=', id)
    .where('created_at', '>=', since)
    .where('payload', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

export function newMessageId(): string {
  return `msg_${randomBytes(18).toString('base64url')}`
}

async function ownWebhook(db: Db, systemId: number, id: number, { ended = false } = {}): Promise<void> {
  const row = await db
    .selectFrom('webhooks')
    .select('id')
    .where('id', '=', id)
    .where('system_id', '=', systemId)
    .$if(!ended, (query) => query.where('active', '=', true))
    .executeTakeFirst()
  if (row === undefined) throw new DomainError('not_found', 404)
}
