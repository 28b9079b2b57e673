import { Notice, PageHeading, Tabs } from '../../../ui/index.ts'
import { ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { CategoriesPart } from './categories-part.tsx'
import { HolidaysPart } from './holidays-part.tsx'
import { REGISTRY_PARTS, type RegistryPageProps } from './model.ts'
import { RulesPart } from './rules-part.tsx'

/** Categories, days off and deadline rules, each under its own tab. */
export function RegistryPage(props: RegistryPageProps) {
  const { frame, part, refused, notice } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t(`registry.part.${part}`)} current="registry">
      <PageHeading title={t('registry.title')} lead={t('registry.lead')} />
      {frame.staff.role === 'national_admin' && (
        <p class="mb-4">
          <a href="/petugas/aturan-identitas">{t('identity_rule.title')}</a>
          {' · '}
          <a href="/petugas/aturan-retensi">{t('retention.title')}</a>
          {' · '}
          <a href="/petugas/penyalahgunaan">{t('console.abuse.title')}</a>
          {' · '}
          <a href="/petugas/catatan-perubahan">{t('change.title')}</a>
        </p>
      )}
      <Tabs
        label={t('registry.title')}
        tabs={REGISTRY_PARTS.map((name) => ({
          label: t(`registry.part.${name}`),
          href: `/petugas/rujukan?bagian=${name}`,
          current: name === part,
        }))}
      />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        {notice !== null && <Notice tone="success" title={t('registry.saved')} live />}
        {part === 'kategori' && <CategoriesPart {...props} />}
        {part === 'libur' && <HolidaysPart {...props} />}
        {part === 'tenggat' && <RulesPart {...props} />}
      </div>
    </ConsolePage>
  )
}
