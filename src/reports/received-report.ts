import { type Db, inTransaction, type ReportClass, type ReportState } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { reporterWithoutContact, type Sealer } from '../identity/index.ts'
import { firstHolder } from '../routing/index.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, SYSTEM } from './actor.ts'
import { admitReport } from './confirm-identity.ts'
import { CHAIN_START, chainEvent } from './event-chain.ts'
import { restoreReport } from './handle-report.ts'
import type { IdPool } from './id-pool.ts'
import type { NumberReports } from './tracking-number.ts'

export const EXCHANGE_CHANNEL = 'exchange'

/** The reporter of a report that another system handed to us, who speaks through that system. */
export const REPORTER_ELSEWHERE: Actor = { kind: 'reporter', channel: EXCHANGE_CHANNEL }
const OTHER_SYSTEM: Actor = { ...SYSTEM, channel: EXCHANGE_CHANNEL }

export interface ReceiveDeps extends ReportDeps {
  readonly ids: IdPool
  readonly numberReports: NumberReports
  readonly sealer: Sealer
}

/** A report as another system hands it to us, every code found; who told it stays there. */
export interface ReceivedReport {
  readonly title: string
  readonly body: string
  readonly class: ReportClass
  readonly categoryId: number | null
  readonly areaCode: string | null
  readonly locationText: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly occurredOn: string | null
  readonly secret: boolean
  readonly institutionId: number | null
  readonly systemId: number
}

/** Take a report of another system in; it goes on as if its contact were confirmed, as that system has done so. */
export function receiveReport(deps: ReceiveDeps, report: ReceivedReport): Promise<ActionResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const first = await firstHolder(tx, {
      chosenInstitutionId: report.institutionId,
      categoryId: report.categoryId,
      areaCode: report.areaCode,
    })
    const id = await deps.ids.next()
    const trackingNumber = deps.numberReports(id)
    const event = chainEvent(
      {
        report_id: id,
        seq: 1,
        at: now,
        type: 'submit',
        from_state: null,
        to_state: 'awaiting_identity',
        actor_kind: 'reporter',
        actor_id: null,
        institution_id: null,
        target_id: first.institutionId,
        channel: EXCHANGE_CHANNEL,
        visibility: 'participants',
        text: null,
        data: { first_holder_reason: first.reason, suggested_id: first.suggestedId ?? null },
      },
      CHAIN_START,
    )
    await tx
      .insertInto('reports')
      .values({
        id,
        tracking_number: trackingNumber,
        state: 'awaiting_identity' as ReportState,
        class: report.class,
        title: report.title,
        body: report.body,
        occurred_on: report.occurredOn,
        area_code: report.areaCode,
        location_text: report.locationText,
        latitude: report.latitude,
        longitude: report.longitude,
        category_id: report.categoryId,
        suggested_institution_id: report.institutionId,
        reporter_id: await reporterWithoutContact(tx, now),
        contact_id: null,
        secret: report.secret,
        channel: EXCHANGE_CHANNEL,
        holder_id: first.institutionId,
        institution_id: first.institutionId,
        created_at: now,
        updated_at: now,
        event_count: 1,
        last_event_hash: event.hash,
        system_id: report.systemId,
      })
      .execute()
    await tx
      .insertInto('report_events')
      .values({ ...event, data: JSON.stringify(event.data) })
      .execute()
    return admitReport({ ...deps, db: tx }, trackingNumber, EXCHANGE_CHANNEL)
  })
}

/** The system that handed the report to us takes it back; it ends here, and why is told. */
export function recallReport(
  deps: ReportDeps,
  trackingNumber: string,
  { reason, text }: { reason: 'taken_back' | 'withdrawn'; text: string | null },
): Promise<ActionResult> {
  return act(deps, OTHER_SYSTEM, trackingNumber, { action: 'recall' }, ({ now }) => ({
    text,
    visibility: 'participants',
    data: { reason },
    changes: { archived_at: now, archive_reason: reason, held_from: null },
  }))
}

/** The report ended where its reporter is: by silence, or by that system's own people. */
export function closeAsElsewhere(
  deps: ReportDeps,
  trackingNumber: string,
  { silent, text }: { silent: boolean; text: string | null },
): Promise<ActionResult> {
  return act(
    deps,
    OTHER_SYSTEM,
    trackingNumber,
    { action: silent ? 'close_silent' : 'close' },
    ({ report, now }) => {
      if (report.answered_at === null) throw new DomainError('action_not_possible', 409)
      return {
        text,
        visibility: 'public',
        changes: { closed_at: now, close_kind: silent ? 'silence' : 'admin' },
      }
    },
  )
}

/** A report that was taken back is handed to us again. */
export function reviveReport(deps: ReportDeps, trackingNumber: string, text: string): Promise<ActionResult> {
  return restoreReport(deps, OTHER_SYSTEM, trackingNumber, { text })
}

/** Lock a report, so that nothing happens to it until the transaction ends. */
export function holdStill(tx: Db, reportId: number) {
  return tx
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', reportId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}
