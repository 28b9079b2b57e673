import { sql } from 'kysely'
import {
  type ConnectedSystem,
  SYSTEM_SCOPES,
  type SystemDeps,
  type SystemScope,
  systemById,
} from './connected-systems.ts'
import { hashSecret, newSecret } from './one-time-code.ts'

/** How long an access token is good, in seconds; short, as a lost one cannot be told from a used one. */
export const TOKEN_SECONDS = 3_600

/** Make an access token of a system (RFC 6749 §4.4); only its hash is kept. */
export async function makeSystemToken(
  { db, clock }: SystemDeps,
  systemId: number,
  scopes: readonly SystemScope[],
): Promise<{ token: string; expiresAt: Date }> {
  const now = clock.now()
  const token = `lapor_oat_${newSecret()}`
  const expiresAt = new Date(now.getTime() + TOKEN_SECONDS * 1_000)
  await db.deleteFrom('system_tokens').where('expires_at', '<', now).execute()
  await db
    .insertInto('system_tokens')
    .values({
      token_hash: hashSecret(token),
      system_id: systemId,
      scopes: [...scopes],
      expires_at: expiresAt,
    })
    .execute()
  return { token, expiresAt }
}

/** The active system behind an access token, with the token's own scopes, or null. */
export async function systemOfToken(
  { db, clock }: SystemDeps,
  token: string,
): Promise<ConnectedSystem | null> {
  const row = await db
    .selectFrom('system_tokens')
    .select(['system_id', 'scopes'])
    .where('token_hash', '=', hashSecret(token))
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  if (row === undefined) return null
  const system = await systemById(db, row.system_id)
  return system === null
    ? null
    : { ...system, scopes: SYSTEM_SCOPES.filter((scope) => row.scopes.includes(scope)) }
}

export interface SystemCalls {
  readonly systemId: number
  readonly route: string
  readonly status: number
  readonly calls: number
}

/** Count calls, each kind once in the list, by hour, route and status; what a system did and how often it failed. */
export async function countSystemCalls(
  { db, clock }: SystemDeps,
  counted: readonly SystemCalls[],
): Promise<void> {
  const hour = new Date(Math.floor(clock.now().getTime() / 3_600_000) * 3_600_000)
  await db
    .insertInto('system_calls')
    .values(counted.map(({ systemId, ...call }) => ({ ...call, system_id: systemId, hour })))
    .onConflict((conflict) =>
      conflict
        .columns(['system_id', 'hour', 'route', 'status'])
        .doUpdateSet({ calls: sql<number>`system_calls.calls + excluded.calls` }),
    )
    .execute()
}
