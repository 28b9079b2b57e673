import type { ExchangeShareRow } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../institutions/index.ts'
import { type ReceiveDeps, receiveReport, reviveReport } from '../../reports/index.ts'
import { instanceId } from './instance.ts'
import type { ExchangeLink } from './links.ts'
import type { ExchangeMessage, OfferedReport, Received } from './message.ts'
import { send, sendNext } from './pass-on.ts'

type Judged = Pick<Received, 'outcome' | 'reason'>
const APPLIED: Judged = { outcome: 'applied', reason: null }

/**
 * Take over a report that a partner offers: once, never one that has been here, and say our number for it.
 * Offered again after it was taken back, it is taken up again under its old number.
 */
export async function takeOffer(
  deps: ReceiveDeps,
  link: ExchangeLink,
  share: ExchangeShareRow | undefined,
  { data }: ExchangeMessage,
): Promise<Judged> {
  const self = link.instance ?? (await instanceId(deps.db))
  if (data.origin.instance === self || data.hops.includes(self)) return { outcome: 'refused', reason: 'loop' }
  if (link.model !== 'full') return { outcome: 'refused', reason: 'not_agreed' }
  if (data.report === undefined) return { outcome: 'refused', reason: 'report_missing' }
  if (share !== undefined) return takeAgain(deps, link, share)
  const elsewhere = await deps.db
    .selectFrom('exchange_shares')
    .select('id')
    .where('origin_instance', '=', data.origin.instance)
    .where('origin_number', '=', data.origin.number)
    .executeTakeFirst()
  if (elsewhere !== undefined) return { outcome: 'refused', reason: 'known_by_another_way' }
  const { report } = await receiveReport(deps, {
    ...(await findCodes(deps, link, data.report)),
    title: data.report.title,
    body: data.report.body,
    class: data.report.class ?? 'complaint',
    locationText: data.report.location_text ?? null,
    latitude: data.report.latitude ?? null,
    longitude: data.report.longitude ?? null,
    occurredOn: data.report.occurred_on ?? null,
    secret: data.report.secret ?? false,
    systemId: link.systemId,
  })
  const made = await deps.db
    .insertInto('exchange_shares')
    .values({
      report_id: report.id,
      system_id: link.systemId,
      direction: 'in',
      origin_instance: data.origin.instance,
      origin_number: data.origin.number,
      hops: data.hops.length === 0 ? [data.origin.instance] : data.hops,
      remote_number: data.number,
      state: 'accepted',
      heard_seq: data.seq,
      told_event_seq: report.event_count,
      created_at: deps.clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await sendNext(deps, link, report, made, [{ type: 'accept' }])
  return APPLIED
}

async function takeAgain(deps: ReceiveDeps, link: ExchangeLink, share: ExchangeShareRow): Promise<Judged> {
  if (share.direction === 'out') return { outcome: 'refused', reason: 'loop' }
  const report = await deps.db
    .selectFrom('reports')
    .select(['id', 'state', 'tracking_number'])
    .where('id', '=', share.report_id)
    .executeTakeFirstOrThrow()
  if (report.state === 'archived') {
    await reviveReport(deps, report.tracking_number, `${link.systemName}: ${share.remote_number ?? ''}`)
  } else if (report.state === 'closed') throw new DomainError('action_not_possible', 409)
  await deps.db
    .updateTable('exchange_shares')
    .set((update) => ({ state: 'accepted' as const, heard_seq: update('heard_seq', '+', 1) }))
    .where('id', '=', share.id)
    .execute()
  await send(deps, link, report, share, [{ type: 'accept' }])
  return APPLIED
}

/** Codes that we do not know are left out; a report is not lost for them. It is never taken for the partner's own place. */
async function findCodes({ db }: ReceiveDeps, link: ExchangeLink, offered: OfferedReport) {
  const known = (code: string | null | undefined) => (code && !code.includes('\0') ? code : null)
  const codes = {
    institution: known(offered.institution_code),
    category: known(offered.category_code),
    area: known(offered.area_code),
  }
  const institution = codes.institution === null ? null : await institutionByCode(db, codes.institution)
  const category = codes.category === null ? null : await categoryByCode(db, codes.category)
  const area = codes.area === null ? null : await areaByCode(db, codes.area)
  const own = institution !== null && (link.nodeIsRoot || !institution.path.includes(link.nodeId))
  return {
    institutionId: own && institution.active ? institution.id : null,
    categoryId: category?.id ?? null,
    areaCode: area?.code ?? null,
  }
}
