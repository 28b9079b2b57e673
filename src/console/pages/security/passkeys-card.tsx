import { formatDate } from '../../../i18n/index.ts'
import { Button, Card, Disclosure, Form } from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import { PasskeyAdd } from '../../passkey-forms.tsx'
import type { SecurityPageProps } from './view.tsx'

/** The passkeys of one's devices; each signs in alone, without a password. */
export function PasskeysCard({ frame, passkeys, refused }: SecurityPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const form = formValues(t, 'passkey', refused)
  const day = (at: Date) => formatDate(at, language, staff.timeZone)
  return (
    <Card title={t('passkey.title')} icon="lock" id="form-passkeys">
      <div class="stack">
        <p>{t('passkey.lead')}</p>
        {passkeys.length > 0 && (
          <ul class="divide-y divide-line">
            {passkeys.map((passkey) => (
              <li key={passkey.id} class="flex flex-wrap items-center justify-between gap-3 py-3">
                <div>
                  <p class="font-bold">{passkey.name}</p>
                  <p class="text-ink-soft text-sm">
                    {t('passkey.since', {
                      since: day(passkey.created_at),
                      used: passkey.last_used_at === null ? t('staff.never') : day(passkey.last_used_at),
                    })}
                  </p>
                </div>
                <Form page={page} action={`/petugas/akun/kunci/${passkey.id}/hapus`}>
                  <Button
                    look="danger"
                    size="small"
                    aria-label={t('passkey.remove_label', { name: passkey.name })}
                  >
                    {t('passkey.remove')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
        <Disclosure look="button" icon="plus" summary={t('passkey.add')} open={form.refused}>
          <p data-passkey-without-script>{t('passkey.script')}</p>
          <PasskeyAdd page={page} form={form} />
        </Disclosure>
      </div>
    </Card>
  )
}
