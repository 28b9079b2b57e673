import { type Db, inTransaction } from '../../db/index.ts'
import { readExported } from './jsonl-file.ts'

interface PlaceLine {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly short_name: string
  readonly aliases: string[]
  readonly functions: string[]
  readonly duties?: string | null
  readonly parent_code: string | null
  readonly area_code: string | null
  readonly time_zone: string
  readonly active: boolean
  readonly search_name: string
}

interface CategoryLine {
  readonly code: string
  readonly parent_code: string | null
  readonly name_id: string
  readonly name_en: string
  readonly default_level: 'national' | 'province' | 'regency'
  readonly default_handler: string | null
  readonly oversight: boolean
  readonly active: boolean
  readonly position: number
}

/** Places and categories that an export knows and this installation does not; what is here stays as it is. */
export function addMissingPlaces(db: Db, folder: string, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    for await (const line of lines<PlaceLine>(folder, 'institutions')) await addPlace(tx, line, now)
    for await (const line of lines<CategoryLine>(folder, 'categories')) await addCategory(tx, line, now)
  })
}

async function addPlace(tx: Db, { parent_code, ...place }: PlaceLine, now: Date): Promise<void> {
  const known = await find(tx, place.code)
  if (known !== undefined || parent_code === null) return
  const parent = await find(tx, parent_code)
  if (parent === undefined) return
  const { id } = await tx
    .insertInto('institutions')
    .values({
      ...place,
      duties: place.duties ?? null,
      parent_id: parent.id,
      institution_id: null,
      path: [],
      coordinator_id: null,
      seeded_hash: null,
      edited_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const path = [...parent.path, id]
  await tx
    .updateTable('institutions')
    // Below the root stand the institutions, below them their units.
    .set({ path, institution_id: path[1] ?? id })
    .where('id', '=', id)
    .execute()
}

function find(tx: Db, code: string) {
  return tx.selectFrom('institutions').select(['id', 'path']).where('code', '=', code).executeTakeFirst()
}

async function addCategory(tx: Db, { parent_code, ...category }: CategoryLine, now: Date): Promise<void> {
  const idOf = (code: string) =>
    tx.selectFrom('categories').select('id').where('code', '=', code).executeTakeFirst()
  if ((await idOf(category.code)) !== undefined) return
  const parent = parent_code === null ? null : await idOf(parent_code)
  await tx
    .insertInto('categories')
    .values({ ...category, parent_id: parent?.id ?? null, seeded_hash: null, edited_at: now })
    .execute()
}

async function* lines<Line>(folder: string, name: string): AsyncIterable<Line> {
  for await (const bytes of readExported(folder, `${name}.jsonl`)) yield JSON.parse(bytes.toString())
}
