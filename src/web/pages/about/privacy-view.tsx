import { DescriptionList, type PageFrame, PublicLayout } from '../../../ui/index.ts'

const STORED = ['name', 'nik', 'contact', 'story', 'place', 'files', 'history', 'block', 'cookies'] as const
const VIEWERS = ['public', 'institution', 'anonymous', 'secret', 'registry', 'operator'] as const
const RIGHTS = ['see', 'correct', 'erase', 'withdraw', 'object', 'complain'] as const

/** What is stored, who sees it, and what rights one has, in plain words. */
export function PrivacyPage({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('privacy.title')} description={t('privacy.lead')} width="reading">
      <div class="stack-large">
        <div class="stack">
          <h1>{t('privacy.title')}</h1>
          <p class="lead">{t('privacy.lead')}</p>
        </div>
        <section class="stack">
          <h2>{t('privacy.stored')}</h2>
          <DescriptionList
            facts={STORED.map((topic) => ({
              term: t(`privacy.stored.${topic}`),
              detail: <span class="font-normal">{t(`privacy.stored.${topic}.text`)}</span>,
            }))}
          />
        </section>
        <section class="stack">
          <h2>{t('privacy.viewers')}</h2>
          <DescriptionList
            facts={VIEWERS.map((topic) => ({
              term: t(`privacy.viewers.${topic}`),
              detail: <span class="font-normal">{t(`privacy.viewers.${topic}.text`)}</span>,
            }))}
          />
        </section>
        <section class="stack">
          <h2>{t('privacy.basis')}</h2>
          <p>{t('privacy.basis.text')}</p>
          <p>{t('privacy.kept')}</p>
        </section>
        <section class="stack">
          <h2>{t('privacy.rights')}</h2>
          <p>{t('privacy.rights.lead')}</p>
          <ul class="list-disc ps-6">
            {RIGHTS.map((right) => (
              <li key={right}>{t(`privacy.rights.${right}`)}</li>
            ))}
          </ul>
          <p>{t('privacy.rights.how')}</p>
        </section>
        <p>
          <a href="/lapor">{t('privacy.tell')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
