import type { AddressInfo } from 'node:net'
import type { TestApp, TestStaff } from '../../../test/support/app.ts'
import { takeOverReport } from '../../reports/index.ts'
import { deliverWebhooks } from '../deliver-webhooks.ts'
import type { ExchangeMessage } from './message.ts'
import { passOnDue } from './pass-on.ts'

/** Where the second side's reports are: what is told there at the first goes over. */
export const AREA = '33.26.01.2001'
export const CODE = 'kab-pekalongan'

/** A report that was told at one side and has gone over to the other, by its number at both. */
export async function shareReport(
  home: TestApp,
  there: TestApp,
  input: Parameters<TestApp['report']>[0] = {},
): Promise<{ here: string; there: string; id: number }> {
  const { trackingNumber: here, id } = await home.report({
    area_code: AREA,
    institution_code: CODE,
    ...input,
  })
  await exchangeAll([home, there])
  const row = await rowByOrigin(there, here)
  if (row === undefined) throw new Error('the report did not go over')
  return { here, there: row.tracking_number, id }
}

export async function messagesAbout(side: TestApp, number: string): Promise<ExchangeMessage[]> {
  const rows = await side.context.db
    .selectFrom('webhook_deliveries')
    .innerJoin('reports', 'reports.id', 'webhook_deliveries.report_id')
    .select('payload')
    .where('tracking_number', '=', number)
    .orderBy('seq')
    .execute()
  return rows.map(({ payload }) => JSON.parse(payload ?? ''))
}

/** The last thing a side said of a report, to be varied. */
export async function outMessage(side: TestApp, number: string): Promise<ExchangeMessage> {
  const message = (await messagesAbout(side, number)).at(-1)
  if (message === undefined) throw new Error('nothing was said')
  return message
}

export async function story(side: TestApp, number: string): Promise<[string, string | null][]> {
  const told = [
    'assign',
    'return',
    'follow_up',
    'answer',
    'add_information',
    'dispute',
    'confirm',
    'complete',
    'hold',
  ]
  const rows = await side.context.db
    .selectFrom('report_events as event')
    .innerJoin('reports as report', 'report.id', 'event.report_id')
    .select(['event.type', 'event.text'])
    .where('tracking_number', '=', number)
    .where('event.type', 'in', told)
    .orderBy('event.seq')
    .execute()
  return rows.map(({ type, text }) => [type, text])
}

export async function stateOf(side: TestApp, number: string) {
  return (await rowOf(side, number)).state
}

export function rowOf(side: TestApp, number: string) {
  return side.context.db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
}

export function rowByOrigin(side: TestApp, origin: string) {
  return side.context.db
    .selectFrom('reports')
    .innerJoin('exchange_shares as share', 'share.report_id', 'reports.id')
    .select(['tracking_number', 'reports.id'])
    .where('share.origin_number', '=', origin)
    .executeTakeFirst()
}

export async function lastNote(side: TestApp, type?: string): Promise<string | null | undefined> {
  const row = await side.context.db
    .selectFrom('webhook_deliveries')
    .select('last_error')
    .$if(type !== undefined, (query) => query.where('type', '=', type ?? ''))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.last_error
}

export function urlOf(side: TestApp): string {
  return `http://127.0.0.1:${(side.app.server.address() as AddressInfo).port}`
}

/** Let both say what they have to say, until nobody has. */
export async function exchangeAll(sides: readonly TestApp[]): Promise<void> {
  let moved = 1
  while (moved > 0) {
    moved = 0
    for (const { context } of sides) {
      await passOnDue(context)
      moved += await deliverWebhooks(context)
    }
  }
}

/** The national level takes a report away from its holder. */
export async function moveAway(side: TestApp, national: TestStaff, number: string): Promise<void> {
  await side.context.db
    .updateTable('deadlines')
    .set({ escalated_at: side.clock.now() })
    .where('met_at', 'is', null)
    .execute()
  await takeOverReport(side.context, national.actor, number, {
    text: 'Diambil alih oleh tingkat nasional.',
  })
}
