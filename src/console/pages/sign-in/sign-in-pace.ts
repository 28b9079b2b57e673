/**
 * Slows down guessing at one account. An account is never locked: a stranger could lock its owner out. Instead each
 * wrong try makes the next one wait longer, and a right pair still gets in.
 */
export interface SignInPace {
  /** Milliseconds the next try at this account has to wait. */
  waitFor(email: string): number
  failed(email: string): void
  succeeded(email: string): void
}

const FREE_TRIES = 5
const FIRST_WAIT_MS = 500
/** Longer waits hold connections open for nothing: 8 s a try is a century for a list of common passwords. */
const LONGEST_WAIT_MS = 8_000
const FORGET_MS = 15 * 60_000
/** Addresses are free to invent; the oldest are forgotten first. */
const REMEMBERED = 10_000

export function openSignInPace(nowMs: () => number): SignInPace {
  const failures = new Map<string, { count: number; at: number }>()
  const known = (email: string) => {
    const entry = failures.get(keyOf(email))
    return entry === undefined || nowMs() - entry.at > FORGET_MS ? 0 : entry.count
  }
  return {
    waitFor(email) {
      const over = known(email) - FREE_TRIES
      return over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS)
    },
    failed(email) {
      const count = known(email) + 1
      failures.delete(keyOf(email))
      failures.set(keyOf(email), { count, at: nowMs() })
      const [oldest] = failures.keys()
      if (failures.size > REMEMBERED && oldest !== undefined) failures.delete(oldest)
    },
    succeeded(email) {
      failures.delete(keyOf(email))
    },
  }
}

function keyOf(email: string): string {
  return email.trim().toLowerCase().slice(0, 254)
}
