import { sql } from 'kysely'
import type { StaffRole } from '../db/index.ts'
import { notFound } from '../errors.ts'
import type { Staff, StaffDeps } from './staff.ts'
import { mayManage } from './staff-permissions.ts'

/** An account not used for so long shows up: the ministry counts it as an indicator. */
const UNUSED_DAYS = 30
const DAY_MS = 86_400_000

/** `active` may sign in. `unused` may, and has not for 30 days, or never since then. `left` may no more. */
export type StaffFilter = 'active' | 'unused' | 'left'

export interface ListedStaff {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  readonly node_id: number
  readonly node_code: string
  readonly node_name: string
  readonly may_approve: boolean
  readonly active: boolean
  /** Has accepted the invitation, or signs in otherwise. */
  readonly accepted: boolean
  readonly has_second_factor: boolean
  readonly unused: boolean
  readonly created_at: Date
  readonly last_seen_at: Date | null
}

export interface StaffList {
  readonly staff: ListedStaff[]
  readonly counts: Readonly<Record<StaffFilter, number>>
  readonly next: number | null
}

const PAGE = 50

/** The accounts of one's own institution and its units; all of them for the national level. */
export async function listStaff(
  deps: StaffDeps,
  staff: Staff,
  filter: { readonly show: StaffFilter; readonly q: string; readonly after: number },
): Promise<StaffList> {
  const unusedSince = new Date(deps.clock.now().getTime() - UNUSED_DAYS * DAY_MS)
  const all = accountsOf(deps, staff)
  const unused = sql<boolean>`coalesce(account.last_seen_at, account.created_at) < ${unusedSince}`
  const counts = await all
    .select([
      sql<number>`count(*) filter (where account.active)::int`.as('active'),
      sql<number>`count(*) filter (where account.active and ${unused})::int`.as('unused'),
      sql<number>`count(*) filter (where not account.active)::int`.as('left'),
    ])
    .executeTakeFirstOrThrow()
  let query = columns(all, unusedSince).where('account.active', '=', filter.show !== 'left')
  if (filter.show === 'unused') query = query.where(unused)
  const words = filter.q.trim()
  if (words !== '') {
    const like = `%${words.replaceAll(/[%_\\]/g, '\\$&')}%`
    query = query.where((where) =>
      where.or([
        where('account.name', 'ilike', like),
        where('account.email', 'ilike', like),
        where('node.name', 'ilike', like),
      ]),
    )
  }
  const rows = await query
    .where('account.id', '>', filter.after)
    .orderBy('account.id')
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  return { staff: shown, counts, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
}

/**
 * One account, if this person may know of it, and whether they may change it.
 * @throws DomainError not_found
 */
export async function readStaffAccount(
  deps: StaffDeps,
  staff: Staff,
  accountId: number,
): Promise<ListedStaff & { readonly manageable: boolean }> {
  const unusedSince = new Date(deps.clock.now().getTime() - UNUSED_DAYS * DAY_MS)
  const row = await columns(accountsOf(deps, staff), unusedSince)
    .select('node.path')
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  const { path, ...account } = row
  return { ...account, manageable: mayManage(staff, { ...account, path }) }
}

/** How many others may sign in for a place: whether the work that stays there has hands. */
export async function countColleagues(deps: StaffDeps, nodeId: number, exceptId: number): Promise<number> {
  const { count } = await deps.db
    .selectFrom('staff_accounts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('institution_id', '=', nodeId)
    .where('active', '=', true)
    .where('role', '!=', 'observer')
    .where('service', '=', false)
    .where('id', '!=', exceptId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

function accountsOf({ db }: StaffDeps, staff: Staff) {
  const query = db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .where('account.service', '=', false)
  return staff.role === 'national_admin'
    ? query
    : query.where('node.institution_id', '=', staff.institutionId)
}

function columns(query: ReturnType<typeof accountsOf>, unusedSince: Date) {
  return query.select([
    'account.id',
    'account.name',
    'account.email',
    'account.role',
    'account.may_approve',
    'account.active',
    'account.created_at',
    'account.last_seen_at',
    'node.id as node_id',
    'node.code as node_code',
    'node.name as node_name',
    sql<boolean>`account.password_hash is not null or exists (
      select from staff_sign_ons s where s.account_id = account.id)`.as('accepted'),
    sql<boolean>`account.totp_sealed is not null or exists (
      select from staff_passkeys p where p.account_id = account.id)`.as('has_second_factor'),
    sql<boolean>`account.active and coalesce(account.last_seen_at, account.created_at) < ${unusedSince}`.as(
      'unused',
    ),
  ])
}
