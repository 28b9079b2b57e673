import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../db/index.ts'
import { SetupError } from '../errors.ts'

/**
 * Personal data at rest: AES-256-GCM under a data key, the data key wrapped by the master key
 * (envelope encryption), and a keyed hash for looking a contact up.
 * Sealed form: 1 byte version · 4 bytes key id · 12 bytes nonce · ciphertext · 16 bytes tag.
 */
export interface Sealer {
  seal(text: string): Buffer
  /** @throws Error when the bytes were changed or their key is unknown */
  open(sealed: Buffer): string
  /** Deterministic; the same for every instance that shares the master key. */
  lookupHash(text: string): Buffer
  /** A secret that belongs to a subject and need not be stored, 32 bytes; `purpose` keeps kinds apart. */
  derive(purpose: string, subject: string): Buffer
}

const VERSION = 1
const HEADER = 5
const NONCE = 12
const TAG = 16

/** Load the data keys; the first start makes one. */
export async function openSealer(db: Db, masterKey: Buffer, now: Date): Promise<Sealer> {
  let rows = await db.selectFrom('data_keys').selectAll().orderBy('id').execute()
  if (rows.length === 0) {
    const wrapped = encrypt(masterKey, randomBytes(32))
    await db.insertInto('data_keys').values({ wrapped, created_at: now, retired_at: null }).execute()
    rows = await db.selectFrom('data_keys').selectAll().orderBy('id').execute()
  }
  // Key objects: from plain bytes each sealing would take three times as long.
  const keys = new Map<number, KeyObject>()
  for (const row of rows) {
    try {
      keys.set(row.id, createSecretKey(decrypt(masterKey, row.wrapped)))
    } catch {
      throw new SetupError(
        'The master key does not fit this database: restore the master.key (or LAPOR_MASTER_KEY) that belongs to it',
      )
    }
  }
  const current = rows.filter((row) => row.retired_at === null).at(-1)
  if (current === undefined) throw new SetupError('The database has no data key in use')
  const hashKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'lapor contact lookup', 32))
  const deriveKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'lapor derived secrets', 32))

  return {
    seal(text) {
      const key = keys.get(current.id)
      if (key === undefined) throw new Error('the current data key is not loaded')
      const header = Buffer.alloc(HEADER)
      header.writeUInt8(VERSION, 0)
      header.writeUInt32BE(current.id, 1)
      return Buffer.concat([header, encrypt(key, Buffer.from(text, 'utf8'))])
    },
    open(sealed) {
      const key = sealed.readUInt8(0) === VERSION ? keys.get(sealed.readUInt32BE(1)) : undefined
      if (key === undefined) throw new Error('sealed with an unknown key')
      return decrypt(key, sealed.subarray(HEADER)).toString('utf8')
    },
    lookupHash: (text) => createHmac('sha256', hashKey).update(text).digest(),
    derive: (purpose, subject) => createHmac('sha256', deriveKey).update(`${purpose}\0${subject}`).digest(),
  }
}

/** The master key from the settings, or from `master.key` in the data folder, made at the first start. */
export function loadMasterKey(config: { masterKey: string | null; dataDir: string }): Buffer {
  if (config.masterKey !== null) return Buffer.from(config.masterKey, 'base64')
  const file = join(config.dataDir, 'master.key')
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true })
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new SetupError(`${file} must hold 32 bytes in base64`)
  return key
}

function encrypt(key: Buffer | KeyObject, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer | KeyObject, bytes: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()])
}
