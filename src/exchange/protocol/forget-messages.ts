import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'

/** Long enough for a partner to ask what was said, and for a webhook to be replayed; after that it is only a risk. */
const KEEP_MS = 90 * 86_400_000

/**
 * Forget the content of what was sent to other systems and taken in from them: after 90 days, and of anonymised
 * reports once it arrived. That it was said, when, and what became of it stays.
 */
export async function forgetOldMessages({
  db,
  clock,
}: {
  readonly db: Db
  readonly clock: Clock
}): Promise<void> {
  const before = new Date(clock.now().getTime() - KEEP_MS)
  const forgotten = { payload: null, identity_sealed: null }
  await db
    .updateTable('webhook_deliveries')
    .set({ ...forgotten, state: 'failed', next_try_at: null })
    .where('created_at', '<', before)
    .where('payload', 'is not', null)
    .where('state', '!=', 'delivered')
    .execute()
  await db
    .updateTable('webhook_deliveries')
    .set(forgotten)
    .where('payload', 'is not', null)
    .where('state', '=', 'delivered')
    .where((where) =>
      where.or([
        where('created_at', '<', before),
        where('report_id', 'in', (inner) =>
          inner.selectFrom('reports').select('id').where('anonymised_at', 'is not', null),
        ),
      ]),
    )
    .execute()
  await db
    .updateTable('exchange_messages')
    .set(forgotten)
    .where('payload', 'is not', null)
    .where('received_at', '<', before)
    .execute()
}
