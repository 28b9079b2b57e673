import type { Db } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'

/** A filter of the list of reports that a person keeps under a name; nobody else sees it. */
export interface SavedView {
  readonly id: number
  readonly name: string
  /** The parameters of the list's address. */
  readonly query: string
}

const NAME_LENGTH = 60
const QUERY_LENGTH = 2_000
/** More tabs than that find nothing quicker. */
const MOST_VIEWS = 20

export function listSavedViews(db: Db, accountId: number): Promise<SavedView[]> {
  return db
    .selectFrom('saved_views')
    .select(['id', 'name', 'query'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
}

/** @throws DomainError invalid_input on `name`; too_many_views (409) */
export async function saveView(
  db: Db,
  accountId: number,
  view: { name: string; query: string; now: Date },
): Promise<void> {
  const name = checkName(view.name)
  if (view.query === '' || view.query.length > QUERY_LENGTH)
    throw invalid([{ field: 'name', code: 'view_without_filter' }])
  const own = await listSavedViews(db, accountId)
  if (own.length >= MOST_VIEWS) throw new DomainError('too_many_views', 409, { values: { max: MOST_VIEWS } })
  const inserted = await db
    .insertInto('saved_views')
    .values({ account_id: accountId, name, query: view.query, created_at: view.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .executeTakeFirst()
  if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0)
    throw invalid([{ field: 'name', code: 'view_name_taken' }])
}

/** @throws DomainError not_found; invalid_input on `name` */
export async function renameView(db: Db, accountId: number, id: number, text: string): Promise<void> {
  const name = checkName(text)
  const other = await db
    .selectFrom('saved_views')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other !== undefined) throw invalid([{ field: 'name', code: 'view_name_taken' }])
  const renamed = await db
    .updateTable('saved_views')
    .set({ name })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (Number(renamed.numUpdatedRows) === 0) throw notFound()
}

/** Deleting what is gone already is no mistake: it was sent twice. */
export async function deleteView(db: Db, accountId: number, id: number): Promise<void> {
  await db.deleteFrom('saved_views').where('id', '=', id).where('account_id', '=', accountId).execute()
}

function checkName(text: string): string {
  const name = text.replaceAll(/\s+/g, ' ').trim()
  if (name === '') throw invalid([{ field: 'name', code: 'view_name_missing' }])
  if ([...name].length > NAME_LENGTH || /\p{Cc}/u.test(name))
    throw invalid([{ field: 'name', code: 'view_name_long', values: { max: NAME_LENGTH } }])
  return name
}
