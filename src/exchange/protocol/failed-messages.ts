import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/*
 * A message to a partner that was given up holds up all later ones of its report, as the partner would only keep them
 * waiting for it. It is sent again as soon as there is hope. Offers that were given up came back and are not sent
 * again, unless the report is offered anew.
 */

/**
 * Queue again what was given up.
 * @param reach `unreached`: only what found nobody; `all`: also what was answered wrongly, as somebody mended it
 */
export async function sendFailedAgain(
  db: Db,
  webhookId: number,
  now: Date,
  reach: 'unreached' | 'all',
): Promise<void> {
  await sql`
    update webhook_deliveries delivery
    set state = 'queued', attempts = 0, next_try_at = ${now}, claimed_until = null
    from webhooks webhook, exchange_shares share
    where delivery.webhook_id = ${webhookId} and delivery.state = 'failed' and delivery.type like 'exchange.%'
      and delivery.payload is not null and webhook.id = delivery.webhook_id
      and share.report_id = delivery.report_id and share.system_id = webhook.system_id and share.state <> 'refused'
      ${reach === 'all' ? sql`` : sql`and delivery.last_status is null`}
  `.execute(db)
}

/** The partner has applied our messages up to one of them, whatever we heard of it when we sent them. */
export async function noteArrived(
  db: Db,
  {
    webhookId,
    reportId,
    saw,
  }: { readonly webhookId: number; readonly reportId: number; readonly saw: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'delivered', delivered_at: now, next_try_at: null, identity_sealed: null })
    .where('webhook_id', '=', webhookId)
    .where('report_id', '=', reportId)
    .where('type', 'like', 'exchange.%')
    .where('state', '!=', 'delivered')
    .where('seq', '<=', saw)
    .execute()
}

/** Reports of which a system was not told something, so that it is told nothing more of them. */
export async function countHeldUp(db: Db, systemId: number): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('webhooks as webhook', 'webhook.id', 'delivery.webhook_id')
    .innerJoin('exchange_shares as share', (join) =>
      join
        .onRef('share.report_id', '=', 'delivery.report_id')
        .onRef('share.system_id', '=', 'webhook.system_id'),
    )
    .select((select) => select.fn.count<number>('delivery.report_id').distinct().as('count'))
    .where('webhook.system_id', '=', systemId)
    .where('delivery.type', 'like', 'exchange.%')
    .where('delivery.state', '=', 'failed')
    .where('share.state', '!=', 'refused')
    .executeTakeFirstOrThrow()
  return Number(count)
}
