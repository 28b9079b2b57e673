import { createHmac } from 'node:crypto'

/** Shows that a delivery report is about a message of ours; the shared secret itself would lie in Kannel's store. */
export function deliveryToken(secret: string, idempotencyKey: string): string {
  return createHmac('sha256', secret).update(idempotencyKey).digest('hex').slice(0, 24)
}
