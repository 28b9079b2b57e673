import type { Clock } from '../clock.ts'
import { type Db, inTransaction, type StaffRole } from '../db/index.ts'
import { type FieldError, invalid } from '../errors.ts'
import { readEmail } from './contact.ts'
import { hashSecret, newSecret } from './one-time-code.ts'
import { hashPassword } from './staff.ts'

/** What a connected system may do, always within its institution. */
export const SYSTEM_SCOPES = [
  'reports:submit',
  'reports:read',
  'reports:handle',
  'webhooks',
  'exchange',
] as const
export type SystemScope = (typeof SYSTEM_SCOPES)[number]

/** Another complaint system or app that calls with a key of its own. */
export interface ConnectedSystem {
  readonly id: number
  /** The account by which it acts in the history of reports. */
  readonly accountId: number
  readonly code: string
  readonly name: string
  readonly institutionId: number
  readonly institutionCode: string
  readonly scopes: readonly SystemScope[]
  readonly vouchesForContacts: boolean
  readonly requestsPerMinute: number
}

export interface SystemDeps {
  readonly db: Db
  readonly clock: Clock
}

export interface NewSystem {
  readonly code: string
  readonly name: string
  readonly contactEmail?: string | null
  readonly institutionCode: string
  readonly scopes: readonly string[]
  readonly vouchesForContacts?: boolean
  readonly requestsPerMinute?: number
  readonly createdById?: number | null
}

/** An old key goes on for this long after a new one was made, so that the partner can change over without a gap. */
const CHANGE_OVER_MS = 7 * 86_400_000
const ENDING = 4
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Connect a system to an institution.
 * @throws DomainError invalid_input
 */
export async function createSystem({ db, clock }: SystemDeps, system: NewSystem): Promise<number> {
  const errors: FieldError[] = []
  const code = system.code.trim()
  if (!CODE.test(code) || code.length > 60) errors.push({ field: 'code', code: 'invalid_code' })
  const perMinute = system.requestsPerMinute ?? 300
  const { name, scopes, email } = checkSystem({ ...system, requestsPerMinute: perMinute }, errors)
  const institution = await db
    .selectFrom('institutions')
    .select(['id', 'parent_id', 'institution_id'])
    .where('code', '=', system.institutionCode)
    .where('active', '=', true)
    .executeTakeFirst()
  if (institution === undefined) errors.push({ field: 'institution_code', code: 'unknown_institution' })
  const taken = await db
    .selectFrom('connected_systems')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst()
  if (taken !== undefined) errors.push({ field: 'code', code: 'code_taken' })
  if (errors.length > 0 || institution === undefined) throw invalid(errors)
  return inTransaction(db, async (tx) => {
    const account = await tx
      .insertInto('staff_accounts')
      .values({
        email: `${code}@sistem.invalid`,
        name,
        // A hash of a secret that nobody keeps: there is no password.
        password_hash: await hashPassword(newSecret()),
        role: roleOf(scopes, institution),
        institution_id: institution.id,
        service: true,
        created_at: clock.now(),
        last_seen_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await tx
      .insertInto('connected_systems')
      .values({
        code,
        name,
        contact_email: email,
        institution_id: institution.id,
        scopes,
        vouches_for_contacts: system.vouchesForContacts ?? false,
        requests_per_minute: perMinute,
        created_at: clock.now(),
        created_by_id: system.createdById ?? null,
        account_id: account.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** What can be wrong with a new system and with a changed one. */
export function checkSystem(
  system: Pick<NewSystem, 'name' | 'contactEmail' | 'scopes'> & { readonly requestsPerMinute: number },
  errors: FieldError[],
): { name: string; email: string | null; scopes: SystemScope[] } {
  const name = system.name.trim()
  if (name === '' || name.length > 120) errors.push({ field: 'name', code: 'name_missing' })
  const scopes = SYSTEM_SCOPES.filter((scope) => system.scopes.includes(scope))
  if (scopes.length === 0 || scopes.length !== new Set(system.scopes).size) {
    errors.push({ field: 'scopes', code: 'unknown_scope' })
  }
  const email = system.contactEmail?.trim() ?? ''
  if (email !== '' && readEmail(email) === null)
    errors.push({ field: 'contact_email', code: 'invalid_email' })
  const { requestsPerMinute } = system
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1 || requestsPerMinute > 60_000) {
    errors.push({ field: 'requests_per_minute', code: 'invalid' })
  }
  return { name, email: email === '' ? null : email, scopes }
}

/** Who may not handle reports reads only, like an observer; who may does what the admins or officers of its node may. */
export function roleOf(
  scopes: readonly SystemScope[],
  node: { id: number; parent_id: number | null; institution_id: number | null },
): StaffRole {
  if (!scopes.includes('reports:handle') && !scopes.includes('exchange')) return 'observer'
  if (node.parent_id === null) return 'national_admin'
  return node.institution_id === node.id ? 'institution_admin' : 'unit_officer'
}

/**
 * Make a key; it is shown once and stored hashed. Keys made before end in seven days, so that both work meanwhile.
 * @returns the key, which begins with `lapor_sys_` so that secret scanners know it
 */
export async function makeSystemKey({ db, clock }: SystemDeps, systemId: number): Promise<string> {
  const now = clock.now()
  const key = `lapor_sys_${newSecret()}`
  await db
    .updateTable('system_keys')
    .set({ expires_at: new Date(now.getTime() + CHANGE_OVER_MS) })
    .where('system_id', '=', systemId)
    .where('revoked_at', 'is', null)
    .where('expires_at', 'is', null)
    .execute()
  await db
    .insertInto('system_keys')
    .values({
      system_id: systemId,
      key_hash: hashSecret(key),
      ending: key.slice(-ENDING),
      created_at: now,
      expires_at: null,
      revoked_at: null,
    })
    .execute()
  return key
}

/** All systems with whether they are on, by code. */
export async function listSystems(db: Db): Promise<(ConnectedSystem & { active: boolean })[]> {
  const rows = await systemQuery(db).select('system.active').orderBy('system.code').execute()
  return rows.map((row) => ({ ...toSystem(row), active: row.active }))
}

/** An active system, or null. */
export async function systemById(db: Db, id: number): Promise<ConnectedSystem | null> {
  const row = await systemQuery(db)
    .where('system.id', '=', id)
    .where('system.active', '=', true)
    .executeTakeFirst()
  return row === undefined ? null : toSystem(row)
}

/** The active system behind a key, or null when the key is unknown, expired, revoked or the system is off. */
export async function systemOfKey({ db, clock }: SystemDeps, key: string): Promise<ConnectedSystem | null> {
  const row = await systemQuery(db)
    .innerJoin('system_keys as key', 'key.system_id', 'system.id')
    .where('key.key_hash', '=', hashSecret(key))
    .where('key.revoked_at', 'is', null)
    .where((where) =>
      where.or([where('key.expires_at', 'is', null), where('key.expires_at', '>', clock.now())]),
    )
    .where('system.active', '=', true)
    .executeTakeFirst()
  return row === undefined ? null : toSystem(row)
}

function systemQuery(db: Db) {
  return db
    .selectFrom('connected_systems as system')
    .innerJoin('institutions as node', 'node.id', 'system.institution_id')
    .innerJoin('staff_accounts as account', 'account.id', 'system.account_id')
    .select([
      'system.id',
      'system.code',
      'system.name',
      'system.institution_id',
      'node.code as institution_code',
      'system.scopes',
      'system.vouches_for_contacts',
      'system.requests_per_minute',
      'account.id as account_id',
    ])
}

function toSystem(row: Awaited<ReturnType<ReturnType<typeof systemQuery>['executeTakeFirstOrThrow']>>) {
  return {
    id: row.id,
    accountId: row.account_id,
    code: row.code,
    name: row.name,
    institutionId: row.institution_id,
    institutionCode: row.institution_code,
    scopes: SYSTEM_SCOPES.filter((scope) => row.scopes.includes(scope)),
    vouchesForContacts: row.vouches_for_contacts,
    requestsPerMinute: row.requests_per_minute,
  }
}
