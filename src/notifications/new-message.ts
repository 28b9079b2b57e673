import type { NewNotification } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'

export type Written = Pick<
  NewNotification,
  'report_id' | 'recipient_kind' | 'channel' | 'address_sealed' | 'subject'
> & {
  readonly account_id?: number
  readonly reporter_id?: number
  readonly body: string
}

/** A message that belongs to no entry of a report's history, ready for the outbox. */
export function newMessage(
  deps: { readonly clock: { now(): Date }; readonly sealer: Sealer },
  { body, ...written }: Written,
): NewNotification {
  const now = deps.clock.now()
  return {
    account_id: null,
    reporter_id: null,
    ...written,
    event_seq: null,
    body_sealed: deps.sealer.seal(body),
    state: 'queued',
    last_error: null,
    created_at: now,
    next_try_at: now,
    sent_at: null,
  }
}
