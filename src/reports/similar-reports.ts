import type { Clock } from '../clock.ts'
import type { Db, ReportState } from '../db/index.ts'
import { findDuplicates, type KeptRouting } from '../routing/index.ts'
import { maskPersonalData } from './personal-data.ts'

/** A public report that probably tells of what somebody is about to tell. */
export interface SimilarReport {
  readonly trackingNumber: string
  readonly title: string
  /** The region, and what the public reads of the place. */
  readonly areaName: string | null
  readonly locationText: string | null
  readonly state: ReportState
  readonly submittedAt: Date
  /** Its reporter and everybody who said that they have it too. */
  readonly people: number
}

export interface SimilarQuestion {
  readonly title: string
  readonly body: string
  readonly locationText: string
  readonly areaCode: string | null
  readonly categoryCode: string | null
  readonly position: { readonly latitude: number; readonly longitude: number } | null
}

/** Fewer letters say of nothing what it is about. */
const LEAST_LETTERS = 25
/** What is told of an incident stands in its first sentences. */
const READ = 2_000
const OFFERED = 3
/** Surer than what staff are shown: a wrong offer costs a reporter's trust, a missed one only a join by staff. */
const OFFERED_FROM = 0.6
/** Each costs some ten milliseconds of the processor; whoever comes beyond that goes without an offer. */
const AT_ONCE = 2

export type FindSimilar = (question: SimilarQuestion) => Promise<SimilarReport[]>

/**
 * What a reporter is offered to join instead of telling it anew. Nothing is read but what the public reads of public
 * reports; the question is kept nowhere. Empty as long as routing is being opened and while it is busy.
 */
export function openSimilarReports(deps: {
  readonly db: Db
  readonly clock: Clock
  readonly routing: KeptRouting
}): FindSimilar {
  let busy = 0
  return async (question) => {
    const text = [question.title, question.body, question.locationText]
      .filter((part) => part.trim() !== '')
      .join('\n')
      .slice(0, READ)
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    const routing = letters < LEAST_LETTERS || busy >= AT_ONCE ? null : deps.routing.ifOpen()
    if (routing === null) return []
    busy += 1
    try {
      const { areaCode, categoryCode, position } = question
      const found = await findDuplicates(deps.db, routing, {
        text,
        areaCode,
        categoryCode,
        position,
        at: deps.clock.now(),
        publicOnly: true,
      })
      const offered = found.filter(({ probability }) => probability >= OFFERED_FROM).slice(0, OFFERED)
      return await readOffered(
        deps.db,
        offered.map(({ reportId }) => reportId),
      )
    } finally {
      busy -= 1
    }
  }
}

async function readOffered(db: Db, ids: readonly number[]): Promise<SimilarReport[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('reports')
    .leftJoin('areas', 'areas.code', 'reports.area_code')
    .select(['reports.id', 'tracking_number', 'public_title', 'location_text', 'state', 'submitted_at'])
    .select(['support_count', 'areas.full_name as area_name'])
    .where('reports.id', 'in', ids)
    .where('published_at', 'is not', null)
    .where('secret', '=', false)
    .execute()
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    return row === undefined || row.public_title === null || row.submitted_at === null
      ? []
      : [
          {
            trackingNumber: row.tracking_number,
            title: row.public_title,
            areaName: row.area_name,
            locationText: row.location_text === null ? null : maskPersonalData(row.location_text),
            state: row.state,
            submittedAt: row.submitted_at,
            people: row.support_count + 1,
          },
        ]
  })
}
