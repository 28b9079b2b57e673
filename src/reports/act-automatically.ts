import { inTransaction } from '../db/index.ts'
import { dueAt } from '../deadlines/index.ts'
import { DomainError } from '../errors.ts'
import { translator } from '../i18n/index.ts'
import { institutionById } from '../institutions/index.ts'
import {
  hasObjected,
  objectToAutomation,
  type RoutingProposal,
  readRoutingSettings,
  type UrgencyKind,
} from '../routing/index.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, SYSTEM } from './actor.ts'
import { handOver } from './assignments.ts'

/** What cannot wait for the usual verification; a named accusation needs care, not haste. */
const PRESSING: ReadonlySet<UrgencyKind> = new Set([
  'danger',
  'children',
  'violence',
  'self_harm',
  'threatened_reporter',
])
/** A report wrongly thrown out is worse than one too many in the inbox. */
const ARCHIVE_FROM = 0.97

/**
 * What follows from a proposal without a person: a pressing report gets its faster deadline; where the institution has
 * switched it on, a report is assigned or archived. Everything else waits for a person.
 */
export async function actOnProposal(
  deps: ReportDeps,
  reportId: number,
  proposal: RoutingProposal,
): Promise<'flagged' | 'assigned' | 'archived' | null> {
  const report = await deps.db
    .selectFrom('reports')
    .select(['tracking_number', 'state', 'secret', 'verified_at', 'joined_to_id', 'return_count'])
    .select(['holder_id', 'institution_id', 'version'])
    .where('id', '=', reportId)
    .executeTakeFirst()
  if (report?.state !== 'submitted' || report.verified_at !== null || report.joined_to_id !== null)
    return null
  if (proposal.urgency.some(({ kind }) => PRESSING.has(kind))) {
    await flagUrgent(deps, report.tracking_number, proposal)
    return 'flagged'
  }
  const aside = report.secret || report.return_count > 0 || report.holder_id !== report.institution_id
  if (aside || proposal.urgency.length > 0 || (await hasObjected(deps.db, reportId))) return null
  const [first] = proposal.handlers
  if (first === undefined || proposal.abstain) return null
  const settings = await readRoutingSettings(deps.db, report.institution_id)
  const command = { ...report, proposal }
  if (first.handler === null) {
    if (!settings.archiveNobody || first.probability < ARCHIVE_FROM) return null
    await archiveAutomatically(deps, command)
    return 'archived'
  }
  if (settings.assignFrom === null || first.probability < settings.assignFrom) return null
  return (await assignAutomatically(deps, command)) ? 'assigned' : null
}

interface Automatic {
  readonly tracking_number: string
  readonly institution_id: number
  readonly version: number
  readonly proposal: RoutingProposal
}

/** Marked as the machine's own; the text stays closed to the public until a person verifies it. */
async function assignAutomatically(deps: ReportDeps, command: Automatic): Promise<boolean> {
  const { proposal, institution_id, version } = command
  const [first] = proposal.handlers
  const target = first?.institutionId ? await institutionById(deps.db, first.institutionId) : null
  const own =
    target?.active === true && target.id !== institution_id && target.institution_id === institution_id
  if (first === undefined || target === null || !own) return false
  await act(
    deps,
    SYSTEM,
    command.tracking_number,
    { action: 'assign', expectedVersion: version },
    async ({ tx, report, now }) => {
      const category =
        report.category_id !== null || first.category === null
          ? null
          : await tx
              .selectFrom('categories')
              .select('id')
              .where('code', '=', first.category)
              .executeTakeFirst()
      return {
        changes: { holder_id: target.id, category_id: category?.id ?? report.category_id },
        targetId: target.id,
        visibility: 'internal' as const,
        data: { automatic: true, probability: first.probability, model_version: proposal.modelVersion },
        also: (tx) =>
          handOver(tx, {
            reportId: report.id,
            fromId: report.holder_id,
            to: target,
            at: now,
            outcome: 'reassigned',
          }),
      }
    },
  )
  return true
}

function archiveAutomatically(deps: ReportDeps, { tracking_number, version, proposal }: Automatic) {
  return act(deps, SYSTEM, tracking_number, { action: 'archive', expectedVersion: version }, ({ now }) => ({
    text: translator('id')('routing.archive.text'),
    visibility: 'participants',
    data: {
      reason: 'not_real',
      automatic: true,
      probability: proposal.handlers[0]?.probability ?? null,
      model_version: proposal.modelVersion,
    },
    changes: { archived_at: now, archive_reason: 'not_real', held_from: null },
  }))
}

/** One working day instead of the usual three: whoever is in danger cannot wait for a desk. */
const URGENT_WORKING_DAYS = 1

function flagUrgent(deps: ReportDeps, trackingNumber: string, { urgency }: RoutingProposal) {
  return act(deps, SYSTEM, trackingNumber, { action: 'flag_urgent' }, async ({ report, now }) => {
    const { calendar, ruleFor } = await deps.calendars.of(report.institution_id)
    const rule = ruleFor({ kind: 'verify', class: report.class, oversight: report.oversight, at: now })
    const due =
      rule === null
        ? null
        : dueAt({ startedAt: now, rule: { ...rule, amount: URGENT_WORKING_DAYS }, calendar }).dueAt
    return {
      visibility: 'internal' as const,
      data: { kinds: urgency.map(({ kind }) => kind) },
      also: async (tx) => {
        if (due === null || (report.due_at !== null && report.due_at <= due)) return
        const shortened = { due_at: due, warn_at: now }
        await tx
          .updateTable('deadlines')
          .set({ ...shortened, rule_id: null, next_check_at: due })
          .where('report_id', '=', report.id)
          .where('kind', '=', 'verify')
          .where('met_at', 'is', null)
          .where('cancelled_at', 'is', null)
          .execute()
        await tx.updateTable('reports').set(shortened).where('id', '=', report.id).execute()
      },
    }
  })
}

/**
 * Take an automatic assignment back: the report waits for a person at the institution that held it.
 * @throws DomainError not_automatic (409) when a person has decided since
 */
export function undoAutomaticAssignment(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
): Promise<ActionResult> {
  return inTransaction(deps.db, (tx) =>
    act({ ...deps, db: tx }, actor, trackingNumber, { action: 'return' }, async ({ report, now }) => {
      const from = await automaticallyFrom({ ...deps, db: tx }, report.id)
      const to = from === null ? null : await institutionById(tx, from)
      if (to === null) throw new DomainError('not_automatic', 409)
      return {
        changes: { holder_id: to.id, institution_id: to.institution_id ?? to.id },
        targetId: to.id,
        visibility: 'internal' as const,
        data: { from_id: report.holder_id, undone: true },
        also: (tx) =>
          handOver(tx, {
            reportId: report.id,
            fromId: report.holder_id,
            to,
            at: now,
            outcome: 'returned',
          }),
      }
    }),
  )
}

/** A reporter wants people alone to decide: kept for whatever comes, and what the machine gave on is taken back. */
export async function objectToAutomatedHandling(
  deps: ReportDeps,
  report: { readonly id: number; readonly tracking_number: string; readonly state: string },
): Promise<void> {
  await objectToAutomation(deps.db, report.id, deps.clock.now())
  if (report.state === 'assigned' && (await automaticallyFrom(deps, report.id)) !== null)
    await undoAutomaticAssignment(deps, SYSTEM, report.tracking_number)
}

async function automaticallyFrom({ db }: ReportDeps, reportId: number): Promise<number | null> {
  const last = await db
    .selectFrom('report_events')
    .select(['data', 'actor_kind'])
    .where('report_id', '=', reportId)
    .where('type', 'in', ['assign', 'return', 'take_over'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.actor_kind !== 'system' || last.data.automatic !== true) return null
  const held = await db
    .selectFrom('assignments')
    .select('from_id')
    .where('report_id', '=', reportId)
    .where('role', '=', 'lead')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return held?.from_id ?? null
}
