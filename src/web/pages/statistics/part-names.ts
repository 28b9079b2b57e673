import type { Db } from '../../../db/index.ts'
import type { Language, Translate } from '../../../i18n/index.ts'
import { isMessageKey } from '../../../i18n/index.ts'
import type { PublicFigures } from '../../../statistics/index.ts'

/** What the keys of parts are called. */
export interface PartNames {
  readonly categories: ReadonlyMap<
    string,
    { readonly name_id: string; readonly name_en: string; readonly code: string }
  >
  readonly areas: ReadonlyMap<string, string>
}

export async function readPartNames(db: Db, figures: PublicFigures): Promise<PartNames> {
  const ids = figures.categories.shown.map(({ key }) => Number(key)).filter((id) => id > 0)
  const codes = figures.areas.shown.map(({ key }) => key).filter((key) => key !== '')
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

export function partName(
  part: 'class' | 'category' | 'area',
  key: string,
  names: PartNames,
  t: Translate,
  language: Language,
): string {
  const unknown = t('statistics.part.unknown')
  if (part === 'area') return names.areas.get(key) ?? unknown
  if (part === 'category')
    return names.categories.get(key)?.[language === 'en' ? 'name_en' : 'name_id'] ?? unknown
  const message = `class.${key}`
  return isMessageKey(message) ? t(message) : key
}
