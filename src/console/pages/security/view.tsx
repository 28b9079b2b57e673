import type { Mode } from '../../../config.ts'
import { needsSecondFactor } from '../../../identity/index.ts'
import {
  Breadcrumbs,
  Button,
  ButtonLink,
  Card,
  Disclosure,
  Form,
  Notice,
  PageHeading,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { type FormValues, formValues, type Refused } from '../../form-values.ts'
import { TotpSetUp } from '../../qr-code.tsx'
import { RecoveryCodes } from '../../recovery-codes.tsx'
import { PasskeysCard } from './passkeys-card.tsx'

export const SECURITY_NOTICES = ['on', 'off', 'passkey', 'passkey_off'] as const
const PATH = '/petugas/akun/langkah-kedua'

export interface SecurityPageProps {
  readonly frame: ConsoleFrame
  readonly totp: boolean
  readonly passkeys: readonly {
    readonly id: number
    readonly name: string
    readonly created_at: Date
    readonly last_used_at: Date | null
  }[]
  readonly passkeysPossible: boolean
  readonly codesLeft: number
  readonly secret: Buffer
  readonly qr: string
  /** Just made, and shown this once. */
  readonly newCodes: readonly string[] | null
  readonly refused: Refused | null
  readonly notice: (typeof SECURITY_NOTICES)[number] | null
  readonly mode: Mode
}

/** The second factor: an app's codes, and the recovery codes behind it. */
export function SecurityPage(props: SecurityPageProps) {
  const { frame, totp, newCodes, refused, notice, mode } = props
  const { t } = frame.page
  const must =
    !totp &&
    props.passkeys.length === 0 &&
    frame.staff.secured === false &&
    needsSecondFactor(mode, frame.staff.role)
  return (
    <ConsolePage frame={frame} title={t('second_factor.title')} current="account">
      <Breadcrumbs
        t={t}
        crumbs={[
          { href: '/petugas/akun', label: t('console.account.title') },
          { label: t('second_factor.title') },
        ]}
      />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('second_factor.title')} lead={t('second_factor.lead')} />
      <div class="stack max-w-3xl">
        {must && newCodes === null && (
          <Notice tone="warning">
            <p>{t('second_factor.must')}</p>
          </Notice>
        )}
        {notice !== null && <Notice tone="success" title={t(`second_factor.done.${notice}`)} live />}
        {newCodes !== null && (
          <>
            <Notice tone="success" title={t('second_factor.done.on')} live />
            <RecoveryCodes t={t} codes={newCodes} />
            <p>
              <ButtonLink href="/petugas/akun" icon="check">
                {t('second_factor.codes_kept')}
              </ButtonLink>
            </p>
          </>
        )}
        {newCodes === null && (totp ? <AppOn {...props} /> : <AppOff {...props} />)}
        {newCodes === null && props.passkeysPossible && <PasskeysCard {...props} />}
      </div>
    </ConsolePage>
  )
}

function AppOff({ frame, secret, qr, refused }: SecurityPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'totp', refused)
  return (
    <Card title={t('second_factor.set_up')} icon="shield">
      <Form page={page} action={PATH} id="form-totp">
        <TotpSetUp t={t} secret={secret} qr={qr} form={form} />
        <PasswordField frame={frame} form={form} />
        <Button>{t('second_factor.switch_on')}</Button>
      </Form>
    </Card>
  )
}

function AppOn({ frame, codesLeft, refused }: SecurityPageProps) {
  const { page } = frame
  const { t } = page
  const off = formValues(t, 'off', refused)
  const codes = formValues(t, 'codes', refused)
  return (
    <>
      <Card title={t('second_factor.app')} icon="shield">
        <p class="mb-4">{t('second_factor.app_on')}</p>
        <Disclosure look="button" summary={t('second_factor.switch_off')} open={off.refused}>
          <Form page={page} action={`${PATH}/mati`} id="form-off">
            <PasswordField frame={frame} form={off} />
            <Button look="danger">{t('second_factor.switch_off')}</Button>
          </Form>
        </Disclosure>
      </Card>
      <Card title={t('second_factor.codes')} icon="lock">
        <p class="mb-4">{t('second_factor.codes_left', { count: codesLeft })}</p>
        <Disclosure look="button" summary={t('second_factor.codes_new')} open={codes.refused}>
          <Form page={page} action={`${PATH}/kode-pemulihan`} id="form-codes">
            <PasswordField frame={frame} form={codes} />
            <Button>{t('second_factor.codes_new')}</Button>
          </Form>
        </Disclosure>
      </Card>
    </>
  )
}

function PasswordField({ frame, form }: { frame: ConsoleFrame; form: FormValues }) {
  return (
    <TextInput
      name="password"
      id={form.id('password')}
      type="password"
      autocomplete="current-password"
      width="medium"
      label={frame.page.t('console.account.current_password')}
      error={form.error('password')}
      draftSkip
    />
  )
}
