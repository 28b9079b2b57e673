import type { PublicReport } from '../../../reports/index.ts'
import { SUBMISSION_LIMITS } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  CheckboxField,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  StateBadge,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'

export interface SupportValues {
  readonly text: string
  readonly name: string
  readonly contact: string
  /** `on` or empty. */
  readonly anonymous: string
  readonly request_key: string
  /** `on` where it was begun as a report of one's own. */
  readonly from_draft: string
}

interface SupportPageProps {
  readonly page: PageFrame
  readonly report: PublicReport
  readonly values: SupportValues
  /** Chosen for a report of one's own; they are sent along. */
  readonly files: readonly { readonly original_name: string }[]
  readonly problems: FormProblems
}

/** To be counted as someone who has this too, and to get every message about it. */
export function SupportPage({ page, report, values, files, problems }: SupportPageProps) {
  const { t } = page
  const number = report.tracking_number
  return (
    <PublicLayout page={page} title={t('support.title')} width="reading" noIndex>
      <Breadcrumbs
        t={t}
        crumbs={[{ label: `#${number}`, href: PATHS.report(number) }, { label: t('support.title') }]}
      />
      <div class="stack-large">
        <div class="stack">
          <h1>{t('support.title')}</h1>
          <p class="lead">{t('support.lead')}</p>
        </div>
        <Card look="sunken">
          <div class="stack">
            <p>
              <StateBadge t={t} state={report.state} />
            </p>
            <p class="font-bold">{report.title}</p>
            <p class="text-ink-soft">{t('report.support.count', { count: report.support_count })}</p>
          </div>
        </Card>
        <ErrorSummary title={t('report.problems')} errors={problems.all} />
        {values.from_draft !== '' && (
          <Notice tone="info">
            <p>
              {t('similar.support.kept')} <a href="/lapor">{t('similar.support.back')}</a>
            </p>
          </Notice>
        )}
        <Card>
          <Form page={page} action={PATHS.support(number)} valuesSent={problems.all.length > 0}>
            <input type="hidden" name="request_key" value={values.request_key} />
            <input type="hidden" name="from_draft" value={values.from_draft} />
            <div class="stack-large">
              <TextInput
                name="name"
                label={t('tell.name')}
                hint={t('tell.name.hint')}
                error={problems.of('name')}
                value={values.name}
                autocomplete="name"
                maxLength={SUBMISSION_LIMITS.name.max}
                width="medium"
                required
              />
              <TextInput
                name="contact"
                label={t('tell.contact')}
                hint={t('support.contact.hint')}
                error={problems.of('contact')}
                value={values.contact}
                autocomplete="tel"
                width="medium"
                required
              />
              <TextArea
                t={t}
                name="text"
                label={t('support.text')}
                hint={t('support.text.hint')}
                optional={t('ui.optional')}
                error={problems.of('text')}
                value={values.text}
                rows={values.from_draft === '' ? 3 : 8}
              />
              {files.length > 0 && (
                <p data-files-taken>
                  {t('similar.support.files', { count: files.length })}:{' '}
                  {files.map((file) => file.original_name).join(', ')}
                </p>
              )}
              <CheckboxField
                name="anonymous"
                checked={values.anonymous !== ''}
                label={t('tell.anonymous')}
                hint={t('tell.anonymous.hint')}
              />
              <Button size="large" wide="phone" icon="plus">
                {t('report.support.action')}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </PublicLayout>
  )
}
