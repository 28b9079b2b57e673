import { createCipheriv, randomBytes } from 'node:crypto'
import type { Db } from '../db/index.ts'

/** Turns a report's id into its tracking number. */
export type NumberReports = (id: number) => string

const HALF_BITS = 15
const HALF_MASK = (1 << HALF_BITS) - 1
const FIRST = 100_000_000
const COUNT = 900_000_000
const ROUNDS = 4

/**
 * Tracking numbers: ten digits, the last a check digit (ISO/IEC 7064, MOD 11,10: it finds every single wrong digit and
 * nearly every swap). Ids are spread by a keyed Feistel permutation over nine digits, so that numbers are never
 * repeated, need no retry, and one's own number says nothing of another's.
 */
export function numberReportsWith(key: Buffer): NumberReports {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => roundTable(key, round))
  return (id) => {
    if (!Number.isSafeInteger(id) || id < 0 || id >= COUNT)
      throw new RangeError(`no tracking number for id ${id}`)
    let spread = id
    do spread = permute(rounds, spread)
    while (spread >= COUNT) // cycle walking keeps the permutation inside the nine digits
    const payload = String(FIRST + spread)
    return payload + checkDigit(payload)
  }
}

/** Read what a person typed or said: blanks, dots, dashes and a leading # are no matter. Null when the check digit is wrong. */
export function readTrackingNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-#]/g, '')
  return /^[1-9]\d{9}$/.test(digits) && checkDigit(digits.slice(0, 9)) === digits.slice(9) ? digits : null
}

/** Grouped for reading out: 1234 567 890. */
export function groupTrackingNumber(digits: string): string {
  return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`
}

/** The key of this database's numbers; made once, never changed, or numbers would repeat. */
export async function loadNumbering(db: Db): Promise<NumberReports> {
  await db
    .insertInto('secrets')
    .values({ name: 'tracking_numbers', value: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', 'tracking_numbers')
    .executeTakeFirstOrThrow()
  return numberReportsWith(row.value)
}

function permute(rounds: readonly Uint16Array[], value: number): number {
  let left = value >>> HALF_BITS
  let right = value & HALF_MASK
  for (const round of rounds) {
    const next = left ^ ((round[right] ?? 0) & HALF_MASK)
    left = right
    right = next
  }
  return left * (HALF_MASK + 1) + right
}

/** A round's pseudorandom function as a table, from the AES keystream: 64 KiB made once beat a hash for each number. */
function roundTable(key: Buffer, round: number): Uint16Array {
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16, round + 1))
  const stream = cipher.update(Buffer.alloc(2 * (HALF_MASK + 1)))
  return Uint16Array.from({ length: HALF_MASK + 1 }, (_, index) => stream.readUInt16LE(2 * index))
}

function checkDigit(payload: string): string {
  let product = 10
  for (const digit of payload) {
    const sum = (product + Number(digit)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return String((11 - product) % 10)
}
