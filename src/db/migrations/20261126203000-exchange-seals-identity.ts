import { type Kysely, sql } from 'kysely'

/**
 * Why: a name and contact that a reporter agreed to give must not lie in plain text in what was sent or taken in, nor
 * longer than it takes to arrive; and none is taken that nobody here asked for. What already arrived is erased; what
 * is still under way cannot be sealed here and arrives without it, so that the handler asks again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const identity = String.raw`"reporter":\s*\{(\s*"([^"\\]|\\.)*"\s*:\s*("([^"\\]|\\.)*"|null)\s*,?)*\s*\}`
  await sql`
    alter table webhook_deliveries add column identity_sealed bytea;
    alter table webhook_deliveries alter column payload drop not null;
    alter table exchange_messages add column identity_sealed bytea;
    alter table exchange_messages alter column payload drop not null;
    alter table exchange_shares add column identity_asked_at timestamptz;
    create index webhook_deliveries_to_forget on webhook_deliveries (created_at) where payload is not null;
    create index exchange_messages_to_forget on exchange_messages (received_at) where payload is not null;

    update webhook_deliveries set payload = regexp_replace(payload, ${sql.lit(identity)}, '"reporter":null', 'g')
      where type like 'exchange.%' and payload like '%"reporter"%';
    update exchange_messages set payload = regexp_replace(payload, ${sql.lit(identity)}, '"reporter":null', 'g')
      where payload like '%"reporter"%';

    update exchange_shares share set identity_asked_at = asked.at
    from (
      select delivery.report_id, webhook.system_id, max(delivery.created_at) as at
      from webhook_deliveries delivery join webhooks webhook on webhook.id = delivery.webhook_id
      where delivery.type = 'exchange.ask_identity' group by 1, 2
    ) asked
    join reports report on report.id = asked.report_id and report.contact_id is null
    where share.report_id = asked.report_id and share.system_id = asked.system_id and share.direction = 'in';
  `.execute(db)
}
