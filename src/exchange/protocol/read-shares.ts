import { type Db, type ExchangeShareRow, keptQuery, type ReportState } from '../../db/index.ts'
import { meaningOf, readLinks } from './links.ts'

/** How a report stands between us and another system. */
export interface Share {
  readonly systemName: string
  /** `out`: handled there for us. `in`: told there, handled here. */
  readonly direction: ExchangeShareRow['direction']
  readonly state: ExchangeShareRow['state']
  readonly numberThere: string | null
  /** The last state that was said there, in its own word and in ours. */
  readonly said: { readonly word: string; readonly meaning: ReportState | null } | null
  /** When something about this report last came from there, and anything at all. */
  readonly heardOfReportAt: Date | null
  readonly heardAt: Date | null
  /** Messages about it that have not arrived there yet. */
  readonly waiting: number
  /** Files that are still to be fetched from there. */
  readonly files: number
  /** When the reporter's contact was asked for and nobody has answered; null otherwise. */
  readonly identityAskedAt: Date | null
  /** Why it was not given the last time: `declined` by the reporter, or the code of a refusal. */
  readonly identityAnswer: string | null
}

/** Every system that shares a report with us, the first one first. */
export async function readShares(db: Db, reportId: number): Promise<Share[]> {
  const shares = await readRows(db, { reportId })
  if (shares.length === 0) return []
  const [links, heard] = await Promise.all([
    readLinks(db),
    db
      .selectFrom('exchange_messages')
      .select(['system_id', 'received_at', 'payload', 'outcome'])
      .where('report_id', '=', reportId)
      .orderBy('seq', 'desc')
      .execute(),
  ])
  return shares.map((share) => {
    const messages = heard.filter(({ system_id }) => system_id === share.system_id)
    const word = messages.flatMap(stateSaid)[0] ?? null
    const link = links.find(({ systemId }) => systemId === share.system_id)
    return {
      systemName: share.name,
      direction: share.direction,
      state: share.state,
      numberThere: share.remote_number,
      said: word === null ? null : { word, meaning: meaningOf(link ?? { states: [] }, word) },
      heardOfReportAt: messages.reduce<Date | null>(
        (latest, { received_at }) => (latest === null || received_at > latest ? received_at : latest),
        null,
      ),
      heardAt: share.heard_at,
      waiting: Number(share.waiting ?? 0),
      files: Number(share.files ?? 0),
      identityAskedAt: share.identity_asked_at,
      identityAnswer: share.identity_answer,
    }
  })
}

const readRows = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('exchange_shares as share')
    .innerJoin('connected_systems as system', 'system.id', 'share.system_id')
    .leftJoin('exchange_links as link', 'link.system_id', 'share.system_id')
    .selectAll('share')
    .select(['system.name', 'link.heard_at', 'link.webhook_id'])
    .select(({ selectFrom, fn }) => [
      selectFrom('webhook_deliveries as delivery')
        .select(fn.countAll<string>().as('count'))
        .whereRef('delivery.webhook_id', '=', 'link.webhook_id')
        .whereRef('delivery.report_id', '=', 'share.report_id')
        .where('delivery.state', '!=', 'delivered')
        .as('waiting'),
      selectFrom('exchange_files as file')
        .select(fn.countAll<string>().as('count'))
        .whereRef('file.report_id', '=', 'share.report_id')
        .whereRef('file.system_id', '=', 'share.system_id')
        .where('file.state', '=', 'wanted')
        .as('files'),
    ])
    .where('share.report_id', '=', reportId)
    .orderBy('share.id'),
)

/** The state that an applied message names; its content is forgotten after some time. */
function stateSaid({ payload, outcome }: { payload: string | null; outcome: string }): string[] {
  if (payload === null || outcome !== 'applied') return []
  const { data } = JSON.parse(payload) as { data: { state?: string | null } }
  return data.state ? [data.state] : []
}
