import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import type { Sealer } from './sealing.ts'

/** How often something may be done in an hour before it has to wait. */
export interface AttemptLimit {
  readonly scope: string
  /** Whose attempts are counted: a contact, an address, a network; kept under a keyed hash. */
  readonly key: string
  readonly perHour: number
}

const HOUR_MS = 3_600_000

/**
 * Count an attempt against each limit, for all processes together.
 * @throws DomainError too_many_attempts (429) with the minutes to wait
 */
export async function countAttempt(
  deps: { readonly db: Db; readonly sealer: Sealer },
  limits: readonly AttemptLimit[],
  now: Date,
): Promise<void> {
  const window_start = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  for (const { scope, key, perHour } of limits) {
    const { count } = await deps.db
      .insertInto('attempts')
      .values({ scope, key_hash: deps.sealer.lookupHash(`${scope}:${key}`), window_start, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'key_hash', 'window_start'])
          .doUpdateSet({ count: sql<number>`attempts.count + 1` }),
      )
      .returning('count')
      .executeTakeFirstOrThrow()
    if (count > perHour) {
      const minutes = Math.ceil((window_start.getTime() + HOUR_MS - now.getTime()) / 60_000)
      throw new DomainError('too_many_attempts', 429, { values: { minutes } })
    }
  }
}

/**
 * The network an address belongs to: what one household or office gets, so that changing the last digits helps nobody.
 * IPv4 /24, IPv6 /48.
 */
export function widerNetworkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).join('.')
  const [head = ''] = plain.split('::')
  return head.split(':').slice(0, 3).join(':')
}
