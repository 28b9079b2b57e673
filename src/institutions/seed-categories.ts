import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { RegistryFiles } from './registry-files.ts'

/**
 * Load the two levels of categories in the order of the file; a row edited in the console keeps its values.
 * @returns how many the file holds
 */
export async function seedCategories(tx: Db, files: RegistryFiles): Promise<number> {
  const rows = files.rows('categories.csv').map((row, index) => {
    const values = { ...row, default_handler: row.default_handler || null, position: index + 1 }
    return {
      ...values,
      seeded_hash: createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16),
    }
  })
  await sql`
    insert into categories (code, name_id, name_en, default_level, default_handler, oversight, position, seeded_hash)
    select code, name_id, name_en, default_level, default_handler, oversight, position, seeded_hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      code text, name_id text, name_en text, default_level text, default_handler text, oversight boolean,
      position integer, seeded_hash text
    )
    on conflict (code) do update set
      name_id = excluded.name_id, name_en = excluded.name_en, default_level = excluded.default_level,
      default_handler = excluded.default_handler, oversight = excluded.oversight, position = excluded.position,
      seeded_hash = excluded.seeded_hash
    where categories.edited_at is null and categories.seeded_hash is distinct from excluded.seeded_hash
  `.execute(tx)
  await sql`
    update categories as child set parent_id = parent.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (code text, parent_code text)
    join categories as parent on parent.code = row.parent_code
    where child.code = row.code and child.edited_at is null and child.parent_id is distinct from parent.id
  `.execute(tx)
  return rows.length
}
