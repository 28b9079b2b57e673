import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { SetupError } from '../errors.ts'
import { decrypt, encrypt } from './cipher.ts'

/** A data key as a running process holds it. */
export interface DataKey {
  readonly id: number
  readonly key: KeyObject
  /** From then on new texts are sealed with it; a retired one only opens. */
  readonly activeFrom: Date
  readonly retired: boolean
}

/**
 * The data keys, the oldest first; the first start makes one.
 * @throws SetupError when the master key is not the one they are wrapped with
 */
export async function loadDataKeys(db: Db, masterKey: Buffer, now: Date): Promise<DataKey[]> {
  let rows = await db.selectFrom('data_keys').selectAll().orderBy('id').execute()
  if (rows.length === 0) {
    await addDataKey(db, masterKey, { now, activeFrom: now })
    rows = await db.selectFrom('data_keys').selectAll().orderBy('id').execute()
  }
  return rows.map((row) => ({
    id: row.id,
    // A key object: from plain bytes each sealing would take three times as long.
    key: unwrap(masterKey, row.wrapped),
    activeFrom: row.active_from,
    retired: row.retired_at !== null,
  }))
}

/** Make a data key that every process learns of before it is used. Returns its id. */
export async function addDataKey(
  db: Db,
  masterKey: Buffer,
  { now, activeFrom }: { readonly now: Date; readonly activeFrom: Date },
): Promise<number> {
  const wrapped = encrypt(masterKey, randomBytes(32))
  const row = await db
    .insertInto('data_keys')
    .values({ wrapped, created_at: now, active_from: activeFrom, retired_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

function unwrap(masterKey: Buffer, wrapped: Buffer): KeyObject {
  try {
    return createSecretKey(decrypt(masterKey, wrapped))
  } catch {
    throw new SetupError(
      'The master key does not fit this database: restore the master.key (or LAPOR_MASTER_KEY) that belongs to it',
    )
  }
}
