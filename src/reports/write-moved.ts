import type { Insertable } from 'kysely'
import { inTransaction, type ReportsTable, type Tables } from '../db/index.ts'
import { CHAIN_START, type ChainedEvent, chainEvent, type EventContent } from './event-chain.ts'
import type { ImportDeps } from './write-imported.ts'

/** A report of another installation with its whole history, every code found. */
export interface MovedReport {
  readonly externalId: string
  /** Its columns but those that are this installation's own. */
  readonly row: Omit<
    Insertable<ReportsTable>,
    'id' | 'tracking_number' | 'last_event_hash' | 'event_count' | 'name_sealed' | 'nik_sealed'
  >
  readonly name: string | null
  readonly nik: string | null
  /** In their order; chained anew, as the report has another id here. */
  readonly events: readonly Omit<EventContent, 'report_id' | 'actor_id'>[]
  readonly assignments: readonly Omit<Insertable<Tables['assignments']>, 'report_id'>[]
  readonly deadlines: readonly Omit<Insertable<Tables['deadlines']>, 'report_id'>[]
  readonly attachments: readonly Omit<Insertable<Tables['attachments']>, 'report_id'>[]
}

/**
 * Write reports that moved here with all their history, in one transaction. They go on where they stood: clocks,
 * holders and states come along. Nobody is told of them.
 */
export function writeMoved(
  deps: ImportDeps,
  source: string,
  reports: readonly MovedReport[],
  now: Date,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    for (const report of reports) {
      const id = await deps.ids.next()
      const events = chain(id, report)
      const last = events.at(-1)
      if (last === undefined) continue
      const seal = (text: string | null) => (text === null ? null : deps.sealer.seal(text))
      await tx
        .insertInto('reports')
        .values({
          ...report.row,
          id,
          tracking_number: deps.numberReports(id),
          name_sealed: seal(report.name),
          nik_sealed: seal(report.nik),
          event_count: events.length,
          last_event_hash: last.hash,
        })
        .execute()
      await tx
        .insertInto('report_events')
        .values(events.map((event) => ({ ...event, data: JSON.stringify(event.data) })))
        .execute()
      const of = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ ...row, report_id: id }))
      if (report.assignments.length > 0)
        await tx.insertInto('assignments').values(of(report.assignments)).execute()
      if (report.deadlines.length > 0) await tx.insertInto('deadlines').values(of(report.deadlines)).execute()
      if (report.attachments.length > 0)
        await tx.insertInto('attachments').values(of(report.attachments)).execute()
      await tx
        .insertInto('imported_reports')
        .values({ source, external_id: report.externalId, report_id: id, imported_at: now })
        .execute()
    }
  })
}

function chain(id: number, { events }: MovedReport): ChainedEvent[] {
  const chained: ChainedEvent[] = []
  for (const [index, event] of events.entries()) {
    const content: EventContent = { ...event, report_id: id, seq: index + 1, actor_id: null }
    chained.push(chainEvent(content, chained.at(-1)?.hash ?? CHAIN_START))
  }
  return chained
}
