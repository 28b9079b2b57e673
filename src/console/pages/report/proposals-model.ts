import type { Db } from '../../../db/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { areaByCode } from '../../../institutions/index.ts'
import {
  type HandlerProposal,
  type ProposalReason,
  readProposal,
  type UrgencyFlag,
} from '../../../routing/index.ts'
import { assignScope } from '../../assign-scope.ts'
import type { LoadedReport } from './load-report.ts'
import type { PossibleActions } from './possible-actions.ts'

/** One of the handlers that the machine holds for probable, as this person can use it. */
export interface OfferedProposal {
  /** Its place in the list, from 1; the address of the page names it. */
  readonly rank: number
  /** Null: nobody should get it. */
  readonly node: { readonly code: string; readonly name: string } | null
  /** Where the registry has no institution or unit for it. */
  readonly handler: HandlerProposal['handler']
  /** 0 to 1. */
  readonly probability: number
  readonly category: { readonly code: string; readonly name_id: string; readonly name_en: string } | null
  readonly reasons: readonly OfferedReason[]
  /** Whether this person may give the report to it. */
  readonly usable: boolean
  readonly chosen: boolean
}

export type OfferedReason = Exclude<ProposalReason, { kind: 'place' }> | { kind: 'place'; name: string }

export interface Proposals {
  readonly offered: readonly OfferedProposal[]
  readonly class: LoadedReport['report']['class']
  readonly oversight: boolean
  /** Too unsure to lead: the form does not begin with the first of them. */
  readonly abstain: boolean
  readonly urgency: readonly UrgencyFlag[]
  readonly modelVersion: string
  /** Asked for by the page's address. */
  readonly chosen: OfferedProposal | null
}

/** What was proposed for a report that still waits for its verification; null where nobody here verifies it. */
export async function loadProposals(
  db: Db,
  staff: Staff,
  { record }: LoadedReport,
  { actions, rank }: { actions: PossibleActions; rank: string },
): Promise<Proposals | null> {
  if (!actions.verifies) return null
  const proposal = await readProposal(db, record.report.id)
  if (proposal === null) return null
  const ids = proposal.handlers.flatMap(({ institutionId }) => institutionId ?? [])
  const codes = proposal.handlers.flatMap(({ category }) => category ?? [])
  const placed = proposal.place.code === null ? null : await areaByCode(db, proposal.place.code)
  const [nodes, categories] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .selectFrom('institutions')
          .select(['id', 'code', 'name', 'path', 'active'])
          .where('id', 'in', ids)
          .execute(),
    codes.length === 0
      ? []
      : db
          .selectFrom('categories')
          .select(['code', 'name_id', 'name_en'])
          .where('code', 'in', codes)
          .execute(),
  ])
  const scope = assignScope(staff)
  const offered = proposal.handlers.map((found, index): OfferedProposal => {
    const node = nodes.find(({ id, active }) => id === found.institutionId && active) ?? null
    return {
      rank: index + 1,
      node,
      handler: found.handler,
      probability: found.probability,
      category: categories.find(({ code }) => code === found.category) ?? null,
      reasons: found.reasons.flatMap((reason): OfferedReason[] => {
        if (reason.kind !== 'place') return [reason]
        return placed === null ? [] : [{ kind: 'place', name: placed.name }]
      }),
      usable:
        node !== null && actions.forms.includes('assign') && (scope === null || node.path.includes(scope)),
      chosen: rank === String(index + 1),
    }
  })
  return {
    offered,
    class: proposal.class,
    oversight: proposal.oversight,
    abstain: proposal.abstain,
    urgency: proposal.urgency,
    modelVersion: proposal.modelVersion,
    chosen: offered.find(({ chosen, usable }) => chosen && usable) ?? null,
  }
}

/** The report as the verification's form begins: with the proposal that was chosen, where one was. */
export function withProposal<Report extends LoadedReport['report']>(
  report: Report,
  proposals: Proposals | null,
): Report {
  const chosen = proposals?.chosen ?? null
  if (proposals === null || chosen === null) return report
  return {
    ...report,
    class: proposals.class,
    oversight: proposals.oversight || report.oversight,
    category: chosen.category ?? report.category,
  }
}
