import {
  Button,
  Card,
  ErrorSummary,
  Form,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'

interface AccessPageProps {
  readonly page: PageFrame
  readonly values: { readonly number: string; readonly contact: string }
  readonly problems: FormProblems
}

/** Asks for the number and the contact of one's report. */
export function AccessPage({ page, values, problems }: AccessPageProps) {
  const { t } = page
  return (
    <PublicLayout
      page={{ ...page, path: PATHS.access }}
      title={t('report.access.title')}
      width="reading"
      noIndex
    >
      <div class="stack-large">
        <div class="stack">
          <h1>{t('report.access.title')}</h1>
          <p class="lead">{t('report.access.lead')}</p>
        </div>
        <ErrorSummary title={t('report.problems')} errors={problems.all} />
        <Card>
          <Form page={page} action={PATHS.access}>
            <div class="stack-large">
              <TextInput
                name="number"
                label={t('report.access.number')}
                hint={t('report.access.number.hint')}
                error={problems.of('number')}
                value={values.number}
                inputMode="numeric"
                width="medium"
                required
              />
              <TextInput
                name="contact"
                label={t('report.access.contact')}
                hint={t('report.access.contact.hint')}
                error={problems.of('contact')}
                value={values.contact}
                autocomplete="tel"
                width="medium"
                required
              />
              <Button size="large" wide="phone" icon="send">
                {t('report.access.submit')}
              </Button>
            </div>
          </Form>
        </Card>
        <p class="text-ink-soft">{t('report.access.lost')}</p>
      </div>
    </PublicLayout>
  )
}
