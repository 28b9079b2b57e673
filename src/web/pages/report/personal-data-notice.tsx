import type { PersonalDataKind } from '../../../reports/index.ts'
import { Notice, type PageFrame } from '../../../ui/index.ts'

/** Says gently that one's words tell of persons, and that the public will not read it. */
export function PersonalDataNotice({ page, kinds }: { page: PageFrame; kinds: readonly PersonalDataKind[] }) {
  const { t, language } = page
  if (kinds.length === 0) return null
  const names = kinds.map((kind) => t(`personal_data.${kind}`))
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
  return (
    <Notice tone="info" title={t('report.personal_data.title')}>
      <p>{t('report.personal_data', { kinds: list })}</p>
    </Notice>
  )
}
