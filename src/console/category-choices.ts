import type { Language } from '../i18n/index.ts'
import type { CategoryGroup } from '../institutions/index.ts'
import type { ChoiceGroup } from '../ui/index.ts'

/** The two levels as groups of a select; the upper one can be chosen too, for what fits none below it. */
export function categoryChoices(categories: readonly CategoryGroup[], language: Language): ChoiceGroup[] {
  const name = (category: { name_id: string; name_en: string }) =>
    language === 'en' ? category.name_en : category.name_id
  return categories.map((parent) => ({
    group: name(parent),
    choices: [parent, ...parent.children].map((category) => ({
      value: category.code,
      label: name(category),
    })),
  }))
}
