import type { Db } from '../db/index.ts'
import { inTransaction } from '../db/index.ts'
import { DomainError, type FieldError, invalid, notFound } from '../errors.ts'
import { type AccountEventType, recordAccountEvent } from './account-events.ts'
import {
  checkSystem,
  createSystem,
  makeSystemKey,
  type NewSystem,
  roleOf,
  type SystemDeps,
} from './connected-systems.ts'
import type { Staff } from './staff.ts'

/** A system as its admins see it. */
export interface ManagedSystem {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly contact_email: string | null
  readonly node_code: string
  readonly node_name: string
  readonly scopes: string[]
  readonly vouches_for_contacts: boolean
  readonly requests_per_minute: number
  readonly active: boolean
  readonly created_at: Date
  readonly account_id: number | null
  /** The hour of its last call. */
  readonly last_call: Date | null
}

/** The systems that are this admin's business: those of the institution and its units; at the national level all. */
export function listManagedSystems(db: Db, staff: Staff): Promise<ManagedSystem[]> {
  return managed(db, staff).orderBy('system.active', 'desc').orderBy('system.name').limit(500).execute()
}

/** @throws DomainError not_found */
export async function readManagedSystem(db: Db, staff: Staff, id: number): Promise<ManagedSystem> {
  const row = await managed(db, staff).where('system.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

function managed(db: Db, staff: Staff) {
  return db
    .selectFrom('connected_systems as system')
    .innerJoin('institutions as node', 'node.id', 'system.institution_id')
    .select(['system.id', 'system.code', 'system.name', 'system.contact_email', 'system.scopes'])
    .select(['system.vouches_for_contacts', 'system.requests_per_minute', 'system.active'])
    .select(['system.created_at', 'system.account_id', 'node.code as node_code', 'node.name as node_name'])
    .select((select) =>
      select
        .selectFrom('system_calls as call')
        .select((inner) => inner.fn.max('call.hour').as('hour'))
        .whereRef('call.system_id', '=', 'system.id')
        .as('last_call'),
    )
    .where((where) =>
      staff.role === 'national_admin'
        ? where.lit(true)
        : where(where.val(staff.institutionId), '=', where.fn.any('node.path')),
    )
}

/**
 * Connect a system within one's own institution.
 * Only the national level lets a system vouch for contacts: its reports reach every institution.
 * @returns its id and its first key, shown once
 * @throws DomainError invalid_input, not_allowed
 */
export async function connectSystem(
  deps: SystemDeps,
  staff: Staff,
  system: NewSystem,
): Promise<{ id: number; key: string }> {
  await mustBeOwn(deps.db, staff, system.institutionCode)
  if (system.vouchesForContacts && staff.role !== 'national_admin') throw new DomainError('not_allowed', 403)
  return inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    const id = await createSystem(inside, { ...system, createdById: staff.accountId })
    const key = await makeSystemKey(inside, id)
    await noteSystemChange(inside, staff, id, 'system_connected')
    return { id, key }
  })
}

export interface SystemChanges {
  readonly name: string
  readonly contactEmail: string | null
  readonly scopes: readonly string[]
  readonly requestsPerMinute: number
  /** Undefined keeps it: only the national level may change it. */
  readonly vouchesForContacts?: boolean | undefined
}

/** @throws DomainError invalid_input, not_found, not_allowed */
export async function changeSystem(
  deps: SystemDeps,
  staff: Staff,
  id: number,
  changes: SystemChanges,
): Promise<void> {
  const system = await readManagedSystem(deps.db, staff, id)
  if (changes.vouchesForContacts !== undefined && staff.role !== 'national_admin')
    throw new DomainError('not_allowed', 403)
  const errors: FieldError[] = []
  const checked = checkSystem(changes, errors)
  if (errors.length > 0) throw invalid(errors)
  await inTransaction(deps.db, async (tx) => {
    const node = await tx
      .selectFrom('institutions')
      .select(['id', 'parent_id', 'institution_id'])
      .where('code', '=', system.node_code)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('connected_systems')
      .set({
        name: checked.name,
        contact_email: checked.email,
        scopes: [...checked.scopes],
        requests_per_minute: changes.requestsPerMinute,
        ...(changes.vouchesForContacts === undefined
          ? {}
          : { vouches_for_contacts: changes.vouchesForContacts }),
      })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('staff_accounts')
      .set({ name: checked.name, role: roleOf(checked.scopes, node) })
      .where('id', '=', system.account_id)
      .execute()
    await noteSystemChange({ ...deps, db: tx }, staff, id, 'changed')
  })
}

/** Switch a system off, or on again; its keys and tokens count only while it is on. */
export async function switchSystem(deps: SystemDeps, staff: Staff, id: number, on: boolean): Promise<void> {
  await readManagedSystem(deps.db, staff, id)
  await inTransaction(deps.db, async (tx) => {
    await tx.updateTable('connected_systems').set({ active: on }).where('id', '=', id).execute()
    if (!on) await tx.deleteFrom('system_tokens').where('system_id', '=', id).execute()
    await noteSystemChange({ ...deps, db: tx }, staff, id, on ? 'reactivated' : 'deactivated')
  })
}

/** A next key; the ones before go on for seven days. */
export async function renewSystemKey(deps: SystemDeps, staff: Staff, id: number): Promise<string> {
  await readManagedSystem(deps.db, staff, id)
  return inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    const key = await makeSystemKey(inside, id)
    await noteSystemChange(inside, staff, id, 'key_made')
    return key
  })
}

/** End a key now, and every token, as nobody knows which of them it made. @throws DomainError not_found */
export async function revokeSystemKey(
  deps: SystemDeps,
  staff: Staff,
  id: number,
  keyId: number,
): Promise<void> {
  await readManagedSystem(deps.db, staff, id)
  await inTransaction(deps.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('system_keys')
      .set({ revoked_at: deps.clock.now() })
      .where('id', '=', keyId)
      .where('system_id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(numUpdatedRows) === 0) throw notFound()
    await tx.deleteFrom('system_tokens').where('system_id', '=', id).execute()
    await noteSystemChange({ ...deps, db: tx }, staff, id, 'key_revoked')
  })
}

/** The keys of a system by their last characters, the newest first. */
export function listSystemKeys(db: Db, id: number) {
  return db
    .selectFrom('system_keys')
    .select(['id', 'ending', 'created_at', 'expires_at', 'revoked_at'])
    .where('system_id', '=', id)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
}

/** What a system called since an instant, by route and status, the most frequent first. */
export function readSystemCalls(db: Db, id: number, since: Date) {
  return db
    .selectFrom('system_calls')
    .select(['route', 'status'])
    .select((select) => [select.fn.sum<string>('calls').as('calls'), select.fn.max('hour').as('last')])
    .where('system_id', '=', id)
    .where('hour', '>=', since)
    .groupBy(['route', 'status'])
    .orderBy('calls', 'desc')
    .limit(100)
    .execute()
}

async function mustBeOwn(db: Db, staff: Staff, code: string): Promise<void> {
  if (staff.role === 'national_admin') return
  const node = await db.selectFrom('institutions').select('path').where('code', '=', code).executeTakeFirst()
  if (node !== undefined && !node.path.includes(staff.institutionId))
    throw invalid([{ field: 'institution_code', code: 'institution_outside' }])
}

/**
 * Change something of a system one may manage and keep who did it, in one transaction: either both stand, or neither.
 * The change works on the deps it is given.
 * @throws DomainError not_found
 */
export async function changeOfSystem<Deps extends SystemDeps, Result>(
  deps: Deps,
  staff: Staff,
  id: number,
  type: AccountEventType,
  run: (inside: Deps) => Promise<Result>,
): Promise<Result> {
  await readManagedSystem(deps.db, staff, id)
  return inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    const result = await run(inside)
    await noteSystemChange(inside, staff, id, type)
    return result
  })
}

/** Keep who changed what about a system. */
async function noteSystemChange(
  deps: SystemDeps,
  staff: Staff,
  id: number,
  type: AccountEventType,
): Promise<void> {
  const { account_id } = await deps.db
    .selectFrom('connected_systems')
    .select('account_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (account_id === null) return
  await recordAccountEvent(deps.db, {
    at: deps.clock.now(),
    accountId: account_id,
    actorId: staff.accountId,
    type,
  })
}
