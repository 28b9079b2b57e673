import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Sealer } from './sealing.ts'

/** Six digits: a person can carry them from an SMS to the page in one glance. */
export const CODE_LIFETIME_MS = 10 * 60_000
/** With 5 tries of 10^6 codes a guess succeeds in 1 of 200,000. */
export const CODE_TRIES = 5

/**
 * The six digits for a subject at the instant it was sent: derived, so that no code lies in the database or in a job,
 * and the message can be composed when it is delivered.
 */
export function oneTimeCode(sealer: Sealer, subject: string, sentAt: Date): string {
  const number = sealer.derive('one-time code', `${subject} ${sentAt.toISOString()}`).readUIntBE(0, 6)
  return String(number % 1_000_000).padStart(6, '0')
}

/** An unguessable text for links and cookies: 160 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(20).toString('base64url')
}

/** Secrets are stored hashed, so that a stolen table opens nothing. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compare in constant time, whatever the lengths. */
export function secretsEqual(one: string, other: string): boolean {
  return timingSafeEqual(hashSecret(one), hashSecret(other))
}
