import { isMessageKey } from '../../../i18n/index.ts'
import type { ReporterContact } from '../../../identity/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  ButtonRow,
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

interface ContactsModel {
  readonly contacts: readonly ReporterContact[]
  readonly typed: string
  readonly problem: string | null
  readonly news: string
}

interface ContactsProps {
  readonly page: PageFrame
  readonly model: ContactsModel
}

/** How a person can be reached: every contact with what can be done with it, and a field for another. */
export function MineContactsPage({ page, model }: ContactsProps) {
  const { t } = page
  const { problem } = model
  const news = `mine.contacts.news.${model.news}`
  return (
    <PublicLayout page={page} title={t('mine.contacts')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        <Breadcrumbs
          t={t}
          crumbs={[{ label: t('mine.title'), href: PATHS.mine }, { label: t('mine.contacts') }]}
        />
        {isMessageKey(news) && problem === null && <Notice tone="success" title={t(news)} live />}
        <div class="stack">
          <h1>{t('mine.contacts')}</h1>
          <p class="lead">{t('mine.contacts.lead')}</p>
        </div>
        <ErrorSummary
          title={t('report.problems')}
          errors={problem === null ? [] : [{ text: problem, href: '#contact' }]}
        />
        {model.contacts.map((contact) => (
          <ContactCard key={contact.id} page={page} contact={contact} />
        ))}
        <Card title={t('mine.contacts.add')} icon="plus">
          <Form page={page} action={PATHS.mineContacts}>
            <input type="hidden" name="action" value="add" />
            <div class="stack">
              <TextInput
                name="contact"
                label={t('report.access.contact')}
                hint={t('mine.contacts.add.hint')}
                value={model.typed}
                width="medium"
                required
              />
              <Button wide="phone" icon="send">
                {t('report.access.submit')}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </PublicLayout>
  )
}

function ContactCard({ page, contact }: { page: PageFrame; contact: ReporterContact }) {
  const { t } = page
  const named = contact.kind === 'telegram' || contact.kind === 'x'
  return (
    <Card
      level={2}
      title={named ? t(`channel.${contact.kind}`) : contact.value}
      aside={contact.primary ? <Badge tone="success">{t('mine.contacts.primary')}</Badge> : undefined}
    >
      <form method="post" action={PATHS.mineContacts}>
        <CsrfField token={page.csrfToken} />
        <input type="hidden" name="contact_id" value={contact.id} />
        <div class="stack">
          <p class="text-ink-soft">{t(`mine.contact_kind.${contact.kind}`)}</p>
          {contact.undeliverable && (
            <Notice tone="warning" title={t('mine.contacts.undeliverable')}>
              <p>{t('mine.contacts.undeliverable.text')}</p>
            </Notice>
          )}
          <ButtonRow>
            {!contact.primary && contact.confirmed && (
              <Button name="action" value="prefer" look="secondary" size="small">
                {t('mine.contacts.prefer')}
              </Button>
            )}
            <Button
              name="action"
              value="remove"
              look="quiet"
              size="small"
              aria-label={t('mine.contacts.remove.label', { contact: contact.value })}
            >
              {t('mine.contacts.remove')}
            </Button>
          </ButtonRow>
        </div>
      </form>
    </Card>
  )
}
