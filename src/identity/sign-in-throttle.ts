import { createHash } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import type { StaffDeps } from './staff.ts'

/**
 * Slows guessing down without locking anybody out of their account: what is counted is a network's tries at one account.
 * A stranger's guesses from elsewhere never stop its owner, and a colleague's never stop those beside them.
 */
const WINDOW_MS = 15 * 60_000
/** Typing errors of a person. */
const FREE_TRIES = 5
/** After that each try waits twice as long as the one before, up to this: 15 tries in a quarter of an hour. */
const LONGEST_WAIT_S = 60
/** One network, many accounts: a list of addresses tried with one common password. An office types fewer wrong. */
const NETWORK_TRIES = 100
/** One account, many networks: from here on only networks it has been used from may try. */
const ACCOUNT_TRIES = 50
/** How long a network stays known to an account. */
const KNOWN_MS = 90 * 86_400_000

export interface SignInTry {
  readonly email: string
  readonly network: string
}

/**
 * Count a try before it is judged, so that tries at the same time count too.
 * @throws DomainError sign_in_too_often (429) with the seconds to wait
 */
export async function countSignInTry(deps: StaffDeps, attempt: SignInTry): Promise<void> {
  const now = deps.clock.now()
  const since = new Date(now.getTime() - WINDOW_MS)
  const account_key = keyOf(attempt.email)
  const { network } = attempt
  const failures = deps.db.selectFrom('sign_in_failures').where('at', '>', since)
  const count = (query: typeof failures) =>
    query
      .select((select) => [select.fn.countAll<number>().as('count'), select.fn.max('at').as('last')])
      .executeTakeFirstOrThrow()
  const [here, byNetwork, byAccount] = await Promise.all([
    count(failures.where('account_key', '=', account_key).where('network', '=', network)),
    count(failures.where('network', '=', network)),
    count(failures.where('account_key', '=', account_key)),
  ])
  const over = Number(here.count) - FREE_TRIES
  if (over >= 0) {
    const wait = Math.min(2 ** (over + 1), LONGEST_WAIT_S)
    const left = wait - (now.getTime() - new Date(here.last ?? now).getTime()) / 1_000
    if (left > 0) throw tooOften(left)
  }
  if (Number(byNetwork.count) >= NETWORK_TRIES) throw tooOften(LONGEST_WAIT_S)
  if (Number(byAccount.count) >= ACCOUNT_TRIES && !(await isKnown(deps.db, attempt, now))) {
    throw tooOften(LONGEST_WAIT_S)
  }
  await deps.db.insertInto('sign_in_failures').values({ account_key, network, at: now }).execute()
}

/** The right pair: what this network got wrong at this account is forgotten. */
export async function forgetSignInTries(db: Db, { email, network }: SignInTry): Promise<void> {
  await db
    .deleteFrom('sign_in_failures')
    .where('account_key', '=', keyOf(email))
    .where('network', '=', network)
    .execute()
}

/** Remove what no longer counts. */
export async function tidySignInFailures(deps: StaffDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - WINDOW_MS)
  await deps.db.deleteFrom('sign_in_failures').where('at', '<', before).execute()
}

async function isKnown(db: Db, { email, network }: SignInTry, now: Date): Promise<boolean> {
  const session = await db
    .selectFrom('staff_sessions as session')
    .innerJoin('staff_accounts as account', 'account.id', 'session.account_id')
    .select('session.id')
    .where('account.email', '=', email.trim().toLowerCase())
    .where('session.network', '=', network)
    .where('session.created_at', '>', new Date(now.getTime() - KNOWN_MS))
    .executeTakeFirst()
  return session !== undefined
}

function tooOften(seconds: number): DomainError {
  return new DomainError('sign_in_too_often', 429, { values: { seconds: Math.ceil(seconds) } })
}

/** Also what belongs to no account is counted, and a list of typed addresses is nothing to keep. */
function keyOf(email: string): Buffer {
  return createHash('sha256').update(email.trim().toLowerCase()).digest()
}

/** An IPv6 customer has a whole /64; one address of it says nothing. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const groups = head.split(':')
  const missing = plain.includes('::') ? 8 - groups.length - (tail === '' ? 0 : tail.split(':').length) : 0
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...tail.split(':')]
  return `${all
    .slice(0, 4)
    .map((group) => group || '0')
    .join(':')}::/64`
}
