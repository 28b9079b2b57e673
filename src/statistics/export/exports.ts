import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import { type Db, runInStaffScope } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { type Staff, staffOfAccount } from '../../identity/index.ts'
import type { Enqueue } from '../../jobs/index.ts'
import { type InboxFilter, readInbox, scopeOfStaff } from '../../reports/index.ts'
import { cellsOf, headingsOf } from './row-text.ts'
import { type ExportFormat, openTable } from './table-writer.ts'

export interface ExportDeps {
  readonly db: Db
  readonly clock: Clock
}

export type ExportFilter = Omit<InboxFilter, 'scope' | 'now' | 'limit' | 'cursor'>

export interface ExportRequest {
  readonly format: ExportFormat
  readonly filter: ExportFilter
  /** The same filter as it stands in the list's address. */
  readonly query: string
  readonly language: Language
}

/** More at once is a mistake, or a machine. */
const MOST_UNFINISHED = 3
const PAGE = 500
/** A thousand pages of paper; more is no reading. */
const MOST_PDF_ROWS = 20_000
/** What was not fetched in a week is not needed; it would only lie about. */
const FILE_LIFETIME_MS = 7 * 86_400_000

/**
 * Have a list written as a file by a job. Who asked for what stays on record.
 * @throws DomainError too_many_exports (429)
 */
export async function requestExport(
  deps: ExportDeps & { readonly enqueue: Enqueue },
  staff: Staff,
  request: ExportRequest,
): Promise<string> {
  const id = randomUUID()
  await deps.db.transaction().execute(async (tx) => {
    const { count } = await tx
      .selectFrom('exports')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('account_id', '=', staff.accountId)
      .where('finished_at', 'is', null)
      .where('failed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (count >= MOST_UNFINISHED) throw new DomainError('too_many_exports', 429)
    await tx
      .insertInto('exports')
      .values({
        id,
        account_id: staff.accountId,
        format: request.format,
        filter: JSON.stringify(request.filter),
        query: request.query,
        language: request.language,
        requested_at: deps.clock.now(),
      })
      .execute()
    await deps.enqueue(tx, 'export', { id })
  })
  return id
}

/**
 * Write the file of an export, page by page as the person who asked may see it now, in constant memory. Run again, it
 * begins anew.
 */
export async function writeExport(deps: ExportDeps, folder: string, id: string): Promise<void> {
  const asked = await deps.db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst()
  if (asked === undefined || asked.finished_at !== null) return
  const staff = await staffOfAccount(deps.db, asked.account_id)
  if (staff === null) {
    await update(deps.db, id, { failed_at: deps.clock.now() })
    return
  }
  await mkdir(folder, { recursive: true })
  const path = join(folder, id)
  const language: Language = asked.language === 'en' ? 'en' : 'id'
  const title = `${translator(language)('export.title')}: ${staff.nodeName}`
  const table = openTable(asked.format, `${path}.new`, title, headingsOf(language))
  let rows = 0
  for await (const page of pagesOf(deps, staff, asked.filter as ExportFilter)) {
    await table.write(page.map((report) => cellsOf(report, language, staff.timeZone)))
    rows += page.length
    await update(deps.db, id, { rows })
    if (asked.format === 'pdf' && rows >= MOST_PDF_ROWS) break
  }
  await table.end()
  await rename(`${path}.new`, path)
  await update(deps.db, id, { rows, bytes: (await stat(path)).size, finished_at: deps.clock.now() })
}

async function* pagesOf({ db, clock }: ExportDeps, staff: Staff, filter: ExportFilter) {
  const now = clock.now()
  let cursor: string | undefined
  do {
    // Row-level security holds here as on the page itself.
    const page = await runInStaffScope(scopeOfStaff(staff), () =>
      readInbox(db, staff, { ...filter, scope: 'all', now, limit: PAGE, cursor }),
    )
    yield page.reports
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function update(
  db: Db,
  id: string,
  set: { rows?: number; bytes?: number; finished_at?: Date; failed_at?: Date },
) {
  return db.updateTable('exports').set(set).where('id', '=', id).execute()
}

const MOST_LISTED = 50

/** A person's own exports, the newest first. */
export function listExports(db: Db, accountId: number) {
  return db
    .selectFrom('exports')
    .select([
      'id',
      'format',
      'query',
      'requested_at',
      'rows',
      'bytes',
      'finished_at',
      'failed_at',
      'removed_at',
    ])
    .where('account_id', '=', accountId)
    .orderBy('requested_at', 'desc')
    .limit(MOST_LISTED)
    .execute()
}
export type ListedExport = Awaited<ReturnType<typeof listExports>>[number]

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The file of one's own finished export, counted; null where there is none. */
export async function takeExport(
  db: Db,
  accountId: number,
  id: string,
): Promise<{ format: ExportFormat } | null> {
  if (!UUID.test(id)) return null
  const taken = await db
    .updateTable('exports')
    .set(({ eb }) => ({ downloads: eb('downloads', '+', 1) }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('finished_at', 'is not', null)
    .where('removed_at', 'is', null)
    .returning('format')
    .executeTakeFirst()
  return taken ?? null
}

/** Remove the files of exports a week old; that they were made stays. */
export async function removeOldExports({ db, clock }: ExportDeps, folder: string): Promise<void> {
  const now = clock.now()
  const old = await db
    .updateTable('exports')
    .set({ removed_at: now })
    .where('removed_at', 'is', null)
    .where('requested_at', '<', new Date(now.getTime() - FILE_LIFETIME_MS))
    .returning('id')
    .execute()
  for (const { id } of old) {
    await rm(join(folder, id), { force: true })
    await rm(join(folder, `${id}.new`), { force: true })
  }
}
