import type { AppContext } from '../../../http/index.ts'
import {
  DISPUTES_TO_UNIT,
  levelAboveOrNull,
  listHolders,
  listTasks,
  type PublicReport,
  type ReportRecord,
  readMainNumber,
} from '../../../reports/index.ts'

/** One holder of a report, and why the report left it. */
export interface Held {
  readonly id: number
  readonly name: string
  readonly from: Date
  readonly until: Date | null
  readonly why: 'returned' | 'escalated' | 'reassigned' | null
  /** What was said of it, where everybody may read it. */
  readonly reason: string | null
  /** Whether it came here by a decision that cannot be returned. */
  readonly binding: boolean
}

/** Who has or had the report, who helps, and where a dispute would take it. */
export interface Handlers {
  readonly holders: readonly Held[]
  readonly supporters: readonly string[]
  /** The main report, where it is public. */
  readonly mainNumber: string | null
  /** The day by which something is still promised, YYYY-MM-DD. */
  readonly promisedOn: string | null
  /** What comes of the next dispute: its count, and the level above where it goes there. */
  readonly dispute: { readonly count: number; readonly above: string | null }
}

/** `report` is what this visitor may read: only its words are told as reasons. */
export async function loadHandlers(
  { db }: Pick<AppContext, 'db'>,
  record: ReportRecord,
  report: PublicReport,
): Promise<Handlers> {
  const { id, holder_id, reopen_count } = record.report
  const [rows, tasks, mainNumber, above] = await Promise.all([
    listHolders(db, id),
    listTasks(db, id),
    publicMain(db, record),
    reopen_count >= DISPUTES_TO_UNIT ? levelAboveOrNull(db, holder_id) : null,
  ])
  const at = (instant: Date | null) => instant?.getTime() ?? Number.NaN
  return {
    holders: rows.map((row) => {
      const left = report.timeline.find(
        (event) => LEAVING.has(event.type) && event.at.getTime() === at(row.until),
      )
      const came = report.timeline.find(
        (event) => event.type === 'assign' && event.at.getTime() === at(row.from),
      )
      return {
        id: row.id,
        name: row.name,
        from: row.from,
        until: row.until,
        why:
          row.outcome === 'returned' || row.outcome === 'escalated' || row.outcome === 'reassigned'
            ? row.outcome
            : null,
        reason: left?.text ?? null,
        binding: came?.data.binding === true,
      }
    }),
    supporters: [...new Set(tasks.flatMap(({ name, outcome }) => (KEPT.has(outcome) ? [name] : [])))],
    mainNumber,
    promisedOn: openPromise(record),
    dispute: { count: reopen_count + 1, above: above?.name ?? null },
  }
}

const LEAVING: ReadonlySet<string> = new Set(['return', 'take_over', 'assign'])
/** Who declined, or was no longer needed, does not help. */
const KEPT: ReadonlySet<string | null> = new Set([null, 'done', 'ended'])

function openPromise({ deadlines, events }: ReportRecord): string | null {
  const runs = deadlines.some(
    ({ kind, met_at, cancelled_at }) => kind === 'promise' && met_at === null && cancelled_at === null,
  )
  const promised = events.findLast((event) => typeof event.data.promised_on === 'string')?.data.promised_on
  return runs && typeof promised === 'string' ? promised : null
}

async function publicMain(db: AppContext['db'], { report }: ReportRecord): Promise<string | null> {
  const number = await readMainNumber(db, report)
  if (number === null) return null
  const open = await db
    .selectFrom('reports')
    .select('id')
    .where('tracking_number', '=', number)
    .where('secret', '=', false)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  return open === undefined ? null : number
}
