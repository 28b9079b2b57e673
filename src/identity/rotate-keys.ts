import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { type Sealer, sealedPrefix } from './sealing.ts'

/** Every sealed column with its table's key; a test holds that none is missing. */
export const SEALED_COLUMNS = [
  ['reporters', 'id', 'name_sealed'],
  ['reporters', 'id', 'nik_sealed'],
  ['reporter_contacts', 'id', 'contact_sealed'],
  ['reports', 'id', 'name_sealed'],
  ['reports', 'id', 'nik_sealed'],
  ['reporter_blocks', 'id', 'contact_sealed'],
  ['sign_in_codes', 'id', 'contact_sealed'],
  ['sign_in_codes', 'id', 'sent_to_sealed'],
  ['notifications', 'id', 'address_sealed'],
  ['notifications', 'id', 'body_sealed'],
  ['notifications', 'id', 'link_sealed'],
  ['notifications', 'id', 'code_sealed'],
  ['push_subscriptions', 'id', 'subscription_sealed'],
  ['push_keys', 'id', 'private_key_sealed'],
  ['staff_accounts', 'id', 'totp_sealed'],
  ['sign_on_providers', 'id', 'client_secret_sealed'],
  ['webhooks', 'id', 'secret_sealed'],
  ['webhooks', 'id', 'bearer_sealed'],
  ['webhook_deliveries', 'id', 'identity_sealed'],
  ['exchange_messages', 'id', 'identity_sealed'],
  ['open311_targets', 'system_id', 'api_key_sealed'],
  ['inbound_messages', 'id', 'raw_sealed'],
  ['inbound_messages', 'id', 'reply_sealed'],
] as const

/** Small enough that nobody waits for its row locks. */
const BATCH = 200

/**
 * Seal everything anew with the key in use, batch by batch, while others read and write: a row that somebody changes
 * at the same time is left as they wrote it and found by the next pass. Returns how many texts were sealed anew.
 */
export async function resealEverything(
  db: Db,
  sealer: Sealer,
  keyId: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  let total = 0
  for (;;) {
    let pass = 0
    for (const [table, key, column] of SEALED_COLUMNS) {
      pass += await resealColumn(db, sealer, keyId, { table, key, column }, (done) =>
        onProgress(total + pass + done),
      )
    }
    pass += await resealDrafts(db, sealer, keyId)
    total += pass
    if (pass === 0) return total
  }
}

/** How many sealed texts each data key holds; a key that is not there holds none. */
export async function countSealed(db: Db): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for (const [table, , column] of SEALED_COLUMNS) {
    const { rows } = await sql<{ prefix: Buffer; count: number }>`
      select substring(${sql.ref(column)} from 1 for 5) as prefix, count(*)::int as count
      from ${sql.table(table)} where ${sql.ref(column)} is not null group by 1
    `.execute(db)
    for (const { prefix, count } of rows) {
      const id = prefix.readUInt32BE(1)
      counts.set(id, (counts.get(id) ?? 0) + count)
    }
  }
  return counts
}

/** Take every key but one out of use. It still opens what an old backup or a late writer left behind. */
export async function retireOtherKeys(db: Db, keyId: number, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('data_keys')
    .set({ retired_at: now })
    .where('id', '<', keyId)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

interface SealedColumn {
  readonly table: string
  readonly key: string
  readonly column: string
}

async function resealColumn(
  db: Db,
  sealer: Sealer,
  keyId: number,
  { table, key, column }: SealedColumn,
  onProgress: (done: number) => void,
): Promise<number> {
  let done = 0
  for (let after: string | null = null; ; ) {
    const { rows } = await sql<{ key: string; sealed: Buffer }>`
      select ${sql.ref(key)}::text as key, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${sql.ref(column)} is not null
        and substring(${sql.ref(column)} from 1 for 5) <> ${sealedPrefix(keyId)}
        ${after === null ? sql`` : sql`and ${sql.ref(key)} > ${after}`}
      order by ${sql.ref(key)} limit ${BATCH}
    `.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return done
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} as stored set ${sql.ref(column)} = anew.sealed
      from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.sealed)}::bytea[],
        ${rows.map((row) => sealer.seal(sealer.open(row.sealed)))}::bytea[]) as anew (key, before, sealed)
      where stored.${sql.ref(key)}::text = anew.key and stored.${sql.ref(column)} = anew.before
        and ${sql.ref(`stored.${key}`)} >= ${rows[0]?.key} and ${sql.ref(`stored.${key}`)} <= ${last.key}
    `.execute(db)
    done += Number(numAffectedRows ?? 0)
    onProgress(done)
    after = last.key
  }
}

/** Drafts carry their sealed text inside JSON. */
async function resealDrafts(db: Db, sealer: Sealer, keyId: number): Promise<number> {
  const rows = await db.selectFrom('drafts').select(['id', 'fields', 'updated_at']).execute()
  let done = 0
  for (const { id, fields, updated_at } of rows) {
    const sealed = sealedField(fields)
    if (sealed === null || sealed.subarray(0, 5).equals(sealedPrefix(keyId))) continue
    const anew = { sealed: sealer.seal(sealer.open(sealed)).toString('base64') }
    const { numUpdatedRows } = await db
      .updateTable('drafts')
      .set({ fields: JSON.stringify(anew) })
      .where('id', '=', id)
      .where('updated_at', '=', updated_at)
      .executeTakeFirst()
    done += Number(numUpdatedRows)
  }
  return done
}

function sealedField(fields: unknown): Buffer | null {
  if (typeof fields !== 'object' || fields === null || !('sealed' in fields)) return null
  return typeof fields.sealed === 'string' ? Buffer.from(fields.sealed, 'base64') : null
}
