import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Six digits: a person can carry them from an SMS to the page in one glance. */
export const CODE_LIFETIME_MS = 10 * 60_000
/** With 5 tries of 10^6 codes a guess succeeds in 1 of 200,000. */
export const CODE_TRIES = 5

export function newOneTimeCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0')
}

/** An unguessable text for links and cookies: 160 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(20).toString('base64url')
}

/** Secrets are stored hashed, so that a stolen table opens nothing. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function secretFits(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(secret), hash)
}
