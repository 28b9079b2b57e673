import type { Open311HandoverRow, ReportRow } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { translator } from '../../i18n/index.ts'
import { type Staff, staffOfAccount } from '../../identity/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import {
  answerReport,
  followUpReport,
  holdStill,
  maskPersonalData,
  type ReportDeps,
  returnReport,
} from '../../reports/index.ts'
import {
  askRequests,
  askToken,
  type FarAnswer,
  type FarRequest,
  type FarSystem,
  postRequest,
} from './far-system.ts'
import { mayGoOver } from './note-handover.ts'
import { type Open311Target, readOpen311Targets } from './targets.ts'

export interface HandOverDeps extends ReportDeps {
  readonly outgoing: Outgoing
  readonly baseUrl: string
}

const CHANNEL = 'open311'
const MINUTE_MS = 60_000
/** States in which somebody is to work on it. */
const HANDLED: readonly ReportRow['state'][] = ['assigned', 'in_progress', 'on_hold']
/** How often an open request is asked after; GeoReport knows no calls to us. */
const FOLLOW_MS = 5 * MINUTE_MS
/** Waits after each failure, an hour at most; given up after three days. */
const WAITS_MINUTES: readonly number[] = [1, 2, 5, 15, 30]
const LAST_WAIT_MINUTES = 60
const MOST_ATTEMPTS = 75
/** Requests asked after in one call. */
const TOGETHER = 50

/**
 * Send what is to be handed over and ask after what was, until nothing is due. Safe on several workers: each takes its
 * own by putting off the next try.
 * @returns how many handovers were worked on
 */
export async function handOverDue(deps: HandOverDeps): Promise<number> {
  const targets = await readOpen311Targets(deps.db)
  let worked = 0
  for (const target of targets) {
    const far = farOf(deps, target)
    for (;;) {
      // One by one: each is sent within its own lease, so that no other worker takes it meanwhile.
      const [row] = await claim(deps, target.system_id, ['queued'], 1)
      if (row === undefined) break
      worked += 1
      await sendOne(deps, target, far, row)
    }
    for (;;) {
      const [row] = await claim(deps, target.system_id, ['token'], 1)
      if (row === undefined) break
      worked += 1
      await findNumber(deps, far, row)
    }
    for (;;) {
      const open = await claim(deps, target.system_id, ['open'], TOGETHER)
      if (open.length === 0) break
      worked += open.length
      await follow(deps, target, far, open)
    }
  }
  return worked
}

async function claim(
  { db, clock }: HandOverDeps,
  systemId: number,
  states: readonly Open311HandoverRow['state'][],
  most: number,
): Promise<Open311HandoverRow[]> {
  const now = clock.now()
  return db
    .updateTable('open311_handovers')
    .set({ next_try_at: new Date(now.getTime() + FOLLOW_MS) })
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('open311_handovers')
        .select('id')
        .where('system_id', '=', systemId)
        .where('state', 'in', states)
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
}

async function sendOne(
  deps: HandOverDeps,
  target: Open311Target,
  far: FarSystem,
  row: Open311HandoverRow,
): Promise<void> {
  const fields = await fieldsIfStillDue(deps, target, row)
  if (fields === null) return
  const answer = await postRequest(deps.outgoing, far, fields, `lapor-${row.report_id}-${row.id}`)
  if (answer.outcome !== 'answered') return putOff(deps, row, answer)
  const [made] = answer.requests
  if (made?.id != null) {
    // Asked after at once: what it says now is where its news begin.
    const next_try_at = deps.clock.now()
    return noteSent(deps, row, {
      state: 'open',
      remote_id: made.id,
      attempts: 0,
      last_error: null,
      next_try_at,
    })
  }
  if (made?.token != null)
    return noteSent(deps, row, { state: 'token', token: made.token, attempts: 0, last_error: null })
  return putOff(deps, row, { outcome: 'retry', reason: 'neither service_request_id nor token' })
}

/** What is to be sent, by what stands now and not when it was queued; null, and it ends, where it may not go any more. */
function fieldsIfStillDue(
  deps: HandOverDeps,
  target: Open311Target,
  row: Open311HandoverRow,
): Promise<Record<string, string | null> | null> {
  return deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    const report = await holdStill(tx, row.report_id)
    const now = await tx
      .selectFrom('open311_handovers')
      .select('state')
      .where('id', '=', row.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (now.state !== 'queued') return null
    const holder = await tx
      .selectFrom('institutions')
      .select('path')
      .where('id', '=', report.holder_id)
      .executeTakeFirstOrThrow()
    const isDue = mayGoOver(report) && HANDLED.includes(report.state) && holder.path.includes(target.node_id)
    if (isDue) return fieldsOf(inside, target, row.report_id)
    await save(inside, row, { state: 'ended', next_try_at: null })
    return null
  })
}

/** Its number is kept also where it ended here while it was sent: should it come back, it is not sent twice. */
async function noteSent(
  deps: HandOverDeps,
  row: Open311HandoverRow,
  changes: Partial<Omit<Open311HandoverRow, 'id'>>,
): Promise<void> {
  if (await save(deps, row, changes)) return
  const { remote_id, token } = { ...row, ...changes }
  await deps.db.updateTable('open311_handovers').set({ remote_id, token }).where('id', '=', row.id).execute()
}

async function findNumber(deps: HandOverDeps, far: FarSystem, row: Open311HandoverRow): Promise<void> {
  const answer = await askToken(deps.outgoing, far, row.token ?? '')
  if (answer.outcome !== 'answered') return putOff(deps, row, answer)
  const id = answer.requests[0]?.id ?? null
  if (id === null) return putOff(deps, row, { outcome: 'retry', reason: 'no number yet' })
  return noteSent(deps, row, {
    state: 'open',
    remote_id: id,
    attempts: 0,
    last_error: null,
    next_try_at: deps.clock.now(),
  })
}

async function follow(
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
  if (answer.outcome !== 'answered') {
    for (const row of rows) await putOff(deps, row, { outcome: 'retry', reason: answer.reason })
    return
  }
  for (const row of rows) {
    const news = answer.requests.find(({ id }) => id === row.remote_id)
    if (news !== undefined) await takeNews(deps, target, row, news)
  }
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
  const notes = (news.notes ?? '').trim()
  const values = { system: target.name, text: notes }
  const text =
    [...notes].length >= 10 ? notes : t(isClosed ? 'exchange.answered' : 'exchange.updated', values).trim()
  const actor = { kind: 'staff', staff, channel: CHANNEL } as const
  try {
    if (isClosed)
      await answerReport(deps, actor, tracking_number, {
        text,
        open_tasks_reason: t('exchange.tasks_reason', { system: target.name }),
      })
    else await followUpReport(deps, actor, tracking_number, { text, visibility: 'public' })
  } catch (error) {
    // It has gone on here meanwhile; the far system's word stays in the handover.
    if (!(error instanceof DomainError)) throw error
  }
}

/** Tried again later; what the far system refuses comes back to the level above, with its reason. */
async function putOff(
  deps: HandOverDeps,
  row: Open311HandoverRow,
  answer: Exclude<FarAnswer, { outcome: 'answered' }>,
): Promise<void> {
  const attempts = row.attempts + 1
  const givenUp = answer.outcome === 'refused' || attempts >= MOST_ATTEMPTS
  const minutes = WAITS_MINUTES[row.attempts] ?? LAST_WAIT_MINUTES
  const saved = await save(deps, row, {
    attempts,
    last_error: answer.reason.slice(0, 300),
    ...(givenUp
      ? { state: 'failed' as const, next_try_at: null }
      : { next_try_at: new Date(deps.clock.now().getTime() + minutes * MINUTE_MS) }),
  })
  if (saved && givenUp && row.state === 'queued') await giveBack(deps, row, answer.reason)
}

async function giveBack(deps: HandOverDeps, row: Open311HandoverRow, reason: string): Promise<void> {
  const target = (await readOpen311Targets(deps.db)).find(({ system_id }) => system_id === row.system_id)
  const staff = target?.account_id == null ? null : await staffOfAccount(deps.db, target.account_id)
  if (target === undefined || staff === null) return
  const { tracking_number } = await deps.db
    .selectFrom('reports')
    .select('tracking_number')
    .where('id', '=', row.report_id)
    .executeTakeFirstOrThrow()
  try {
    await returnReport(deps, { kind: 'staff', staff, channel: CHANNEL }, tracking_number, {
      reason: translator('id')('exchange.refused', { system: target.name, text: reason }),
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

/** Only what is still as it was taken. @returns whether it was */
async function save(
  deps: HandOverDeps,
  row: Open311HandoverRow,
  changes: Partial<Omit<Open311HandoverRow, 'id'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await deps.db
    .updateTable('open311_handovers')
    .set(changes)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

function farOf({ sealer }: HandOverDeps, target: Open311Target): FarSystem {
  return {
    url: target.url,
    format: target.format,
    jurisdictionId: target.jurisdiction_id,
    apiKey: target.api_key_sealed === null ? null : sealer.open(target.api_key_sealed),
  }
}

/** What goes over: the public words and the place, an office as the sender, never who told it. */
async function fieldsOf(
  { db, baseUrl }: HandOverDeps,
  target: Open311Target,
  reportId: number,
): Promise<Record<string, string | null>> {
  const report = await db
    .selectFrom('reports')
    .leftJoin('categories as category', 'category.id', 'reports.category_id')
    .selectAll('reports')
    .select('category.code as category_code')
    .where('reports.id', '=', reportId)
    .executeTakeFirstOrThrow()
  const image = await db
    .selectFrom('attachments')
    .select('id')
    .where('report_id', '=', reportId)
    .where('event_seq', '=', 1)
    .where('visibility', '=', 'public')
    .where('kind', '=', 'image')
    .limit(1)
    .executeTakeFirst()
  const code = report.category_code ?? ''
  return {
    service_code: target.services[code] ?? target.default_service,
    description: `${report.public_body ?? maskPersonalData(report.body)}\n\nLAPOR! ${report.tracking_number}`,
    lat: report.latitude === null ? null : String(report.latitude),
    long: report.longitude === null ? null : String(report.longitude),
    address_string: report.location_text === null ? null : maskPersonalData(report.location_text),
    address_id: report.area_code,
    first_name: target.contact_name,
    email: target.contact_email,
    media_url: image === undefined ? null : `${baseUrl}/lampiran/${image.id}`,
  }
}
