import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { hashSecret, newSecret } from './one-time-code.ts'

interface SessionDeps {
  readonly db: Db
  readonly clock: Clock
}

const DAY_MS = 86_400_000
/** Reporters come back when an answer comes, days apart; a code each time keeps people away. */
const IDLE_MS = 30 * DAY_MS
const ABSOLUTE_MS = 180 * DAY_MS
/** The last-seen instant is written at most once an hour. */
const TOUCH_MS = 3_600_000

/** By what a reporter is signed in: a browser with its cookie, or a program with a token. */
export type SignedInBy = 'browser' | 'program'

/** Begins the token of a program, so that none serves as a cookie and no cookie as a token. */
export const REPORTER_TOKEN_PREFIX = 'lapor_rep_'
/** A program holds the token where we cannot see it; a stolen one must not serve for long. */
const PROGRAM_MS = DAY_MS

/** Sign a reporter in; returns the session's token, stored hashed, and how long it lasts at most, in seconds. */
export async function startReporterSession(
  deps: SessionDeps,
  reporterId: number,
  by: SignedInBy = 'browser',
): Promise<{ readonly token: string; readonly seconds: number }> {
  const token = `${by === 'program' ? REPORTER_TOKEN_PREFIX : ''}${newSecret()}`
  const lasts = by === 'program' ? PROGRAM_MS : ABSOLUTE_MS
  const now = deps.clock.now()
  await deps.db
    .insertInto('reporter_sessions')
    .values({
      token_hash: hashSecret(token),
      reporter_id: reporterId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + lasts),
    })
    .execute()
  return { token, seconds: lasts / 1_000 }
}

/** The reporter behind a session's token; null when it is unknown, expired or was idle for too long. */
export async function reporterOfSession(
  deps: SessionDeps,
  token: string,
  by: SignedInBy = 'browser',
): Promise<number | null> {
  if (token.startsWith(REPORTER_TOKEN_PREFIX) !== (by === 'program')) return null
  const now = deps.clock.now()
  const session = await deps.db
    .selectFrom('reporter_sessions')
    .select(['reporter_id', 'last_seen_at'])
    .where('token_hash', '=', hashSecret(token))
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .executeTakeFirst()
  if (session === undefined) return null
  if (now.getTime() - session.last_seen_at.getTime() > TOUCH_MS) {
    await deps.db
      .updateTable('reporter_sessions')
      .set({ last_seen_at: now })
      .where('token_hash', '=', hashSecret(token))
      .execute()
  }
  return session.reporter_id
}

/** End one session, or with `everywhere` all of its reporter's. */
export async function endReporterSession(db: Db, token: string, everywhere: boolean): Promise<void> {
  const token_hash = hashSecret(token)
  if (everywhere) {
    await db
      .deleteFrom('reporter_sessions')
      .where('reporter_id', 'in', (inner) =>
        inner.selectFrom('reporter_sessions').select('reporter_id').where('token_hash', '=', token_hash),
      )
      .execute()
  }
  await db.deleteFrom('reporter_sessions').where('token_hash', '=', token_hash).execute()
}
