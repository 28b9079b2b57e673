import webPush from 'web-push'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

interface KeyDeps {
  readonly db: Db
  readonly sealer: Sealer
  readonly clock: Clock
}

const known = new WeakMap<Db, Promise<PushKeys>>()

/** The installation's keys for push services (VAPID, RFC 8292); made at first need, once for all processes. */
export function pushKeys(deps: KeyDeps): Promise<PushKeys> {
  const before = known.get(deps.db)
  if (before !== undefined) return before
  const keys = readKeys(deps)
  known.set(deps.db, keys)
  keys.catch(() => known.delete(deps.db))
  return keys
}

async function readKeys({ db, sealer, clock }: KeyDeps): Promise<PushKeys> {
  const read = () => db.selectFrom('push_keys').selectAll().executeTakeFirst()
  let row = await read()
  if (row === undefined) {
    const made = webPush.generateVAPIDKeys()
    await db
      .insertInto('push_keys')
      .values({
        id: 1,
        public_key: made.publicKey,
        private_key_sealed: sealer.seal(made.privateKey),
        created_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    row = await read()
  }
  if (row === undefined) throw new Error('the push keys just made are not there')
  return { publicKey: row.public_key, privateKey: sealer.open(row.private_key_sealed) }
}
