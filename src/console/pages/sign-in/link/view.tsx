import { type OpenedLink, PASSWORD_MIN_LENGTH } from '../../../../identity/index.ts'
import {
  Button,
  ButtonLink,
  Card,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../../ui/index.ts'
import { FormProblem } from '../../../form-problem.tsx'
import { formValues, type Refused } from '../../../form-values.ts'
import { TotpSetUp } from '../../../qr-code.tsx'
import { RecoveryCodes } from '../../../recovery-codes.tsx'

export interface LinkPageProps {
  readonly page: PageFrame
  readonly token: string
  readonly opened: OpenedLink
  readonly qr: string | null
  readonly refused: Refused | null
}

/** A password of one's own, and the second factor with it where the role needs one. */
export function LinkPage({ page, token, opened, qr, refused }: LinkPageProps) {
  const { t } = page
  const { kind, account, nodeName, totpSecret } = opened
  const form = formValues(t, 'link', refused)
  const title = t(`sign_in.link.${kind}`)
  return (
    <PublicLayout page={page} title={title} current="sign_in" width="reading" noIndex>
      <div class="stack">
        <FormProblem t={t} refused={refused} />
        <h1>{title}</h1>
        <p class="lead">
          {t(`sign_in.link.${kind}_lead`, {
            role: t(`role.${account.role}`),
            place: nodeName,
            email: account.email,
          })}
        </p>
        <Form page={page} action={`/masuk/tautan/${token}`} id="form-link">
          <div class="stack">
            <Card title={t('sign_in.password')} icon="lock">
              <input type="hidden" name="username" autocomplete="username" value={account.email} />
              <TextInput
                name="password"
                id={form.id('password')}
                type="password"
                label={t('sign_in.link.new_password')}
                hint={t('console.account.password_hint', { min: PASSWORD_MIN_LENGTH })}
                error={form.error('password')}
                autocomplete="new-password"
                required
                draftSkip
              />
            </Card>
            {totpSecret !== null && qr !== null && (
              <Card title={t('sign_in.link.totp')} icon="shield">
                <p class="mb-4">{t('sign_in.link.totp_lead')}</p>
                <TotpSetUp t={t} secret={totpSecret} qr={qr} form={form} />
              </Card>
            )}
            <Button wide="phone">{t('sign_in.link.submit')}</Button>
          </div>
        </Form>
      </div>
    </PublicLayout>
  )
}

interface LinkDonePageProps {
  readonly page: PageFrame
  readonly email: string
  readonly recoveryCodes: readonly string[]
}

/** Done, with the recovery codes where there are new ones. */
export function LinkDonePage({ page, email, recoveryCodes }: LinkDonePageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('sign_in.link.done')} current="sign_in" width="reading" noIndex>
      <div class="stack">
        <h1>{t('sign_in.link.done')}</h1>
        <Notice tone="success" live>
          <p>{t('sign_in.link.done_text', { email })}</p>
        </Notice>
        {recoveryCodes.length > 0 && <RecoveryCodes t={t} codes={recoveryCodes} />}
        <p>
          <ButtonLink href="/masuk" icon="sign-in">
            {t('sign_in.link.enter')}
          </ButtonLink>
        </p>
      </div>
    </PublicLayout>
  )
}
