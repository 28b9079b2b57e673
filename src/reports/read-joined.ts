import type { Db } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { readDuplicates } from '../routing/index.ts'
import { loadPlace, partiesOf, staffMaySee } from './actor.ts'
import { type JoinedStatement, listJoined, readMainNumber } from './list-joined.ts'

/** A report that probably tells of the same incident and could be the main one. */
interface LikelyDuplicate {
  readonly trackingNumber: string
  readonly title: string
  readonly locationText: string | null
  readonly submittedAt: Date
  /** 0 to 1. */
  readonly probability: number
}

/** How a report stands to others of the same incident. */
export interface Joined {
  /** The number of the report that is handled for this one too. */
  readonly mainNumber: string | null
  readonly statements: readonly JoinedStatement[]
  readonly duplicates: readonly LikelyDuplicate[]
}

const MOST_SHOWN = 5
const LIVE = ['submitted', 'assigned', 'in_progress', 'on_hold'] as const

/** What belongs to a report that this person sees; statements name nobody. */
export async function readJoined(
  db: Db,
  staff: Staff,
  report: { readonly id: number; readonly state: string; readonly joined_to_id: number | null },
): Promise<Joined> {
  const [mainNumber, statements, duplicates] = await Promise.all([
    readMainNumber(db, report),
    listJoined(db, report.id),
    LIVE.some((state) => state === report.state) && report.joined_to_id === null
      ? likelyDuplicates(db, staff, report.id)
      : [],
  ])
  return { mainNumber, statements, duplicates }
}

/** Only those this person could join to: what one may not see is not hinted at either. */
async function likelyDuplicates(db: Db, staff: Staff, reportId: number): Promise<LikelyDuplicate[]> {
  const found = await readDuplicates(db, reportId, MOST_SHOWN)
  if (found.length === 0) return []
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'title', 'public_title', 'location_text', 'submitted_at', 'state'])
    .select(['holder_id', 'institution_id'])
    .where(
      'id',
      'in',
      found.map((duplicate) => duplicate.reportId),
    )
    .where('state', 'in', LIVE)
    .where('joined_to_id', 'is', null)
    .execute()
  const actor = { kind: 'staff', staff, channel: 'web' } as const
  const open = await Promise.all(
    rows.map(async (row) => {
      const place = await loadPlace(db, row)
      const parties = partiesOf(actor, place)
      return staffMaySee(staff, place) && (parties.has('handler') || parties.has('verifier'))
    }),
  )
  return found.flatMap(({ reportId: id, probability }) => {
    const row = rows.find((candidate, index) => candidate.id === id && open[index])
    return row === undefined || row.submitted_at === null
      ? []
      : [
          {
            trackingNumber: row.tracking_number,
            title: row.public_title ?? row.title,
            locationText: row.location_text,
            submittedAt: row.submitted_at,
            probability,
          },
        ]
  })
}
