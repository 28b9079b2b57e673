import { type Db, insertRows, inTransaction, type ReportClass, type ReportState } from '../db/index.ts'
import { dueAt } from '../deadlines/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { Calendars } from './calendars.ts'
import { CHAIN_START, type ChainedEvent, chainEvent, type EventContent } from './event-chain.ts'
import { type IdPool, takeIds } from './id-pool.ts'
import { maskPersonalData } from './personal-data.ts'
import { insertDeadline, nextDue } from './report-deadlines.ts'
import type { NumberReports } from './tracking-number.ts'

export interface ImportDeps {
  readonly db: Db
  readonly sealer: Sealer
  readonly calendars: Calendars
  readonly ids: IdPool
  readonly numberReports: NumberReports
}

/** An old system's report with every code found: finished there, or to be verified here. */
export interface ImportableReport {
  readonly externalId: string
  readonly submittedAt: Date
  readonly title: string
  readonly body: string
  readonly class: ReportClass
  readonly categoryId: number | null
  /** Who solved it there, or will verify it here. */
  readonly holderId: number
  readonly institutionId: number
  readonly areaCode: string | null
  readonly locationText: string | null
  readonly state: 'submitted' | 'closed' | 'archived'
  readonly answer: string | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  readonly archiveReason: string | null
  readonly rating: number | null
  readonly name: string | null
  readonly reporterId: number
  readonly contactId: number | null
  readonly publish: boolean
}

const CHANNEL = 'import'

/**
 * Write reports of an old system, each with a chained history of its own, in one transaction. Nobody is told of them:
 * they are old. What is not finished waits for verification here, its clock starting now.
 */
export function writeImported(
  deps: ImportDeps,
  source: string,
  reports: readonly ImportableReport[],
  now: Date,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const ids = await takeIds(tx, reports.length)
    const written = ids.flatMap((id, index) => {
      const report = reports[index]
      return report === undefined ? [] : [prepare(deps, id, source, report, now)]
    })
    await insertRows(
      tx,
      'reports',
      written.map(({ row }) => row),
    )
    await insertRows(
      tx,
      'report_events',
      written.flatMap(({ events }) => events),
    )
    await insertRows(
      tx,
      'assignments',
      written.map(({ assignment }) => assignment),
    )
    for (const { row } of written) if (row.state === 'submitted') await startVerification(tx, deps, row, now)
    await insertRows(
      tx,
      'imported_reports',
      written.map(({ row, externalId }) => ({
        source,
        external_id: externalId,
        report_id: row.id,
        imported_at: now,
      })),
    )
  })
}

function prepare(deps: ImportDeps, id: number, source: string, report: ImportableReport, now: Date) {
  const events = historyOf(id, source, report)
  const last = events.at(-1)
  if (last === undefined) throw new Error('a history has a beginning')
  const { state, submittedAt, answeredAt, endedAt } = report
  const live = state === 'submitted'
  const published = report.publish && state !== 'submitted'
  return {
    externalId: report.externalId,
    events,
    assignment: {
      report_id: id,
      from_id: null,
      to_id: report.holderId,
      institution_id: report.institutionId,
      assigned_at: live ? now : submittedAt,
      ended_at: live ? null : endedAt,
      outcome: live ? null : ('ended' as const),
    },
    row: {
      id,
      tracking_number: deps.numberReports(id),
      state: state as ReportState,
      class: report.class,
      title: report.title,
      body: report.body,
      public_title: published ? maskPersonalData(report.title) : null,
      public_body: published ? maskPersonalData(report.body) : null,
      area_code: report.areaCode,
      location_text: report.locationText,
      public_location:
        published && report.locationText !== null ? maskPersonalData(report.locationText) : null,
      category_id: report.categoryId,
      reporter_id: report.reporterId,
      contact_id: report.contactId,
      channel: CHANNEL,
      name_sealed: report.name === null ? null : deps.sealer.seal(report.name),
      holder_id: report.holderId,
      institution_id: report.institutionId,
      created_at: submittedAt,
      submitted_at: submittedAt,
      verified_at: live ? null : submittedAt,
      published_at: published ? submittedAt : null,
      first_follow_up_at: answeredAt,
      answered_at: answeredAt,
      answered_by_id: answeredAt === null ? null : report.holderId,
      closed_at: state === 'closed' ? endedAt : null,
      close_kind: state === 'closed' ? ('admin' as const) : null,
      archived_at: state === 'archived' ? endedAt : null,
      archive_reason: report.archiveReason,
      rating: report.rating,
      event_count: events.length,
      last_event_hash: last.hash,
      updated_at: now,
    },
  }
}

/** What the old system knows of a report's life, as events of ours: handed in, perhaps answered, perhaps ended. */
function historyOf(id: number, source: string, report: ImportableReport): ChainedEvent[] {
  const steps: Pick<EventContent, 'at' | 'type' | 'from_state' | 'to_state' | 'text' | 'data'>[] = [
    {
      at: report.submittedAt,
      type: 'submit',
      from_state: null,
      to_state: 'submitted',
      text: null,
      data: { imported_from: source, external_id: report.externalId },
    },
  ]
  if (report.answeredAt !== null) {
    steps.push({
      at: report.answeredAt,
      type: 'answer',
      from_state: 'submitted',
      to_state: 'answered',
      text: report.answer,
      data: {},
    })
  }
  if (report.endedAt !== null) {
    steps.push({
      at: report.endedAt,
      type: report.state === 'closed' ? 'close' : 'archive',
      from_state: report.answeredAt === null ? 'submitted' : 'answered',
      to_state: report.state,
      text: null,
      data: report.archiveReason === null ? {} : { reason: report.archiveReason },
    })
  }
  const events: ChainedEvent[] = []
  for (const [index, step] of steps.entries()) {
    const content: EventContent = {
      ...step,
      report_id: id,
      seq: index + 1,
      actor_kind: index === 0 ? 'reporter' : 'system',
      actor_id: null,
      institution_id: index === 0 ? null : report.holderId,
      target_id: index === 0 ? report.holderId : null,
      channel: CHANNEL,
      visibility: step.type === 'submit' ? 'participants' : 'public',
    }
    events.push(chainEvent(content, events.at(-1)?.hash ?? CHAIN_START))
  }
  return events
}

/** The clock of verification starts with the import: what the old system left lying is not a miss of this one. */
async function startVerification(
  tx: Db,
  deps: ImportDeps,
  row: { id: number; class: ReportClass; institution_id: number },
  now: Date,
): Promise<void> {
  const institution = await deps.calendars.of(row.institution_id)
  const rule = institution.ruleFor({ kind: 'verify', class: row.class, oversight: false, at: now })
  if (rule === null) return
  const due = dueAt({ startedAt: now, rule, calendar: institution.calendar }).dueAt
  const deadline = await insertDeadline(tx, {
    reportId: row.id,
    kind: 'verify',
    rule,
    institution,
    startedAt: now,
    dueAt: due,
    now,
  })
  await tx
    .updateTable('reports')
    .set(nextDue([deadline]))
    .where('id', '=', row.id)
    .execute()
}
