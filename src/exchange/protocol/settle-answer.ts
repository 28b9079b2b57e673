import type { Db } from '../../db/index.ts'
import { translator } from '../../i18n/index.ts'
import { EXCHANGE_CHANNEL, holdStill, type ReportDeps } from '../../reports/index.ts'
import { cleanWords, wordsOfPartner } from '../partner-words.ts'
import { returnAsPartner } from '../return-as-partner.ts'
import { linkOfSystem } from './links.ts'

/** What a partner answered to a message of ours, in a few words for the log; an offer that it refused comes back. */
export async function settleAnswer(
  deps: ReportDeps,
  delivery: { readonly webhook_id: number; readonly report_id: number | null; readonly type: string },
  body: Buffer,
): Promise<string | null> {
  const answer = readAnswer(body)
  if (answer === null || answer.outcome === 'applied') return null
  const note = [answer.outcome, answer.reason].filter((part) => part !== null).join(': ')
  const isRefusal = delivery.type === 'exchange.offer' && answer.outcome === 'refused'
  if (isRefusal && delivery.report_id !== null)
    await takeBack(deps, delivery.webhook_id, delivery.report_id, answer.reason ?? 'refused')
  if (
    delivery.type === 'exchange.ask_identity' &&
    answer.outcome === 'refused' &&
    delivery.report_id !== null
  )
    await noteNotGiven(deps.db, delivery.webhook_id, delivery.report_id, answer.reason ?? 'refused')
  return note
}

/** It cannot be asked for there: who asked reads why, and waits no longer. */
async function noteNotGiven(db: Db, webhookId: number, reportId: number, reason: string): Promise<void> {
  await db
    .updateTable('exchange_shares')
    .set({ identity_asked_at: null, identity_answer: reason })
    .where('report_id', '=', reportId)
    .where('direction', '=', 'in')
    .where('system_id', '=', (inner) =>
      inner.selectFrom('webhooks').select('system_id').where('id', '=', webhookId),
    )
    .execute()
}

/** A message that never arrived: an offer comes back, anything else waits, and what follows it too. */
export async function settleGivenUp(
  deps: ReportDeps,
  delivery: { readonly webhook_id: number; readonly report_id: number | null; readonly type: string },
): Promise<void> {
  if (delivery.type !== 'exchange.offer' || delivery.report_id === null) return
  await takeBack(deps, delivery.webhook_id, delivery.report_id, translator('id')('exchange.not_reached'))
}

async function takeBack(
  deps: ReportDeps,
  webhookId: number,
  reportId: number,
  reason: string,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const report = await holdStill(tx, reportId)
    const share = await tx
      .updateTable('exchange_shares')
      .set({ state: 'refused' })
      .where('report_id', '=', reportId)
      .where('state', '=', 'offered')
      .where('system_id', '=', (inner) =>
        inner.selectFrom('webhooks').select('system_id').where('id', '=', webhookId),
      )
      .returning('system_id')
      .executeTakeFirst()
    if (share === undefined) return
    const link = await linkOfSystem(tx, share.system_id)
    if (link === null) return
    await returnAsPartner(
      { ...deps, db: tx },
      { accountId: link.accountId, channel: EXCHANGE_CHANNEL },
      report.tracking_number,
      wordsOfPartner(`${link.systemName}: ${reason}`, link.systemName, 'exchange.refused'),
    )
  })
}

function readAnswer(body: Buffer): { outcome: string; reason: string | null } | null {
  try {
    const value: unknown = JSON.parse(body.toString())
    if (typeof value !== 'object' || value === null) return null
    const outcome = 'outcome' in value && typeof value.outcome === 'string' ? value.outcome : null
    const reason =
      'reason' in value && typeof value.reason === 'string' ? cleanWords(value.reason, 200) : null
    return outcome === null ? null : { outcome: cleanWords(outcome, 40), reason }
  } catch {
    return null
  }
}
