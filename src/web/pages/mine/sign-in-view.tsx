import {
  Button,
  Card,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import { PasskeyMineSignIn } from './passkeys-view.tsx'

interface SignInProps {
  readonly page: PageFrame
  readonly contact: string
  readonly problem: string | null
  readonly news: string
}

/** Asks for any contact one has reported by. */
export function MineSignInPage({ page, contact, problem, news }: SignInProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('mine.title')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        {news === 'keluar' && <Notice tone="success" title={t('mine.signed_out')} live />}
        {news === 'kunci-gagal' && <Notice tone="warning" title={t('mine.passkeys.failed')} live />}
        {news === 'terhapus' && (
          <Notice tone="success" title={t('mine.data.deleted')} live>
            <p>{t('mine.data.deleted.text')}</p>
          </Notice>
        )}
        <div class="stack">
          <h1>{t('mine.title')}</h1>
          <p class="lead">{t('mine.sign_in.lead')}</p>
        </div>
        <ErrorSummary
          title={t('report.problems')}
          errors={problem === null ? [] : [{ text: problem, href: '#contact' }]}
        />
        <Card>
          <Form page={page} action={PATHS.mine}>
            <div class="stack-large">
              <TextInput
                name="contact"
                label={t('report.access.contact')}
                hint={t('mine.sign_in.contact.hint')}
                error={problem}
                value={contact}
                autocomplete="tel"
                width="medium"
                required
              />
              <Button size="large" wide="phone" icon="send">
                {t('report.access.submit')}
              </Button>
            </div>
          </Form>
        </Card>
        <PasskeyMineSignIn page={page} />
        <p class="text-ink-soft">{t('mine.sign_in.no_password')}</p>
        <p class="text-ink-soft">{t('mine.sign_in.by_chat')}</p>
        <p>
          <a href={PATHS.access}>{t('mine.sign_in.by_number')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}
