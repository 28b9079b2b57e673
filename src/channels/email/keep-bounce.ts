import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { contactHash, markUndeliverable, type Sealer } from '../../identity/index.ts'
import type { Bounce } from './read-bounce.ts'

/** A mail came back for good: it is not delivered, and its address is not written to again until it is proved anew. */
export async function keepBounce(
  { db, clock, sealer }: { readonly db: Db; readonly clock: Clock; readonly sealer: Sealer },
  { recipient, reason, messageId }: Bounce,
): Promise<void> {
  const now = clock.now()
  if (messageId !== null) {
    await db
      .updateTable('notifications')
      .set({ delivery: 'undelivered', delivery_at: now, last_error: reason.slice(0, 500) })
      .where('channel', '=', 'email')
      .where('provider_id', '=', messageId)
      .execute()
  }
  const contact = await db
    .selectFrom('reporter_contacts')
    .select('id')
    .where('kind', '=', 'email')
    .where('contact_hash', '=', contactHash(sealer, { kind: 'email', value: recipient.toLowerCase() }))
    .executeTakeFirst()
  if (contact !== undefined) await markUndeliverable(db, contact.id, now)
}
