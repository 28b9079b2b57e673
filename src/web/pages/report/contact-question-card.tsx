import { Button, Card, Form, type PageFrame } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageModel } from './model.ts'

/** Another system handles the report and asks whom it may reach: the reporter's own decision, both ways one click. */
export function ContactQuestionCard({ page, model }: { page: PageFrame; model: ReportPageModel }) {
  const { t } = page
  const { identityQuestion: question, report } = model
  if (question === null) return null
  const action = `${PATHS.report(report.tracking_number)}/kontak`
  return (
    <Card title={t('report.contact_question.title')} icon="lock">
      <div class="stack">
        <p>{t('report.contact_question.text', { system: question.systemName })}</p>
        {question.reason !== null && (
          <div>
            <p class="text-ink-soft">{t('report.contact_question.reason')}</p>
            <blockquote class="border-l-4 border-line pl-3">{question.reason}</blockquote>
          </div>
        )}
        <Form page={page} action={action}>
          <div class="flex flex-wrap gap-3">
            <Button name="izin" value="ya">
              {t('report.contact_question.yes')}
            </Button>
            <Button name="izin" value="tidak" look="secondary">
              {t('report.contact_question.no')}
            </Button>
          </div>
        </Form>
        <p class="text-ink-soft">{t('report.contact_question.note')}</p>
      </div>
    </Card>
  )
}
