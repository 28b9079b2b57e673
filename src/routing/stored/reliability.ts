import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { HandlerProposal } from '../propose.ts'

/** One band of stated confidence, with what people decided afterwards. */
export interface ReliabilityBand {
  /** 0 to 1, in steps of a tenth. */
  readonly from: number
  readonly to: number
  readonly reports: number
  /** The mean of what was stated, and the share that was right; 0 to 1. */
  readonly stated: number
  readonly right: number
}

export interface Reliability {
  readonly reports: number
  readonly top1: number
  readonly top3: number
  /** How far stated and found lie apart, weighed by reports; 0 to 1. */
  readonly error: number
  readonly bands: readonly ReliabilityBand[]
}

/** The newest so many tell enough, and are read in a second. */
const READ = 20_000
const BANDS = 10

/** Proposals since an instant beside the last decision of a person; of one institution's reports, or of all. */
export async function readReliability(
  db: Db,
  { since, institutionId }: { since: Date; institutionId: number | null },
): Promise<Reliability | null> {
  const { rows } = await sql<Judged>`
    select proposal.handlers, decided.path, report.archive_reason
    from proposals as proposal
    join reports as report on report.id = proposal.report_id
    left join lateral (
      select target.path from report_events as event
      join institutions as target on target.id = event.target_id
      where event.report_id = report.id and event.type = 'assign' and event.actor_kind = 'staff'
      order by event.seq desc limit 1
    ) as decided on true
    where proposal.created_at > ${since}
      and (${institutionId}::integer is null or report.institution_id = ${institutionId})
      and not exists (
        select from proposals as newer where newer.report_id = proposal.report_id and newer.id > proposal.id
      )
      and (decided.path is not null or (report.archive_reason is not null and report.archive_reason <> 'withdrawn'))
    order by proposal.id desc
    limit ${READ}
  `.execute(db)
  const outcomes = rows.flatMap((row) => {
    const found = row.handlers.map((proposal) => agrees(proposal, row))
    const [first] = row.handlers
    return first === undefined
      ? []
      : [{ stated: first.probability, right: found[0] === true, among: found.includes(true) }]
  })
  if (outcomes.length === 0) return null
  const bands = Array.from({ length: BANDS }, (_, index): ReliabilityBand | null => {
    const inBand = outcomes.filter(({ stated }) => Math.min(BANDS - 1, Math.floor(stated * BANDS)) === index)
    if (inBand.length === 0) return null
    return {
      from: index / BANDS,
      to: (index + 1) / BANDS,
      reports: inBand.length,
      stated: inBand.reduce((sum, { stated }) => sum + stated, 0) / inBand.length,
      right: inBand.filter(({ right }) => right).length / inBand.length,
    }
  }).filter((band) => band !== null)
  const share = (count: number) => count / outcomes.length
  return {
    reports: outcomes.length,
    top1: share(outcomes.filter(({ right }) => right).length),
    top3: share(outcomes.filter(({ among }) => among).length),
    error: bands.reduce(
      (sum, band) => sum + (Math.abs(band.stated - band.right) * band.reports) / outcomes.length,
      0,
    ),
    bands,
  }
}

interface Judged {
  readonly handlers: readonly HandlerProposal[]
  /** Of the node that a person gave it to last. */
  readonly path: readonly number[] | null
  readonly archive_reason: string | null
}

const NOBODYS: ReadonlySet<string | null> = new Set(['not_real', 'abusive'])

/** Right: the very node, one above it, or nobody where a person threw the report out. */
function agrees({ handler, institutionId }: HandlerProposal, { path, archive_reason }: Judged): boolean {
  if (handler === null) return NOBODYS.has(archive_reason)
  return institutionId !== null && path?.includes(institutionId) === true
}
