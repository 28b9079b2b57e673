import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import { type Db, inTransaction, runInStaffScope } from '../../db/index.ts'
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
/** All tries are over by then, unless its worker was never there; whoever asked may ask again. */
const GIVEN_UP_MS = 86_400_000
const UNFINISHED = '.new'

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
  await inTransaction(deps.db, async (tx) => {
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
 * begins anew in a file of its own.
 * @param last it is not run again where it fails: so the person is told, and may ask anew
 */
export async function writeExport(deps: ExportDeps, folder: string, id: string, last = false): Promise<void> {
  const asked = await deps.db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst()
  if (asked === undefined || asked.finished_at !== null || asked.failed_at !== null) return
  const unfinished = join(folder, `${id}.${randomUUID()}${UNFINISHED}`)
  try {
    const staff = await staffOfAccount(deps.db, asked.account_id)
    if (staff === null) {
      await update(deps.db, id, { failed_at: deps.clock.now() })
      return
    }
    await mkdir(folder, { recursive: true })
    const rows = await writeRows(deps, staff, asked, unfinished)
    const { size } = await stat(unfinished)
    await rename(unfinished, join(folder, id))
    await update(deps.db, id, { rows, bytes: size, finished_at: deps.clock.now() })
  } catch (error) {
    if (last) await update(deps.db, id, { failed_at: deps.clock.now() })
    throw error
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined)
  }
}

async function writeRows(
  deps: ExportDeps,
  staff: Staff,
  asked: {
    readonly id: string
    readonly language: string
    readonly format: ExportFormat
    readonly filter: unknown
  },
  path: string,
): Promise<number> {
  const language: Language = asked.language === 'en' ? 'en' : 'id'
  const title = `${translator(language)('export.title')}: ${staff.nodeName}`
  const table = openTable(asked.format, path, title, headingsOf(language))
  let rows = 0
  for await (const page of pagesOf(deps, staff, asked.filter as ExportFilter)) {
    await table.write(page.map((report) => cellsOf(report, language, staff.timeZone)))
    rows += page.length
    await update(deps.db, asked.id, { rows })
    if (asked.format === 'pdf' && rows >= MOST_PDF_ROWS) break
  }
  await table.end()
  return rows
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
      'what',
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

/** Remove the files of exports a week old; that they were made stays. What did not come about in a day has failed. */
export async function removeOldExports({ db, clock }: ExportDeps, folder: string): Promise<void> {
  const now = clock.now()
  await db
    .updateTable('exports')
    .set({ failed_at: now })
    .where('finished_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('requested_at', '<', new Date(now.getTime() - GIVEN_UP_MS))
    .execute()
  const old = await db
    .updateTable('exports')
    .set({ removed_at: now })
    .where('removed_at', 'is', null)
    .where('requested_at', '<', new Date(now.getTime() - FILE_LIFETIME_MS))
    .returning('id')
    .execute()
  const gone = new Set(old.map(({ id }) => id))
  for (const name of await readdir(folder).catch(() => []))
    if (gone.has(name.split('.', 1)[0] ?? '')) await rm(join(folder, name), { force: true })
}
