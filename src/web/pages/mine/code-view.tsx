import {
  Button,
  ButtonRow,
  Card,
  CodeInput,
  CsrfField,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

interface MineCodeModel {
  readonly id: string
  readonly purpose: 'sign_in' | 'add_contact'
  /** Null for a browser that may not know it. */
  readonly contactHint: string | null
  readonly byWhatsapp: boolean
  readonly trainingCode: string | null
  readonly sentBy: string
  /** Brought along by a link; empty where it is to be typed. */
  readonly code: string
  /** From the sign-in one goes on to objecting. */
  readonly toAppeal: boolean
  readonly problem: string | null
}

/** Where the six digits of a sign-in or a new contact are entered. */
export function MineCodePage({ page, model }: { page: PageFrame; model: MineCodeModel }) {
  const { t } = page
  const { problem, purpose, contactHint } = model
  const action = PATHS.mineCode(model.id)
  return (
    <PublicLayout page={page} title={t('report.code.title')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        <div class="stack">
          <h1>{t('report.code.title')}</h1>
          <p class="lead">
            {contactHint === null
              ? t('mine.code.lead.any')
              : t(purpose === 'sign_in' ? 'mine.code.lead' : 'mine.code.lead.add', { contact: contactHint })}
          </p>
        </div>
        <ErrorSummary
          title={t('report.code.problem')}
          errors={problem === null ? [] : [{ text: problem, href: '#code' }]}
        />
        {model.sentBy !== '' && problem === null && (
          <Notice tone="success" title={t('report.code.sent')} live>
            {model.sentBy === 'other' && <p>{t('mine.code.sent.other')}</p>}
          </Notice>
        )}
        {model.trainingCode !== null && (
          <Notice tone="warning" title={t('report.code.training', { code: model.trainingCode })}>
            <p>{t('report.code.training.why')}</p>
          </Notice>
        )}
        <Card>
          <Form page={page} action={action}>
            <div class="stack">
              {model.toAppeal && <input type="hidden" name="next" value="appeal" />}
              <CodeInput
                name="code"
                label={t('report.code.label')}
                hint={t('report.code.hint')}
                error={problem}
                value={model.code}
                autofocus={problem === null && model.code === ''}
              />
              <Button size="large" wide="phone">
                {t(purpose === 'sign_in' ? 'mine.code.submit' : 'mine.code.submit.add')}
              </Button>
            </div>
          </Form>
        </Card>
        <form method="post" action={action}>
          <CsrfField token={page.csrfToken} />
          {model.toAppeal && <input type="hidden" name="next" value="appeal" />}
          <div class="stack">
            <p>{t('report.code.late')}</p>
            <ButtonRow>
              <Button name="action" value="resend" look="secondary" icon="send" wide="phone">
                {t('report.code.resend')}
              </Button>
              {model.byWhatsapp && (
                <Button name="action" value="resend_whatsapp" look="secondary" wide="phone">
                  {t('mine.code.resend.whatsapp')}
                </Button>
              )}
              {purpose === 'sign_in' && (
                <Button name="action" value="resend_other" look="quiet" wide="phone">
                  {t('mine.code.resend.other')}
                </Button>
              )}
            </ButtonRow>
          </div>
        </form>
        <p>
          <a href={purpose === 'sign_in' ? PATHS.mine : PATHS.mineContacts}>{t('mine.code.change')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
