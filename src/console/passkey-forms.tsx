import { Button, CsrfField, type PageFrame, TextInput } from '../ui/index.ts'
import type { FormValues } from './form-values.ts'

/** The button that signs in with a passkey; hidden until the script that can do it runs. */
export function PasskeySignIn({ page, back }: { page: PageFrame; back: string }) {
  const { t } = page
  return (
    <form
      method="post"
      action="/masuk/kunci"
      class="mt-4"
      data-passkey="get"
      data-passkey-url="/masuk/kunci/mulai"
      hidden
    >
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="lanjut" value={back} />
      <input type="hidden" name="response" value="" />
      <p data-passkey-failed={t('passkey.failed')} role="status" />
      <Button look="secondary" icon="lock" wide="phone">
        {t('passkey.sign_in')}
      </Button>
    </form>
  )
}

/** The form that adds a passkey of this device. */
export function PasskeyAdd({ page, form }: { page: PageFrame; form: FormValues }) {
  const { t } = page
  return (
    <form
      method="post"
      action="/petugas/akun/kunci"
      id="form-passkey"
      data-passkey="create"
      data-passkey-url="/petugas/akun/kunci/mulai"
      hidden
      novalidate
    >
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="response" value="" />
      <TextInput
        name="name"
        id={form.id('name')}
        label={t('passkey.name')}
        hint={t('passkey.name_hint')}
        error={form.error('name')}
        value={form.value('name')}
        width="medium"
        maxLength={60}
      />
      <TextInput
        name="password"
        id={form.id('password')}
        type="password"
        autocomplete="current-password"
        width="medium"
        label={t('console.account.current_password')}
        error={form.error('password')}
        draftSkip
      />
      <p data-passkey-failed={t('passkey.failed')} role="status" />
      <Button icon="plus">{t('passkey.add')}</Button>
    </form>
  )
}
