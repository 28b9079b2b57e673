import { type Db, keptQuery } from '../db/index.ts'
import { newMessageId, type WebhookDeps } from './webhooks.ts'

/**
 * Queue the calls that one event causes, and those of earlier events that were not queued yet: the jobs of two events
 * may run in either order, the calls may not. Run twice it makes nothing new.
 * A system is told of reports within its institution and of those it sent itself; words that are not public stay with
 * us, and so does the reporter: who may see more, asks for the report.
 */
export async function queueWebhooks(
  deps: WebhookDeps & { readonly baseUrl: string },
  { report_id, seq }: { report_id: number; seq: number },
): Promise<void> {
  const webhooks = await concernedWebhooks(deps.db, { reportId: report_id })
  if (webhooks.length === 0) return
  const since = new Date(Math.min(...webhooks.map(({ created_at }) => created_at.getTime())))
  const events = await readEvents(deps.db, report_id, seq, since)
  const now = deps.clock.now()
  const deliveries = events.flatMap((event) => {
    const type = `report.${event.type}`
    return webhooks
      .filter(({ created_at }) => created_at <= event.at)
      .filter(({ event_types }) => event_types.length === 0 || event_types.includes(type))
      .map(({ id }) => ({
        webhook_id: id,
        report_id,
        seq: event.seq,
        message_id: newMessageId(),
        type,
        payload: payloadOf(event, type, deps.baseUrl),
        created_at: now,
        next_try_at: now,
      }))
  })
  if (deliveries.length === 0) return
  await deps.db
    .insertInto('webhook_deliveries')
    .values(deliveries)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

type Event = Awaited<ReturnType<typeof readEvents>>[number]

function payloadOf(event: Event, type: string, baseUrl: string): string {
  const open = event.visibility === 'public' && event.published_at !== null && !event.secret
  return JSON.stringify({
    type,
    timestamp: event.at.toISOString(),
    data: {
      tracking_number: event.tracking_number,
      seq: event.seq,
      from_state: event.from_state,
      state: event.to_state,
      class: event.class,
      institution_code: event.institution_code,
      holder_code: event.holder_code,
      by: { kind: event.actor_kind, institution_code: event.by_code },
      target_code: event.target_code,
      text: open ? event.text : null,
      url: `${baseUrl}/api/v1/reports/${event.tracking_number}`,
    },
  })
}

const concernedWebhooks = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('webhooks as webhook')
    .innerJoin('connected_systems as system', 'system.id', 'webhook.system_id')
    .innerJoin('reports as report', (join) => join.on('report.id', '=', reportId))
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
    .select(['webhook.id', 'webhook.event_types', 'webhook.created_at'])
    .where('webhook.kind', '=', 'events')
    .where('webhook.active', '=', true)
    .where('system.active', '=', true)
    .where('report.submitted_at', 'is not', null)
    .where(({ or, eb, ref }) =>
      or([
        eb(ref('system.institution_id'), '=', eb.fn.any('holder.path')),
        eb(ref('system.institution_id'), '=', eb.fn.any('institution.path')),
        eb('report.system_id', '=', ref('system.id')),
      ]),
    ),
)

/** Notes between colleagues tell nobody outside, not even that they were written. */
function readEvents(db: Db, reportId: number, untilSeq: number, since: Date) {
  return db
    .selectFrom('report_events as event')
    .innerJoin('reports as report', 'report.id', 'event.report_id')
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
    .leftJoin('institutions as by', 'by.id', 'event.institution_id')
    .leftJoin('institutions as target', 'target.id', 'event.target_id')
    .select([
      'event.seq',
      'event.type',
      'event.at',
      'event.visibility',
      'event.from_state',
      'event.to_state',
      'event.text',
    ])
    .select(['event.actor_kind', 'by.code as by_code', 'target.code as target_code'])
    .select(['report.tracking_number', 'report.class', 'report.secret', 'report.published_at'])
    .select(['holder.code as holder_code', 'institution.code as institution_code'])
    .where('event.report_id', '=', reportId)
    .where('event.seq', '<=', untilSeq)
    .where('event.at', '>=', since)
    .where(({ not, and, eb }) =>
      not(and([eb('event.visibility', '=', 'internal'), eb('event.type', '=', 'follow_up')])),
    )
    .orderBy('event.seq')
    .execute()
}
