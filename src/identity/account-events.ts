import type { Db } from '../db/index.ts'

/** What can be done to an account; a catalogue key under `staff.event.`. */
export type AccountEventType =
  | 'invited'
  | 'invited_again'
  | 'accepted'
  | 'changed'
  | 'deactivated'
  | 'reactivated'
  | 'reset'
  | 'password_forgotten'
  | 'password_changed'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_code_used'
  | 'recovery_codes_made'
  | 'passkey_added'
  | 'passkey_removed'
  | 'sign_on_linked'
  | 'system_connected'
  | 'key_made'
  | 'key_revoked'
  | 'exchange_changed'
  | 'webhook_made'
  | 'webhook_ended'
  | 'webhook_replayed'

export interface AccountEvent {
  readonly at: Date
  readonly accountId: number
  readonly actorId: number | null
  readonly type: AccountEventType
  readonly reason?: string | null
  readonly data?: Record<string, unknown>
}

/** Keep what was done to an account; the table takes no changes. */
export async function recordAccountEvent(db: Db, event: AccountEvent): Promise<void> {
  await db
    .insertInto('account_events')
    .values({
      at: event.at,
      account_id: event.accountId,
      actor_id: event.actorId,
      type: event.type,
      reason: event.reason ?? null,
      data: JSON.stringify(event.data ?? {}),
    })
    .execute()
}

/** The last fifty things done to an account, the newest first. */
export function readAccountEvents(db: Db, accountId: number) {
  return db
    .selectFrom('account_events as event')
    .leftJoin('staff_accounts as actor', 'actor.id', 'event.actor_id')
    .select(['event.id', 'event.at', 'event.type', 'event.reason', 'actor.name as actor_name'])
    .where('event.account_id', '=', accountId)
    .orderBy('event.id', 'desc')
    .limit(50)
    .execute()
}
