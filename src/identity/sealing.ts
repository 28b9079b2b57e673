import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { SetupError } from '../errors.ts'
import { decrypt, encrypt } from './cipher.ts'
import { loadDataKeys } from './data-keys.ts'

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
  /** Learn of keys that were made or retired since. */
  refresh(): Promise<void>
}

const VERSION = 1
const HEADER = 5

/**
 * Load the data keys; the first start makes one. A process that runs on calls `refresh` now and then, so that it knows
 * a new key before anyone seals with it.
 */
export async function openSealer(db: Db, masterKey: Buffer, clock: Clock): Promise<Sealer> {
  let keys = await loadDataKeys(db, masterKey, clock.now())
  // As key objects: made anew of their bytes for each call they cost four times the hash itself.
  const derivedKey = (info: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', info, 32)))
  const hashKey = derivedKey('lapor contact lookup')
  const deriveKey = derivedKey('lapor derived secrets')

  return {
    seal(text) {
      const now = clock.now()
      // A clock that stands before the first key (a machine set right) must not stop people from reporting.
      const current =
        keys.findLast((key) => !key.retired && key.activeFrom <= now) ?? keys.find((key) => !key.retired)
      if (current === undefined) throw new Error('no data key is in use')
      return Buffer.concat([sealedPrefix(current.id), encrypt(current.key, Buffer.from(text, 'utf8'))])
    },
    open(sealed) {
      const id = sealed.readUInt8(0) === VERSION ? sealed.readUInt32BE(1) : null
      const key = keys.find((candidate) => candidate.id === id)
      if (key === undefined) throw new Error('sealed with an unknown key')
      return decrypt(key.key, sealed.subarray(HEADER)).toString('utf8')
    },
    lookupHash: (text) => createHmac('sha256', hashKey).update(text).digest(),
    derive: (purpose, subject) => createHmac('sha256', deriveKey).update(`${purpose}\0${subject}`).digest(),
    async refresh() {
      keys = await loadDataKeys(db, masterKey, clock.now())
    },
  }
}

/** How a sealed text begins that this data key sealed. */
export function sealedPrefix(keyId: number): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeUInt8(VERSION, 0)
  header.writeUInt32BE(keyId, 1)
  return header
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
