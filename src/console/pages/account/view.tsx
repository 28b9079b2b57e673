import { formatDate } from '../../../i18n/index.ts'
import { PASSWORD_MIN_LENGTH, type StaffSession, type StaffToken } from '../../../identity/index.ts'
import {
  Button,
  ButtonLink,
  Card,
  DescriptionList,
  Disclosure,
  Form,
  Notice,
  PageHeading,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { SessionsCard } from './sessions-card.tsx'

export const ACCOUNT_NOTICES = ['password', 'revoked', 'session'] as const
export type AccountNotice = (typeof ACCOUNT_NOTICES)[number]

export interface AccountPageProps {
  readonly frame: ConsoleFrame
  readonly tokens: readonly StaffToken[]
  readonly sessions: readonly StaffSession[]
  /** A custodian, or who appoints them. */
  readonly opensIdentities: boolean
  readonly refused: Refused | null
  readonly notice: AccountNotice | null
  /** Just made, and shown this once. */
  readonly newToken: { readonly label: string; readonly token: string } | null
}

/** Who one is here, one's password, sessions and tokens. */
export function AccountPage(props: AccountPageProps) {
  const { frame, refused, notice } = props
  const { page, staff } = frame
  const { t } = page
  return (
    <ConsolePage frame={frame} title={t('console.account.title')} current="account">
      <PageHeading title={t('console.account.title')} />
      <FormProblem t={t} refused={refused} />
      <div class="stack max-w-3xl">
        {notice !== null && (
          <Notice
            tone="success"
            title={t(notice === 'session' ? 'session.done' : `console.account.done.${notice}`)}
            live
          />
        )}
        <Card>
          <DescriptionList
            facts={[
              { term: t('console.account.name'), detail: staff.name },
              { term: t('console.account.email'), detail: staff.email },
              { term: t('console.account.role'), detail: t(`role.${staff.role}`) },
              { term: t('console.account.place'), detail: staff.nodeName },
            ]}
          />
        </Card>
        {props.opensIdentities && (
          <Card title={t('console.custodian.who')} icon="eye-off">
            <p>
              <a href="/petugas/pembukaan-identitas">{t('console.custodian.title')}</a>
            </p>
          </Card>
        )}
        <PasswordCard {...props} />
        <TokensCard {...props} />
        <Card title={t('second_factor.title')} icon="shield">
          <p class="mb-4">
            {t(staff.secured === true ? 'second_factor.state_on' : 'second_factor.state_off')}
          </p>
          <ButtonLink href="/petugas/akun/langkah-kedua" look="secondary">
            {t('second_factor.manage')}
          </ButtonLink>
        </Card>
        <SessionsCard frame={frame} sessions={props.sessions} />
      </div>
    </ConsolePage>
  )
}

function PasswordCard({ frame, refused }: AccountPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'password', refused)
  return (
    <Card title={t('console.account.password')} icon="lock">
      <Form page={page} action="/petugas/akun/sandi" id="form-password">
        <input type="hidden" name="username" autocomplete="username" value={frame.staff.email} />
        <TextInput
          name="current_password"
          id={form.id('current_password')}
          type="password"
          autocomplete="current-password"
          width="medium"
          label={t('console.account.current_password')}
          error={form.error('current_password')}
          draftSkip
        />
        <TextInput
          name="new_password"
          id={form.id('new_password')}
          type="password"
          autocomplete="new-password"
          width="medium"
          label={t('console.account.new_password')}
          hint={t('console.account.password_hint', { min: PASSWORD_MIN_LENGTH })}
          error={form.error('new_password')}
          draftSkip
        />
        <Button>{t('console.account.change_password')}</Button>
      </Form>
    </Card>
  )
}

function TokensCard({ frame, refused, tokens, newToken }: AccountPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const form = formValues(t, 'token', refused)
  return (
    <Card title={t('console.account.tokens')} icon="settings">
      <div class="stack">
        <p>{t('console.account.tokens_text')}</p>
        {newToken !== null && (
          <Notice tone="success" title={t('console.account.new_token', { label: newToken.label })} live>
            <p>{t('console.account.new_token_text')}</p>
            <p>
              <code class="break-all font-bold">{newToken.token}</code>
            </p>
            <Button
              type="button"
              look="secondary"
              size="small"
              icon="copy"
              data-copy={newToken.token}
              data-text-copied={t('ui.copied')}
              data-script-only
              hidden
            >
              {t('ui.copy')}
            </Button>
          </Notice>
        )}
        {tokens.length > 0 && (
          <ul class="divide-y divide-line">
            {tokens.map((token) => (
              <li key={token.id} class="flex flex-wrap items-center justify-between gap-3 py-3">
                <div>
                  <p class="font-bold">{token.label}</p>
                  <p class="text-ink-soft text-sm">
                    {t('console.account.token_since', {
                      date: formatDate(token.created_at, language, staff.timeZone),
                    })}
                  </p>
                </div>
                <Form page={page} action={`/petugas/akun/token/${token.id}/cabut`}>
                  <Button
                    look="danger"
                    size="small"
                    aria-label={t('console.account.revoke_label', { label: token.label })}
                  >
                    {t('console.account.revoke')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
        <Disclosure look="button" icon="plus" summary={t('console.account.make_token')} open={form.refused}>
          <Form page={page} action="/petugas/akun/token" id="form-token">
            <TextInput
              name="label"
              id={form.id('label')}
              width="medium"
              maxLength={60}
              label={t('console.account.token_label')}
              hint={t('console.account.token_label_hint')}
              error={form.error('label')}
              value={form.value('label')}
            />
            <Button>{t('console.account.make_token')}</Button>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}
