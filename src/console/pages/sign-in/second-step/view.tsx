import type { DomainError } from '../../../../errors.ts'
import { errorText } from '../../../../http/index.ts'
import { Button, Card, Form, type PageFrame, PublicLayout, TextInput } from '../../../../ui/index.ts'
import { PasskeySignIn } from '../../../passkey-forms.tsx'
import { RefusalNotice } from '../refusal-notice.tsx'

export interface SecondStepPageProps {
  readonly page: PageFrame
  readonly back: string
  readonly refused: DomainError | null
}

/** One field for the app's code or a recovery code, and what to do when neither is at hand. */
export function SecondStepPage({ page, back, refused }: SecondStepPageProps) {
  const { t } = page
  const wrong = refused?.code === 'second_factor_wrong' ? refused : null
  return (
    <PublicLayout page={page} title={t('sign_in.step.title')} current="sign_in" width="reading" noIndex>
      <div class="stack">
        <h1>{t('sign_in.step.title')}</h1>
        <p class="lead">{t('sign_in.step.lead')}</p>
        {refused !== null && wrong === null && <RefusalNotice t={t} refused={refused} />}
        <Card>
          <Form page={page} action="/masuk/kode">
            <input type="hidden" name="lanjut" value={back} />
            <TextInput
              name="code"
              label={t('sign_in.step.code')}
              hint={t('sign_in.step.hint')}
              error={wrong === null ? null : errorText(t, wrong)}
              autocomplete="one-time-code"
              width="medium"
              maxLength={40}
              spellcheck={false}
              required
              autofocus
              draftSkip
            />
            <Button icon="sign-in" wide="phone">
              {t('sign_in.step.submit')}
            </Button>
          </Form>
          <PasskeySignIn page={page} back={back} />
        </Card>
        <p>{t('sign_in.step.lost')}</p>
        <p>
          <a href="/masuk">{t('sign_in.step.restart')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
