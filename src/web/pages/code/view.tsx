import {
  Button,
  ButtonRow,
  Card,
  CodeInput,
  CsrfField,
  DraftClear,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  TrackingNumber,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

export interface CodeModel {
  readonly number: string
  /** Known only to the reporter's own browser. */
  readonly contactHint: string | null
  /** The code sends the report off; otherwise it opens one that is already under way. */
  readonly confirms: boolean
  readonly trainingCode: string | null
  readonly sentAgain: boolean
  readonly problem: string | null
}

/** Where the six digits are entered. */
export function CodePage({ page, model }: { page: PageFrame; model: CodeModel }) {
  const { t } = page
  const { number, contactHint, confirms, problem } = model
  const action = PATHS.code(number)
  return (
    <PublicLayout page={page} title={t('report.code.title')} width="reading" noIndex>
      <DraftClear draft="tell" />
      <div class="stack-large">
        <div class="stack">
          <h1>{t(confirms ? 'report.code.confirms' : 'report.code.title')}</h1>
          <p class="lead">
            {contactHint === null
              ? t('report.code.lead.any')
              : t('report.code.lead', { contact: contactHint })}
          </p>
        </div>
        <ErrorSummary
          title={t('report.code.problem')}
          errors={problem === null ? [] : [{ text: problem, href: '#code' }]}
        />
        {model.sentAgain && problem === null && <Notice tone="success" title={t('report.code.sent')} live />}
        {model.trainingCode !== null && (
          <Notice tone="warning" title={t('report.code.training', { code: model.trainingCode })}>
            <p>{t('report.code.training.why')}</p>
          </Notice>
        )}
        <Card>
          <Form page={page} action={action}>
            <div class="stack">
              <CodeInput
                name="code"
                label={t('report.code.label')}
                hint={t('report.code.hint')}
                error={problem}
                autofocus={problem === null}
              />
              <Button size="large" wide="phone">
                {t(confirms ? 'report.code.submit' : 'report.code.open')}
              </Button>
            </div>
          </Form>
        </Card>
        <form method="post" action={action}>
          <CsrfField token={page.csrfToken} />
          <div class="stack">
            <p>{t('report.code.late')}</p>
            <ButtonRow>
              <Button name="action" value="resend" look="secondary" icon="send" wide="phone">
                {t('report.code.resend')}
              </Button>
              {confirms && (
                <Button name="action" value="correct" look="quiet" icon="edit" wide="phone">
                  {t('report.code.correct')}
                </Button>
              )}
            </ButtonRow>
          </div>
        </form>
        <Card title={t('report.code.number')} look="sunken">
          <div class="stack">
            <TrackingNumber t={t} number={number} />
            <p>{t('report.code.number.why')}</p>
          </div>
        </Card>
      </div>
    </PublicLayout>
  )
}
