import { formatDate, isMessageKey } from '../../../i18n/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  CsrfField,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

interface PasskeysModel {
  readonly passkeys: readonly {
    readonly id: number
    readonly name: string
    readonly created_at: Date
    readonly last_used_at: Date | null
  }[]
  readonly name: string
  readonly problem: string | null
  readonly news: string
}

interface PasskeysProps {
  readonly page: PageFrame
  readonly model: PasskeysModel
}

/** The devices that sign in by themselves, and a form for this one. */
export function MinePasskeysPage({ page, model }: PasskeysProps) {
  const { t } = page
  const { problem } = model
  const news = `mine.passkeys.news.${model.news}`
  return (
    <PublicLayout page={page} title={t('mine.passkeys')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        <Breadcrumbs
          t={t}
          crumbs={[{ label: t('mine.title'), href: PATHS.mine }, { label: t('mine.passkeys') }]}
        />
        {isMessageKey(news) && problem === null && <Notice tone="success" title={t(news)} live />}
        <ErrorSummary
          title={t('report.problems')}
          errors={problem === null ? [] : [{ text: problem, href: '#name' }]}
        />
        <div class="stack">
          <h1>{t('mine.passkeys')}</h1>
          <p class="lead">{t('mine.passkeys.lead')}</p>
        </div>
        <Passkeys page={page} model={model} />
        <Card title={t('mine.passkeys.add')} icon="plus">
          <p data-passkey-without-script>{t('mine.passkeys.script')}</p>
          <form
            method="post"
            action={PATHS.minePasskeys}
            class="mt-4"
            data-passkey="create"
            data-passkey-url={`${PATHS.minePasskeys}/mulai`}
            hidden
            novalidate
          >
            <CsrfField token={page.csrfToken} />
            <input type="hidden" name="response" value="" />
            <div class="stack">
              <TextInput
                name="name"
                label={t('mine.passkeys.name')}
                hint={t('mine.passkeys.name.hint')}
                error={problem}
                value={model.name}
                width="medium"
                maxLength={60}
              />
              <p data-passkey-failed={t('mine.passkeys.failed')} role="status" />
              <div>
                <Button icon="plus">{t('mine.passkeys.add')}</Button>
              </div>
            </div>
          </form>
          <noscript>
            <p>{t('mine.passkeys.unavailable')}</p>
          </noscript>
        </Card>
      </div>
    </PublicLayout>
  )
}

function Passkeys({ page, model }: PasskeysProps) {
  const { t, language } = page
  if (model.passkeys.length === 0) return <p class="text-ink-soft">{t('mine.passkeys.none')}</p>
  return (
    <ul class="divide-y divide-line">
      {model.passkeys.map((passkey) => (
        <li key={passkey.id} class="flex flex-wrap items-center justify-between gap-3 py-3">
          <div>
            <p class="font-bold">{passkey.name}</p>
            <p class="text-ink-soft text-sm">
              {t('passkey.since', {
                since: formatDate(passkey.created_at, language),
                used:
                  passkey.last_used_at === null
                    ? t('staff.never')
                    : formatDate(passkey.last_used_at, language),
              })}
            </p>
          </div>
          <Form page={page} action={PATHS.minePasskeys}>
            <input type="hidden" name="remove" value={passkey.id} />
            <Button look="danger" size="small" aria-label={t('passkey.remove_label', { name: passkey.name })}>
              {t('passkey.remove')}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

/** The button that signs in with a passkey; hidden until the script that can do it runs. */
export function PasskeyMineSignIn({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <form
      method="post"
      action={`${PATHS.mine}/masuk`}
      data-passkey="get"
      data-passkey-url={`${PATHS.mine}/masuk/mulai`}
      hidden
    >
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="response" value="" />
      <p data-passkey-failed={t('mine.passkeys.failed')} role="status" />
      <Button look="secondary" icon="lock" wide="phone">
        {t('passkey.sign_in')}
      </Button>
    </form>
  )
}
