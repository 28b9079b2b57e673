import { Button, Card, Form, type PageFrame } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageModel } from './model.ts'

/** The reporter's right to have people alone decide (UU 27/2022, article 10), while it can still matter. */
export function ObjectionCard({ page, model }: { page: PageFrame; model: ReportPageModel }) {
  const { t } = page
  if (model.objected === null) return null
  return (
    <Card title={t('routing.objection.title')} icon="hand">
      {model.objected ? (
        <p>{t('routing.objection.done')}</p>
      ) : (
        <Form page={page} action={`${PATHS.report(model.report.tracking_number)}/tolak-otomatis`}>
          <p class="mb-4">{t('routing.objection.text')}</p>
          <Button look="secondary">{t('routing.objection.submit')}</Button>
        </Form>
      )}
    </Card>
  )
}
