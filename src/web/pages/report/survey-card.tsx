import { ButtonLink, Card } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageProps } from './view.tsx'

/** The way to the survey, where the institution asks; quieter once it was answered. */
export function SurveyCard({ page, model }: ReportPageProps) {
  const { t } = page
  if (model.survey === null) return null
  const answered = model.survey === 'answered'
  return (
    <Card title={t(answered ? 'survey.card.answered' : 'survey.card')} icon="star">
      <div class="stack">
        <p>{t(answered ? 'survey.card.answered_text' : 'survey.card.text')}</p>
        <div>
          <ButtonLink
            href={PATHS.survey(model.report.tracking_number)}
            look={answered ? 'secondary' : 'primary'}
            wide="phone"
          >
            {t(answered ? 'survey.card.change' : 'survey.card.open')}
          </ButtonLink>
        </div>
      </div>
    </Card>
  )
}
