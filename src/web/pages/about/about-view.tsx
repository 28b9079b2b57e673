import {
  Band,
  ButtonLink,
  ButtonRow,
  Disclosure,
  type PageFrame,
  PublicLayout,
  reportSteps,
  StepProgress,
} from '../../../ui/index.ts'

const QUESTIONS = ['who', 'free', 'wrong', 'late', 'not_done', 'public', 'number', 'emergency'] as const

/** What LAPOR! is, how a report travels, and what people ask. */
export function AboutPage({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout
      page={page}
      title={t('about.title')}
      description={t('about.lead')}
      current="about"
      width="full"
    >
      <Band>
        <div class="stack max-w-3xl">
          <h1>{t('about.title')}</h1>
          <p class="lead">{t('about.lead')}</p>
          <p>{t('about.text')}</p>
        </div>
      </Band>
      <Band title={t('about.steps')} sunken>
        <StepProgress t={t} steps={reportSteps(t, true)} current={null} label={t('about.steps')} />
      </Band>
      <Band title={t('about.questions')}>
        <div class="stack max-w-3xl">
          {QUESTIONS.map((question) => (
            <Disclosure key={question} summary={t(`about.q.${question}`)} look="card">
              <p>{t(`about.a.${question}`)}</p>
            </Disclosure>
          ))}
        </div>
      </Band>
      <Band title={t('about.credits')} sunken>
        <div class="stack">
          <p>{t('about.credits.software')}</p>
          <p>
            {t('about.credits.areas')}{' '}
            <a href="https://github.com/fityannugroho/idn-area-data">idn-area-data</a> (
            <a href="https://opendatacommons.org/licenses/odbl/1-0/">ODbL 1.0</a>).{' '}
            {t('about.credits.places')} <a href="https://www.geonames.org">GeoNames</a> (
            <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>).
          </p>
          <p>{t('about.credits.font')}</p>
          <ButtonRow>
            <ButtonLink href="/lapor" icon="edit">
              {t('home.tell')}
            </ButtonLink>
            <ButtonLink href="/privasi" look="secondary">
              {t('privacy.title')}
            </ButtonLink>
            <ButtonLink href="/audit" look="secondary">
              {t('digest.title')}
            </ButtonLink>
          </ButtonRow>
        </div>
      </Band>
    </PublicLayout>
  )
}
