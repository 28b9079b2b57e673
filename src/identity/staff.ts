import { hash } from '@node-rs/argon2'
import type { Clock } from '../clock.ts'
import { byOnePlan, type Db, keptQuery, type StaffRole } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { hashSecret, newSecret } from './one-time-code.ts'
import { PASSWORD_MIN_LENGTH } from './password-rule.ts'

/** Who acts for an institution or unit; `path` is the node's place in the tree, root first. */
export interface Staff {
  readonly accountId: number
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  /** The node of the tree the account belongs to. */
  readonly nodeId: number
  readonly nodeCode: string
  readonly nodeName: string
  /** The institution the node belongs to; for the national root the root itself. */
  readonly institutionId: number
  /** The national level is the root of the tree. */
  readonly nodeIsRoot: boolean
  readonly timeZone: string
  /** Has a second factor, or came in with one; null where it does not matter, as with a token. */
  readonly secured: boolean | null
}

export interface StaffDeps {
  readonly db: Db
  readonly clock: Clock
}

/** A working day: who leaves the desk for longer signs in again. The absolute end is set when a session starts. */
const IDLE_MS = 12 * 3_600_000
/** The last-seen instant is written at most once a minute: a write for each page would double the load. */
const TOUCH_MS = 60_000

/** Argon2id with the parameters of OWASP's password storage cheat sheet (19 MiB, 2 passes, 1 lane). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

/** The staff member behind a session token, or null when it is unknown, idle too long, expired or the account is off. */
export async function staffOfSession(deps: StaffDeps, token: string): Promise<Staff | null> {
  const now = deps.clock.now()
  const values = { hash: hashSecret(token), now, seenAfter: new Date(now.getTime() - IDLE_MS) }
  const [row] = await byOnePlan(() => readOfSession(deps.db, values))
  if (row === undefined) return null
  if (now.getTime() - row.seen_at.getTime() > TOUCH_MS) {
    await deps.db
      .updateTable('staff_sessions')
      .set({ last_seen_at: now })
      .where('token_hash', '=', hashSecret(token))
      .execute()
    await deps.db
      .updateTable('staff_accounts')
      .set({ last_seen_at: now })
      .where('id', '=', row.account_id)
      .execute()
  }
  return { ...toStaff(row), secured: row.secured || Boolean(row.has_second_factor) }
}

const readOfSession = keptQuery((db, values: { hash: Buffer; now: Date; seenAfter: Date }) =>
  staffQuery(db)
    .innerJoin('staff_sessions as session', 'session.account_id', 'account.id')
    .select(['session.last_seen_at as seen_at', 'session.secured'])
    .select((select) => [
      select
        .or([
          select('account.totp_sealed', 'is not', null),
          select.exists(
            select
              .selectFrom('staff_passkeys as passkey')
              .select('passkey.id')
              .whereRef('passkey.account_id', '=', 'account.id'),
          ),
        ])
        .as('has_second_factor'),
    ])
    .where('session.token_hash', '=', values.hash)
    .where('session.expires_at', '>', values.now)
    .where('session.last_seen_at', '>', values.seenAfter),
)

/** Whether a session still holds; unlike a request this does not keep it from running out. */
export async function sessionHolds(deps: StaffDeps, token: string): Promise<boolean> {
  const now = deps.clock.now()
  const row = await staffQuery(deps.db)
    .innerJoin('staff_sessions as session', 'session.account_id', 'account.id')
    .where('session.token_hash', '=', hashSecret(token))
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .executeTakeFirst()
  return row !== undefined
}

/** The staff member behind a personal API token. */
export async function staffOfToken(db: Db, token: string): Promise<Staff | null> {
  const [row] = await byOnePlan(() => readOfToken(db, { hash: hashSecret(token) }))
  return row === undefined ? null : toStaff(row)
}

const readOfToken = keptQuery((db, { hash }: { hash: Buffer }) =>
  staffQuery(db)
    .innerJoin('staff_tokens as token', 'token.account_id', 'account.id')
    .where('token.token_hash', '=', hash)
    .where('token.revoked_at', 'is', null)
    // A connected system has keys of its own kind.
    .where('account.service', '=', false),
)

/** A connected system's account, as which it acts. */
export async function staffOfAccount(db: Db, accountId: number): Promise<Staff | null> {
  const row = await staffQuery(db).where('account.id', '=', accountId).executeTakeFirst()
  return row === undefined ? null : toStaff(row)
}

export async function staffByEmail(db: Db, email: string): Promise<Staff | null> {
  const row = await staffQuery(db).where('account.email', '=', email.toLowerCase()).executeTakeFirst()
  return row === undefined ? null : toStaff(row)
}

export interface NewStaffAccount {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: StaffRole
  readonly institutionCode: string
  readonly training?: boolean
}

/** Make an account, or give an existing one a new password, role and place. */
export async function saveStaffAccount(deps: StaffDeps, account: NewStaffAccount): Promise<number> {
  if ([...account.password].length < PASSWORD_MIN_LENGTH) {
    throw invalid([{ field: 'password', code: 'password_too_short', values: { min: PASSWORD_MIN_LENGTH } }])
  }
  const institution = await deps.db
    .selectFrom('institutions')
    .select('id')
    .where('code', '=', account.institutionCode)
    .executeTakeFirst()
  if (institution === undefined) throw invalid([{ field: 'institution_code', code: 'unknown_institution' }])
  const changes = {
    name: account.name,
    password_hash: await hashPassword(account.password),
    role: account.role,
    institution_id: institution.id,
    training: account.training ?? false,
    active: true,
  }
  const row = await deps.db
    .insertInto('staff_accounts')
    .values({
      ...changes,
      email: account.email.trim().toLowerCase(),
      created_at: deps.clock.now(),
      last_seen_at: null,
    })
    .onConflict((conflict) => conflict.column('email').doUpdateSet(changes))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Make a personal API token; it is shown once and stored hashed. */
export async function createStaffToken(deps: StaffDeps, accountId: number, label: string): Promise<string> {
  const token = `lapor_${newSecret()}`
  await deps.db
    .insertInto('staff_tokens')
    .values({
      token_hash: hashSecret(token),
      account_id: accountId,
      label,
      created_at: deps.clock.now(),
      revoked_at: null,
    })
    .execute()
  return token
}

function staffQuery(db: Db) {
  return db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select([
      'account.id as account_id',
      'account.name',
      'account.email',
      'account.role',
      'node.id as node_id',
      'node.code as node_code',
      'node.name as node_name',
      'node.institution_id',
      'node.parent_id',
      'node.time_zone',
    ])
    .where('account.active', '=', true)
}

function toStaff(row: Awaited<ReturnType<ReturnType<typeof staffQuery>['executeTakeFirstOrThrow']>>): Staff {
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    role: row.role,
    nodeId: row.node_id,
    nodeCode: row.node_code,
    nodeName: row.node_name,
    institutionId: row.institution_id ?? row.node_id,
    nodeIsRoot: row.parent_id === null,
    timeZone: row.time_zone,
    secured: null,
  }
}
