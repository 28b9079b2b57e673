import type { DomainError } from '../../../errors.ts'
import {
  Button,
  ButtonLink,
  Card,
  CsrfField,
  Disclosure,
  Form,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import { PasskeySignIn } from '../../passkey-forms.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import type { TrainingAccount, TrainingAccounts } from './training-accounts.ts'

export interface SignInPageProps {
  readonly page: PageFrame
  readonly back: string
  readonly email: string
  readonly refused: DomainError | null
  readonly training: TrainingAccounts | null
  /** Browsers know passkeys at this address. */
  readonly passkeys: boolean
  readonly signOns: readonly { readonly name: string; readonly code: string }[]
}

/** More providers than these are folded away. */
const FEW = 3

/** One form; in training mode also the accounts to try, each one click away. */
export function SignInPage({ page, back, email, refused, training, passkeys, signOns }: SignInPageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('sign_in.title')} current="sign_in" width="reading" noIndex>
      <div class="stack-large">
        <div class="stack">
          <h1>{t('sign_in.title')}</h1>
          <p class="lead">{t('sign_in.lead')}</p>
          {refused !== null && <RefusalNotice t={t} refused={refused} />}
          <Card>
            <Form page={page} action="/masuk">
              <input type="hidden" name="lanjut" value={back} />
              <TextInput
                name="email"
                type="email"
                label={t('sign_in.email')}
                value={email}
                autocomplete="username"
                spellcheck={false}
                required
                autofocus={email === ''}
              />
              <TextInput
                name="password"
                type="password"
                label={t('sign_in.password')}
                autocomplete="current-password"
                required
                autofocus={email !== ''}
                draftSkip
              />
              <Button icon="sign-in" wide="phone">
                {t('sign_in.submit')}
              </Button>
            </Form>
            {passkeys && <PasskeySignIn page={page} back={back} />}
            <p class="mt-4">
              <a href="/masuk/lupa">{t('sign_in.forgot')}</a>
            </p>
          </Card>
          {signOns.length > 0 && (
            <Disclosure look="card" summary={t('sign_on.with')} open={signOns.length <= FEW}>
              <ul class="stack">
                {signOns.map(({ name, code }) => (
                  <li key={code}>
                    <ButtonLink
                      href={`/masuk/instansi/${code}?lanjut=${encodeURIComponent(back)}`}
                      look="secondary"
                      icon="building"
                    >
                      {name}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
        {training !== null && <TrainingSignIn page={page} training={training} back={back} />}
      </div>
    </PublicLayout>
  )
}

interface TrainingProps {
  readonly page: PageFrame
  readonly training: TrainingAccounts
  readonly back: string
}

function TrainingSignIn({ page, training, back }: TrainingProps) {
  const { t } = page
  const list = (accounts: readonly TrainingAccount[]) => (
    <ul class="divide-y divide-line [&>li:first-child]:pt-0 [&>li:last-child]:pb-0">
      {accounts.map((account) => (
        <AccountRow
          key={account.email}
          page={page}
          account={account}
          back={back}
          showPassword={training.password === null}
        />
      ))}
    </ul>
  )
  const groups = [
    { title: t('sign_in.training.admins'), accounts: training.admins },
    { title: t('sign_in.training.officers'), accounts: training.officers },
    { title: t('sign_in.training.observers'), accounts: training.observers },
  ].filter(({ accounts }) => accounts.length > 0)
  return (
    <section class="stack" aria-labelledby="training">
      <h2 id="training">{t('sign_in.training.title')}</h2>
      <p>
        {t('sign_in.training.text')}
        {training.password !== null && (
          <>
            {' '}
            {t('sign_in.training.password')} <code class="font-bold">{training.password}</code>
          </>
        )}
      </p>
      <Card look="sunken">{list(training.first)}</Card>
      {groups.map(({ title, accounts }) => (
        <Disclosure key={title} look="card" summary={`${title} (${accounts.length})`}>
          {list(accounts)}
        </Disclosure>
      ))}
    </section>
  )
}

interface AccountRowProps extends Pick<TrainingProps, 'page' | 'back'> {
  readonly account: TrainingAccount
  readonly showPassword: boolean
}

function AccountRow({ page, account, back, showPassword }: AccountRowProps) {
  const { t } = page
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div class="min-w-0 flex-1 basis-64">
        <p class="font-bold">{account.name}</p>
        <p class="text-ink-soft text-sm">{t(`sign_in.training.role.${account.role}`)}</p>
        <p class="text-sm">
          <code>{account.email}</code>
          {showPassword && (
            <>
              {' '}
              · <code>{account.password}</code>
            </>
          )}
        </p>
      </div>
      <form method="post" action="/masuk">
        <CsrfField token={page.csrfToken} />
        <input type="hidden" name="lanjut" value={back} />
        <input type="hidden" name="email" value={account.email} />
        <input type="hidden" name="password" value={account.password} />
        <Button
          look="secondary"
          size="small"
          icon="sign-in"
          aria-label={t('sign_in.training.as', { name: account.name })}
        >
          {t('sign_in.training.enter')}
        </Button>
      </form>
    </li>
  )
}
