import { Button, Card, Form, Notice, type PageFrame, PublicLayout, TextInput } from '../../../../ui/index.ts'

/** Where the link shall go; then that it is on its way. */
export function ForgottenPage({ page, sentTo }: { page: PageFrame; sentTo: string | null }) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('sign_in.forgot.title')} current="sign_in" width="reading" noIndex>
      <div class="stack">
        <h1>{t('sign_in.forgot.title')}</h1>
        {sentTo === null ? (
          <>
            <p class="lead">{t('sign_in.forgot.lead')}</p>
            <Card>
              <Form page={page} action="/masuk/lupa">
                <TextInput
                  name="email"
                  type="email"
                  label={t('sign_in.email')}
                  autocomplete="username"
                  spellcheck={false}
                  required
                  autofocus
                />
                <Button icon="send" wide="phone">
                  {t('sign_in.forgot.submit')}
                </Button>
              </Form>
            </Card>
          </>
        ) : (
          <Notice tone="info" icon="mail" title={t('sign_in.forgot.sent')} live>
            <p>{t('sign_in.forgot.sent_text', { email: sentTo })}</p>
          </Notice>
        )}
        <p>
          <a href="/masuk">{t('sign_in.forgot.back')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
