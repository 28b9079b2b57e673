import type { Open311HandoverRow } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { translator } from '../../i18n/index.ts'
import { type Staff, staffOfAccount } from '../../identity/index.ts'
import { answerReport, followUpReport, holdStill } from '../../reports/index.ts'
import { wordsOfPartner } from '../partner-words.ts'
import { unlessMovedOn } from '../return-as-partner.ts'
import { askRequests, type FarRequest, type FarSystem } from './far-system.ts'
import { CHANNEL, type HandOverDeps, putOff, save } from './put-off.ts'
import type { Open311Target } from './targets.ts'

/** Ask after requests that are open there, all at once, and take in what is new. */
export async function followRequests(
  deps: HandOverDeps,
  target: Open311Target,
  far: FarSystem,
  rows: readonly Open311HandoverRow[],
): Promise<void> {
  const answer = await askRequests(
    deps.outgoing,
    far,
    rows.flatMap(({ remote_id }) => remote_id ?? []),
  )
  if (answer.outcome === 'refused' && rows.length > 1) {
    // One number that it does not know must not keep back the news of the others.
    const half = Math.ceil(rows.length / 2)
    await followRequests(deps, target, far, rows.slice(0, half))
    return followRequests(deps, target, far, rows.slice(half))
  }
  if (answer.outcome !== 'answered') {
    for (const row of rows) await putOff(deps, target, row, answer)
    return
  }
  await noteAnswered(deps, rows)
  for (const row of rows) {
    const news = answer.requests.find(({ id }) => id === row.remote_id)
    if (news === undefined) continue
    try {
      await takeNews(deps, target, row, news)
    } catch (error) {
      // Words that cannot be taken hold up this report alone; whoever looks at the connection reads why.
      if (!(error instanceof DomainError)) throw error
      const [field] = error.fields
      await putOff(deps, target, row, { outcome: 'retry', reason: field?.code ?? error.code })
    }
  }
}

/** Whoever answers is not away: what failed before counts no more. */
async function noteAnswered(
  { db }: HandOverDeps,
  rows: readonly Pick<Open311HandoverRow, 'id'>[],
): Promise<void> {
  await db
    .updateTable('open311_handovers')
    .set({ attempts: 0, last_error: null })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('state', '=', 'open')
    .where('attempts', '>', 0)
    .execute()
}

/** What is new there becomes an entry here; closed there is an answer here, which the reporter judges. */
async function takeNews(
  deps: HandOverDeps,
  target: Open311Target,
  row: Open311HandoverRow,
  news: FarRequest,
): Promise<void> {
  const isClosed = news.status === 'closed'
  if (news.status === row.remote_status && news.notes === row.remote_notes) return
  const staff = target.account_id === null ? null : await staffOfAccount(deps.db, target.account_id)
  if (staff === null) return
  const first = row.remote_status === null && !isClosed
  await deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    // Under the locks, the report's first as everywhere: two workers must not tell the same twice.
    await holdStill(tx, row.report_id)
    const now = await tx
      .selectFrom('open311_handovers')
      .selectAll()
      .where('id', '=', row.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (now.state !== 'open') return
    if (news.status === now.remote_status && news.notes === now.remote_notes) return
    if (!first) await say(inside, staff, target, row, news, isClosed)
    await save(inside, row, {
      remote_status: news.status,
      remote_notes: news.notes,
      ...(isClosed ? { state: 'ended' as const, next_try_at: null } : {}),
    })
  })
}

async function say(
  deps: HandOverDeps,
  staff: Staff,
  target: Open311Target,
  row: Open311HandoverRow,
  news: FarRequest,
  isClosed: boolean,
): Promise<void> {
  const { tracking_number } = await deps.db
    .selectFrom('reports')
    .select('tracking_number')
    .where('id', '=', row.report_id)
    .executeTakeFirstOrThrow()
  const t = translator('id')
  const sentence = isClosed ? 'exchange.answered' : 'exchange.updated'
  const text = wordsOfPartner(news.notes ?? '', target.name, sentence)
  const actor = { kind: 'staff', staff, channel: CHANNEL } as const
  // Where it has gone on here meanwhile, the far system's word stays in the handover.
  await unlessMovedOn(() =>
    isClosed
      ? answerReport(deps, actor, tracking_number, {
          text,
          open_tasks_reason: t('exchange.tasks_reason', { system: target.name }),
        })
      : followUpReport(deps, actor, tracking_number, { text, visibility: 'public' }),
  )
}
