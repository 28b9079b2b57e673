import type { Open311HandoverRow } from '../../db/index.ts'
import { holdStill, maskPersonalData } from '../../reports/index.ts'
import { askToken, type FarSystem, postRequest } from './far-system.ts'
import { followRequests } from './follow-requests.ts'
import { HANDLED, mayGoOver } from './note-handover.ts'
import { type HandOverDeps, putOff, save } from './put-off.ts'
import { type Open311Target, readOpen311Targets } from './targets.ts'

const MINUTE_MS = 60_000
/** How often an open request is asked after; GeoReport knows no calls to us. */
const FOLLOW_MS = 5 * MINUTE_MS
/** Requests asked after in one call. */
const TOGETHER = 50

/**
 * Send what is to be handed over and ask after what was, until nothing is due. Safe on several workers: each takes its
 * own by putting off the next try.
 * @returns how many handovers were worked on
 */
export async function handOverDue(deps: HandOverDeps): Promise<number> {
  const targets = await readOpen311Targets(deps.db)
  // At once: a far system that is slow or away holds up its own alone.
  const worked = await Promise.all(targets.map((target) => handOverTo(deps, target)))
  return worked.reduce((sum, one) => sum + one, 0)
}

async function handOverTo(deps: HandOverDeps, target: Open311Target): Promise<number> {
  const far = farOf(deps, target)
  let worked = 0
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
    await findNumber(deps, target, far, row)
  }
  for (;;) {
    const open = await claim(deps, target.system_id, ['open'], TOGETHER)
    if (open.length === 0) break
    worked += open.length
    await followRequests(deps, target, far, open)
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
  if (answer.outcome !== 'answered') return putOff(deps, target, row, answer)
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
  return putOff(deps, target, row, { outcome: 'retry', reason: 'neither service_request_id nor token' })
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

async function findNumber(
  deps: HandOverDeps,
  target: Open311Target,
  far: FarSystem,
  row: Open311HandoverRow,
): Promise<void> {
  const answer = await askToken(deps.outgoing, far, row.token ?? '')
  if (answer.outcome !== 'answered') return putOff(deps, target, row, answer)
  const id = answer.requests[0]?.id ?? null
  if (id === null) return putOff(deps, target, row, { outcome: 'retry', reason: 'no number yet' })
  return noteSent(deps, row, {
    state: 'open',
    remote_id: id,
    attempts: 0,
    last_error: null,
    next_try_at: deps.clock.now(),
  })
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
