import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, ExchangeFileRow } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import type { Outgoing, OutgoingResult } from '../../outgoing/index.ts'
import { ATTACHMENT_LIMITS, type FileStore, storeUpload } from '../../reports/index.ts'
import { uuidOf } from '../../uuid-of.ts'
import { readFilesToTell } from './files-to-tell.ts'
import { type ExchangeLink, linkOfSystem, readLinks } from './links.ts'
import { type PassOnDeps, passOnReport, send } from './pass-on.ts'

export interface FetchFilesDeps extends PassOnDeps {
  readonly outgoing: Outgoing
  readonly files: FileStore
}

const MINUTE_MS = 60_000
const TIMEOUT_MS = 60_000
/** A worker that dies holds a file back for so long: as long as fetching takes at most, and a little. */
const LEASE_MS = TIMEOUT_MS + 30_000
/** Waits after each failure, four hours at most; given up after some three days. */
const WAITS_MINUTES: readonly number[] = [1, 5, 30, 120]
const LAST_WAIT_MINUTES = 240
const MOST_ATTEMPTS = 22
/** Under way at once from one worker: each may be as large as a file can be. */
const LANES = 4

/**
 * Fetch the files that partners named, until none is due. Each is looked at as an upload is, photos are encoded anew, and
 * belongs to its entry of the report once, however often it was tried. Safe on several workers.
 * @returns how many were tried
 */
export async function fetchFilesDue(deps: FetchFilesDeps): Promise<number> {
  let tried = 0
  // Whoever finds one has another look for more: mostly there is none.
  const lane = async (more: number): Promise<void> => {
    let other: Promise<void> | null = null
    try {
      for (let row = await claim(deps); row !== undefined; row = await claim(deps)) {
        if (more > 0) other ??= lane(more - 1)
        tried += 1
        await fetchOne(deps, row)
      }
    } finally {
      await other
    }
  }
  await lane(LANES - 1)
  return tried
}

function claim({ db, clock }: FetchFilesDeps): Promise<ExchangeFileRow | undefined> {
  const now = clock.now()
  return db
    .updateTable('exchange_files')
    .set({ next_try_at: new Date(now.getTime() + LEASE_MS) })
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('exchange_files')
        .select('id')
        .where('state', '=', 'wanted')
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

async function fetchOne(deps: FetchFilesDeps, row: ExchangeFileRow): Promise<void> {
  const link = await linkOfSystem(deps.db, row.system_id)
  if (link?.url == null) return putOff(deps, row, 'the link is off')
  const url = addressOf(row.url ?? '', link.url)
  if (url === null) return giveUp(deps.db, row, 'not on the host of the link')
  const bearer = await bearerOf(deps, link)
  const result = await deps.outgoing(url, {
    headers: { 'user-agent': 'LAPOR', ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) },
    timeoutMs: TIMEOUT_MS,
    maxBytes: ATTACHMENT_LIMITS.bytes,
  })
  const bytes = readBytes(result)
  if (!Buffer.isBuffer(bytes))
    return bytes.isFinal ? giveUp(deps.db, row, bytes.why) : putOff(deps, row, bytes.why)
  if (row.sha256 !== null && !createHash('sha256').update(bytes).digest().equals(row.sha256))
    return giveUp(deps.db, row, 'the checksum differs')
  const id = idHere(row)
  try {
    await storeUpload(deps, { id, name: row.name ?? '', bytes, draftId: null })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return giveUp(deps.db, row, error.fields[0]?.code ?? error.code)
  }
  await take(deps, row, id)
}

/** Our key there is shown to nobody but the partner itself. */
function addressOf(url: string, linkUrl: string): string | null {
  if (!URL.canParse(url, linkUrl)) return null
  const target = new URL(url, linkUrl)
  return target.origin === new URL(linkUrl).origin ? target.href : null
}

async function bearerOf({ db, sealer }: FetchFilesDeps, link: ExchangeLink): Promise<string | null> {
  const webhook = await db
    .selectFrom('webhooks')
    .select('bearer_sealed')
    .where('id', '=', link.webhookId)
    .executeTakeFirst()
  return webhook?.bearer_sealed == null ? null : sealer.open(webhook.bearer_sealed)
}

function readBytes(result: OutgoingResult): Buffer | { readonly why: string; readonly isFinal: boolean } {
  if (result.outcome === 'failed') {
    const isFinal = result.reason === 'address_refused' || result.reason === 'too_large'
    return { why: `${result.reason}: ${result.detail}`, isFinal }
  }
  const { status, body } = result
  if (status === 200) return body
  return { why: `HTTP ${status}`, isFinal: status === 404 || status === 410 }
}

/** The same for each try, and none that the partner could choose: it could be another file's. */
function idHere({ system_id, report_id, remote_id }: ExchangeFileRow): string {
  return uuidOf(`exchange ${system_id} ${report_id} ${remote_id}`)
}

/** The file belongs to its entry from now on, and goes on to those who share the report with us as well. */
async function take(deps: FetchFilesDeps, row: ExchangeFileRow, id: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    // What was said before goes before: the partner finds the entry to which the file belongs.
    const report = await passOnReport(inside, row.report_id)
    const now = await tx
      .selectFrom('exchange_files')
      .select('state')
      .where('id', '=', row.id)
      .forUpdate()
      .executeTakeFirst()
    if (now?.state !== 'wanted') return
    if (report.anonymised_at !== null) return giveUp(tx, row, 'the report is anonymised')
    const entry = await tx
      .selectFrom('report_events')
      .select('visibility')
      .where('report_id', '=', row.report_id)
      .where('seq', '=', row.event_seq)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('attachments')
      .set({ report_id: row.report_id, event_seq: row.event_seq, visibility: entry.visibility })
      .where('id', '=', id)
      .where('report_id', 'is', null)
      .execute()
    await tx
      .updateTable('reports')
      .set({ version: sql<number>`version + 1` })
      .where('id', '=', row.report_id)
      .execute()
    await settle(tx, row, 'taken', null)
    await passFileOn(inside, row, report, id)
  })
}

async function passFileOn(
  deps: FetchFilesDeps,
  row: ExchangeFileRow,
  report: Awaited<ReturnType<typeof passOnReport>>,
  id: string,
): Promise<void> {
  const shares = await deps.db
    .selectFrom('exchange_shares')
    .selectAll()
    .where('report_id', '=', row.report_id)
    .where('system_id', '!=', row.system_id)
    .where('state', 'in', ['offered', 'accepted'])
    .execute()
  if (shares.length === 0) return
  const links = await readLinks(deps.db)
  for (const share of shares) {
    const link = links.find(({ systemId }) => systemId === share.system_id)
    const filesOf = await readFilesToTell(deps.db, report, share.direction)
    const attachments = filesOf(row.event_seq).filter((file) => file.id === id)
    if (link !== undefined && attachments.length > 0)
      await send(deps, link, report, share, [{ type: 'update', attachments }])
  }
}

async function putOff({ db, clock }: FetchFilesDeps, row: ExchangeFileRow, why: string): Promise<void> {
  const attempts = row.attempts + 1
  if (attempts >= MOST_ATTEMPTS) return giveUp(db, row, why)
  const minutes = WAITS_MINUTES[row.attempts] ?? LAST_WAIT_MINUTES
  await db
    .updateTable('exchange_files')
    .set({
      attempts,
      last_error: why.slice(0, 300),
      next_try_at: new Date(clock.now().getTime() + minutes * MINUTE_MS),
    })
    .where('id', '=', row.id)
    .where('state', '=', 'wanted')
    .execute()
}

function giveUp(db: Db, row: ExchangeFileRow, why: string): Promise<void> {
  return settle(db, row, 'failed', why.slice(0, 300))
}

/** That it came, or why not, stays; what it was called and where it lay does not. */
async function settle(
  db: Db,
  row: ExchangeFileRow,
  state: 'taken' | 'failed',
  lastError: string | null,
): Promise<void> {
  await db
    .updateTable('exchange_files')
    .set({ state, last_error: lastError, next_try_at: null, name: null, url: null })
    .where('id', '=', row.id)
    .where('state', '=', 'wanted')
    .execute()
}
