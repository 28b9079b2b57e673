import { Band, DEFINED_FIGURES, type PageFrame, PublicLayout } from '../../../ui/index.ts'

/** What every figure counts, each under an address of its own. */
export function DefinitionsPage({ page }: { readonly page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout
      page={page}
      title={t('definitions.title')}
      description={t('definitions.lead')}
      current="statistics"
      width="full"
    >
      <Band>
        <div class="stack max-w-3xl">
          <h1>{t('definitions.title')}</h1>
          <p class="lead">{t('definitions.lead')}</p>
          <dl class="definitions">
            {DEFINED_FIGURES.map((name) => (
              <div key={name} id={name}>
                <dt>{t(`figure.${name}`)}</dt>
                <dd>{t(`definition.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </Band>
    </PublicLayout>
  )
}
