import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { fewRandomBytes } from './random-bytes.ts'

const NONCE = 12
const TAG = 16

/** AES-256-GCM: 12 bytes nonce · ciphertext · 16 bytes tag. */
export function encrypt(key: Buffer | KeyObject, plain: Buffer): Buffer {
  const nonce = fewRandomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when a byte was changed or the key is another */
export function decrypt(key: Buffer | KeyObject, bytes: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()])
}
