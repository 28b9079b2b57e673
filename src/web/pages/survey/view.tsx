import { formatDate } from '../../../i18n/index.ts'
import { SURVEY_ELEMENTS, type SurveyAnswers } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  ScaleInput,
} from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'

interface SurveyProps {
  readonly page: PageFrame
  readonly number: string
  readonly institution: string
  readonly holder: string
  readonly timeZone: string
  /** Null while nothing is asked: not closed, over, or the institution does not ask. */
  readonly until: Date | null
  readonly answers: SurveyAnswers | null
  readonly problems: FormProblems
  readonly message: string | null
}

/** Nine questions of four choices each; whoever answers one has answered. */
export function SurveyPage(props: SurveyProps) {
  const { page, number, institution, until, answers, problems, message } = props
  const { t, language } = page
  const title = t('survey.title')
  return (
    <PublicLayout page={page} title={title} width="reading" noIndex>
      <Breadcrumbs t={t} crumbs={[{ label: `#${number}`, href: PATHS.report(number) }, { label: title }]} />
      <div class="stack-large">
        <ErrorSummary title={t('report.problems')} errors={problems.all} />
        {message !== null && <Notice tone="danger" title={message} live />}
        <div class="stack">
          <h1>{title}</h1>
          {until === null ? (
            <p class="lead">{t('survey.over')}</p>
          ) : (
            <>
              <p class="lead">{t('survey.lead', { institution })}</p>
              <p class="text-ink-soft">
                {t('survey.anonymous', { until: formatDate(until, language, props.timeZone) })}
              </p>
            </>
          )}
        </div>
        {until !== null && (
          <Form page={page} action={PATHS.survey(number)}>
            <div class="stack-large">
              {SURVEY_ELEMENTS.map((element, index) => (
                <ScaleInput
                  key={element}
                  name={element}
                  label={`${index + 1}. ${t(`survey.ask.${element}`, { holder: props.holder })}`}
                  error={problems.of(element)}
                  value={answers?.[index] ?? null}
                  words={[
                    t(`survey.scale.${element}.1`),
                    t(`survey.scale.${element}.2`),
                    t(`survey.scale.${element}.3`),
                    t(`survey.scale.${element}.4`),
                  ]}
                />
              ))}
              <Button size="large" wide="phone" icon="send">
                {t('survey.send')}
              </Button>
            </div>
          </Form>
        )}
        <p>
          <a href={PATHS.report(number)}>{t('survey.back')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
