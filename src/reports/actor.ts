import { sql } from 'kysely'
import { type ActorKind, type Db, keptQuery, type ReportRow } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import type { Party } from './workflow.ts'

/** Who does something to a report, and by which channel. A reporter has proved to be this report's own. */
export type Actor = { readonly channel: string; readonly requestKey?: RequestKey | null } & (
  | { readonly kind: 'staff'; readonly staff: Staff }
  | { readonly kind: 'reporter' }
  | { readonly kind: 'system' }
)

/** The caller's own name for a request (`Idempotency-Key`) and a hash of what it asks: done once, however often sent. */
export interface RequestKey {
  readonly key: string
  readonly hash: Buffer
}

export const SYSTEM: Actor = { kind: 'system', channel: 'system' }

/** What of a report's place decides who may see and do what. */
export interface ReportPlace {
  readonly report: Pick<ReportRow, 'state' | 'submitted_at' | 'holder_id' | 'institution_id'>
  /** Ids from the root down to the holding node. */
  readonly holderPath: readonly number[]
  /** Institutions and units that hold or ever held the report, and all above them. */
  readonly everAssigned: readonly number[]
  /** Paths of the nodes with an open task in it. */
  readonly supporting: readonly (readonly number[])[]
  /** Others are joined to it and follow what happens to it. */
  readonly hasJoined: boolean
  /** An answer waits for somebody's approval. */
  readonly hasDraft: boolean
  /** The institution that has it wants answers approved. */
  readonly answersNeedApproval: boolean
}

/** The parties an actor is in for a report; empty for someone who only looks. */
export function partiesOf(actor: Actor, place: ReportPlace): ReadonlySet<Party> {
  if (actor.kind === 'system') return new Set(['system'])
  if (actor.kind === 'reporter') return new Set(['reporter'])
  const { staff } = actor
  const parties = new Set<Party>()
  if (staff.role === 'observer') return parties
  const { report } = place
  const scope = staff.role === 'unit_officer' ? staff.nodeId : staff.institutionId
  if (holds(staff, place)) parties.add('handler')
  if (staff.role === 'national_admin') parties.add('verifier')
  if (staff.role === 'institution_admin' && report.institution_id === staff.institutionId)
    parties.add('verifier')
  // The root is above everyone: at the national level only its own task counts.
  if (place.supporting.some((path) => (isNational(staff) ? path.at(-1) === scope : path.includes(scope)))) {
    parties.add('supporter')
  }
  return parties
}

function holds({ role, nodeId, institutionId }: Staff, { report, holderPath }: ReportPlace): boolean {
  if (role === 'national_admin') return report.holder_id === nodeId
  if (role === 'institution_admin') return report.institution_id === institutionId
  return holderPath.includes(nodeId)
}

/**
 * Whether a member of staff may see a report at all. What one may not see does not exist.
 * National level: everything that a person has confirmed. Institution: what it holds or ever held. Unit: what it or a
 * unit below it holds or ever held.
 */
export function staffMaySee(staff: Staff, place: ReportPlace): boolean {
  // Also when it was withdrawn or ran out before its contact was confirmed.
  if (place.report.submitted_at === null) return false
  if (staff.role === 'national_admin' || staff.nodeId === staff.institutionId) {
    if (isNational(staff)) return true
    return (
      place.report.institution_id === staff.institutionId || place.everAssigned.includes(staff.institutionId)
    )
  }
  return place.holderPath.includes(staff.nodeId) || place.everAssigned.includes(staff.nodeId)
}

/** Staff of the root of the tree: the national level. */
export function isNational(staff: Staff): boolean {
  return staff.role === 'national_admin' || staff.nodeIsRoot
}

/**
 * The place for which the database shows a person rows, so that it holds `staffMaySee` a second time; null at the
 * national level, which is kept from nothing.
 */
export function scopeOfStaff(staff: Staff): number | null {
  return isNational(staff) ? null : staff.nodeId
}

export function actorColumns(actor: Actor): {
  actor_kind: ActorKind
  actor_id: number | null
  institution_id: number | null
  channel: string
} {
  const staff = actor.kind === 'staff' ? actor.staff : null
  return {
    actor_kind: actor.kind,
    actor_id: staff?.accountId ?? null,
    institution_id: staff?.nodeId ?? null,
    channel: actor.channel,
  }
}

/** Where a report is and was: the holder's path, and every node of its assignments with the institutions above them. */
export async function loadPlace(
  db: Db,
  report: Pick<ReportRow, 'id' | 'state' | 'submitted_at' | 'holder_id' | 'institution_id'>,
): Promise<ReportPlace> {
  const rows = await readPlace(db, report)
  const holder = rows.find(({ role }) => role === null)
  if (holder === undefined) throw new Error(`report ${report.id} has no holder`)
  const assignments = rows.filter(({ role }) => role !== null)
  return {
    report,
    holderPath: holder.path,
    everAssigned: assignments.flatMap((assignment) => assignment.path),
    supporting: assignments
      .filter(({ role, ended_at }) => role === 'supporting' && ended_at === null)
      .map(({ path }) => path),
    hasJoined: holder.has_joined === true,
    hasDraft: holder.has_draft === true,
    answersNeedApproval: holder.needs_approval === true,
  }
}

const UNSAID = sql<boolean | null>`null::boolean`

/** Where it was, by its assignments, and with no role where it is and what hangs on that: all in one question. */
const readPlace = keptQuery((db, report: Pick<ReportRow, 'id' | 'holder_id' | 'institution_id'>) =>
  db
    .selectFrom('assignments')
    .innerJoin('institutions', 'institutions.id', 'assignments.to_id')
    .select([
      'institutions.path',
      sql<string | null>`assignments.role::text`.as('role'),
      'assignments.ended_at',
    ])
    .select([UNSAID.as('has_joined'), UNSAID.as('has_draft'), UNSAID.as('needs_approval')])
    .where('report_id', '=', report.id)
    .unionAll(
      db
        .selectFrom('institutions')
        .select([
          'path',
          sql<string | null>`null`.as('role'),
          sql<Date | null>`null::timestamptz`.as('ended_at'),
        ])
        .select([
          sql<
            boolean | null
          >`exists (select from reports joined where joined.joined_to_id = ${report.id})`.as('has_joined'),
          sql<boolean | null>`exists (select from pending_answers pending
            where pending.report_id = ${report.id} and pending.decided_at is null)`.as('has_draft'),
          sql<boolean | null>`(select owner.answers_need_approval from institutions owner
            where owner.id = ${report.institution_id})`.as('needs_approval'),
        ])
        .where('id', '=', report.holder_id),
    ),
)
