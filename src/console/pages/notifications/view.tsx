import { formatDateTime } from '../../../i18n/index.ts'
import { FIGURE_MAIL_KINDS, type FigureMailKind, type OutboxMessage } from '../../../notifications/index.ts'
import {
  Badge,
  Button,
  ButtonLink,
  CheckboxField,
  Disclosure,
  EmptyState,
  Form,
  groupDigits,
  type IconName,
  PageHeading,
  Pagination,
  RadioCards,
  Table,
  Tabs,
  type Tone,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { reportPath } from '../report/paths.ts'

type MessageState = OutboxMessage['state']

export const MESSAGE_STATES: readonly MessageState[] = ['queued', 'sent', 'kept', 'failed']

const LOOKS: Readonly<Record<MessageState, { tone: Tone; icon: IconName }>> = {
  queued: { tone: 'neutral', icon: 'clock' },
  sent: { tone: 'success', icon: 'check' },
  kept: { tone: 'info', icon: 'archive' },
  failed: { tone: 'danger', icon: 'alert-triangle' },
  discarded: { tone: 'neutral', icon: 'archive' },
}

export interface NotificationsPageProps {
  readonly frame: ConsoleFrame
  readonly state: MessageState | null
  readonly messages: readonly OutboxMessage[]
  /** Whether what was written is shown. */
  readonly readable: boolean
  /** One message a day instead of one for each event. */
  readonly daily: boolean
  /** Which mails of figures this person gets. */
  readonly figures: Readonly<Record<FigureMailKind, boolean>>
  readonly next: string | null
  readonly first: string | null
}

/** The messages about our reports, the newest first. */
export function NotificationsPage(props: NotificationsPageProps) {
  const { frame, state, messages, readable, next, first } = props
  const { t, language } = frame.page
  const path = '/petugas/pemberitahuan'
  return (
    <ConsolePage frame={frame} title={t('console.outbox.title')} current="notifications">
      <PageHeading
        title={t('console.outbox.title')}
        lead={t(readable ? 'console.outbox.lead_training' : 'console.outbox.lead')}
      />
      <Disclosure summary={t('daily.title')} icon="bell">
        <Form page={frame.page} action={`${path}/cara`}>
          <RadioCards
            name="daily"
            label={t('daily.title')}
            value={props.daily ? 'ya' : 'tidak'}
            choices={[
              { value: 'tidak', label: t('daily.each') },
              { value: 'ya', label: t('daily.daily') },
            ]}
          />
          <Button look="quiet">{t('daily.save')}</Button>
        </Form>
      </Disclosure>
      <Disclosure summary={t('figure_mail.title')} icon="chart">
        <Form page={frame.page} action={`${path}/angka`}>
          {FIGURE_MAIL_KINDS.map((kind) => (
            <CheckboxField
              key={kind}
              name={kind}
              value="ya"
              checked={props.figures[kind]}
              label={t(`figure_mail.kind.${kind}`)}
              hint={t(`figure_mail.kind.${kind}.hint`)}
            />
          ))}
          <Button look="quiet">{t('daily.save')}</Button>
        </Form>
      </Disclosure>
      <Tabs
        label={t('console.outbox.tabs')}
        tabs={[
          { label: t('console.filter.all'), href: path, current: state === null },
          ...MESSAGE_STATES.map((name) => ({
            label: t(`console.outbox.state.${name}`),
            href: addressOf(path, { keadaan: name }),
            current: name === state,
          })),
        ]}
      />
      {messages.length === 0 ? (
        <EmptyState icon="send" title={t('console.outbox.none')} />
      ) : (
        <Table
          caption={t('console.outbox.title')}
          captionHidden
          keys
          rows={messages}
          rowKey={(message) => String(message.id)}
          columns={[
            {
              label: t('console.outbox.message'),
              class: 'md:w-full',
              cell: (message) => <Message frame={frame} message={message} />,
            },
            {
              label: t('console.outbox.to'),
              cell: (message) => (
                <div class="min-w-0 md:w-36 lg:w-44">
                  <span class="block wrap-anywhere">{breakable(message.address)}</span>
                  <span class="block text-ink-soft text-sm">
                    {t(`console.outbox.recipient.${message.recipient_kind}`)}
                  </span>
                </div>
              ),
            },
            {
              label: t('console.column.state'),
              class: 'md:whitespace-nowrap',
              cell: (message) => (
                <Badge {...LOOKS[message.state]}>{t(`console.outbox.state.${message.state}`)}</Badge>
              ),
            },
            {
              label: t('console.outbox.time'),
              class: 'lg:whitespace-nowrap',
              cell: (message) => (
                <div class="md:w-24 lg:w-auto">
                  {formatDateTime(message.created_at, language, frame.staff.timeZone)}
                </div>
              ),
            },
          ]}
        />
      )}
      <Pagination t={t} next={next} />
      {first !== null && (
        <p class="mt-4">
          <ButtonLink look="quiet" size="small" icon="arrow-left" href={first}>
            {t('console.outbox.newest')}
          </ButtonLink>
        </p>
      )}
    </ConsolePage>
  )
}

/** An address of mail that parts before its @ where it does not fit. */
function breakable(address: string) {
  const at = address.indexOf('@')
  if (at < 1) return address
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}

function Message({ frame, message }: { frame: ConsoleFrame; message: OutboxMessage }) {
  const { t } = frame.page
  const { tracking_number, subject, body, last_error, attempts } = message
  return (
    <>
      {tracking_number === null ? subject : <a href={reportPath(tracking_number)}>{subject}</a>}
      <p class="mt-1 font-normal text-ink-soft text-sm">
        {t(`console.outbox.channel.${message.channel}`)}
        {tracking_number !== null && (
          <>
            {' · '}
            <span class="whitespace-nowrap">{groupDigits(tracking_number)}</span>
          </>
        )}
        {attempts > 1 && ` · ${t('console.outbox.attempts', { count: attempts })}`}
      </p>
      {last_error !== null && message.state === 'failed' && (
        <p class="mt-1 font-normal text-danger text-sm">{last_error}</p>
      )}
      {body !== null && (
        <Disclosure summary={t('console.outbox.read')}>
          <p class="whitespace-pre-line break-words rounded-control bg-sunken p-4 font-normal">{body}</p>
        </Disclosure>
      )}
    </>
  )
}
