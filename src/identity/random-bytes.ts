import { randomBytes } from 'node:crypto'

/** So many are drawn at once. */
const DRAWN = 4_096

let drawn = Buffer.alloc(0)

/**
 * A few random bytes, of a stock that is drawn together: asked for one by one they cost as much as sealing a name does.
 * Every byte is handed out once.
 */
export function fewRandomBytes(count: number): Buffer {
  if (count > DRAWN) return randomBytes(count)
  if (drawn.length < count) drawn = randomBytes(DRAWN)
  const few = drawn.subarray(0, count)
  drawn = drawn.subarray(count)
  return few
}
