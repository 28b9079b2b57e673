import type { Db, FigureDimension } from '../../db/index.ts'
import { isMessageKey, type Language, type Translate } from '../../i18n/index.ts'

/** What the keys of parts are called. */
export interface PartNames {
  readonly categories: ReadonlyMap<
    string,
    { readonly name_id: string; readonly name_en: string; readonly code: string }
  >
  readonly areas: ReadonlyMap<string, string>
}

/** The names of parts by their keys; what belongs to none of them has the empty key. */
export async function readPartNames(
  db: Db,
  keys: { readonly categories: readonly string[]; readonly areas: readonly string[] },
): Promise<PartNames> {
  const ids = keys.categories.map(Number).filter((id) => id > 0)
  const codes = keys.areas.filter((key) => key !== '')
  const [categories, areas] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .selectFrom('categories')
          .select(['id', 'code', 'name_id', 'name_en'])
          .where('id', 'in', ids)
          .execute(),
    codes.length === 0
      ? []
      : db.selectFrom('areas').select(['code', 'name']).where('code', 'in', codes).execute(),
  ])
  return {
    categories: new Map(categories.map(({ id, ...category }) => [String(id), category])),
    areas: new Map(areas.map(({ code, name }) => [code, name])),
  }
}

/** A part as a person calls it. */
export function partName(
  part: Exclude<FigureDimension, 'all'>,
  key: string,
  names: PartNames,
  t: Translate,
  language: Language,
): string {
  const unknown = t('statistics.part.unknown')
  if (part === 'area') return names.areas.get(key) ?? unknown
  if (part === 'category')
    return names.categories.get(key)?.[language === 'en' ? 'name_en' : 'name_id'] ?? unknown
  const message = `${part}.${key}`
  return isMessageKey(message) ? t(message) : key
}
