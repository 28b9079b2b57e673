import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { buildAreas } from './area-rows.ts'
import type { RegistryFiles } from './registry-files.ts'

/**
 * Load the regions; a changed name is changed, nothing is removed, since reports may point at it.
 * @returns how many regions there are
 */
export async function seedAreas(tx: Db, files: RegistryFiles): Promise<number> {
  const areas = buildAreas(files)
  await sql`
    insert into areas (code, level, name, parent_code, full_name, search_name, words)
    select code, level, name, parent_code, full_name, search_name, array_to_tsvector(string_to_array(words, ' '))
    from unnest(
      ${areas.map((area) => area.code)}::text[],
      ${areas.map((area) => area.level)}::text[],
      ${areas.map((area) => area.name)}::text[],
      ${areas.map((area) => area.parent_code)}::text[],
      ${areas.map((area) => area.full_name)}::text[],
      ${areas.map((area) => area.search_name)}::text[],
      ${areas.map((area) => area.words.join(' '))}::text[]
    ) as area (code, level, name, parent_code, full_name, search_name, words)
    on conflict (code) do update set
      name = excluded.name, full_name = excluded.full_name,
      search_name = excluded.search_name, words = excluded.words
    where (areas.full_name, areas.search_name, areas.words)
      is distinct from (excluded.full_name, excluded.search_name, excluded.words)
  `.execute(tx)
  const words = new Set(areas.flatMap((area) => area.words.filter((word) => /^[a-z]{3,}$/.test(word))))
  await sql`
    insert into area_words (word) select unnest(${[...words]}::text[]) on conflict do nothing
  `.execute(tx)
  return areas.length
}
