import { isMessageKey, type MessageKey, translator } from '../../../i18n/index.ts'
import type { NotificationCell } from '../../../notifications/index.ts'
import { Button, Disclosure, Form, Table } from '../../../ui/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'

interface Row {
  readonly event: string
  readonly role: NotificationCell['role']
  readonly cells: readonly NotificationCell[]
}

/** Who is told of what by which channel, with the texts in both languages. */
export function MessagesPart({ frame, table }: { frame: ConsoleFrame; table: readonly NotificationCell[] }) {
  const { page } = frame
  const { t } = page
  return (
    <Form page={page} action="/petugas/kanal/pesan">
      <p class="mb-4">{t('kanal.messages.lead')}</p>
      <Table
        caption={t('kanal.part.pesan')}
        captionHidden
        rows={rowsOf(table)}
        rowKey={({ event, role }) => `${event} ${role}`}
        columns={[
          {
            label: t('kanal.column.event'),
            class: 'md:w-2/5',
            cell: ({ event, role }) => (
              <>
                {eventName(t, event)}
                <span class="block font-normal text-ink-soft text-sm">{t(`kanal.role.${role}`)}</span>
                <Disclosure summary={t('kanal.messages.preview')}>
                  <Preview event={event} role={role} />
                </Disclosure>
              </>
            ),
          },
          {
            label: t('kanal.column.told_by'),
            class: 'table-below',
            cell: ({ cells }) => (
              <ul class="flex flex-wrap gap-x-6 gap-y-1">
                {cells.map(({ event, role, channel, on, fixed }) => (
                  <li key={channel}>
                    <label class="flex min-h-11 items-center gap-2 whitespace-nowrap">
                      <input
                        type="checkbox"
                        class="h-5 w-5"
                        name="on"
                        value={`${event} ${role} ${channel}`}
                        checked={on}
                        disabled={fixed}
                      />
                      {t(`channel.${channel}`)}
                    </label>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <div class="mt-4">
        <Button icon="check">{t('kanal.messages.save')}</Button>
      </div>
    </Form>
  )
}

function rowsOf(table: readonly NotificationCell[]): Row[] {
  const rows = new Map<string, NotificationCell[]>()
  for (const cell of table) {
    const key = `${cell.event} ${cell.role}`
    rows.set(key, [...(rows.get(key) ?? []), cell])
  }
  return [...rows.values()].flatMap((cells) => {
    const [first] = cells
    return first === undefined ? [] : [{ event: first.event, role: first.role, cells }]
  })
}

function eventName(t: ConsoleFrame['page']['t'], event: string): string {
  const key = `kanal.event.${event}`
  return isMessageKey(key) ? t(key) : event
}

/** The text for all ways, as an SMS and in a chat where it has one of its own; what is missing of an identity, each. */
const FORMS = ['body', 'sms', 'chat', 'statement.body', 'statement.sms', 'answer.body', 'answer.sms']

/** Mails of figures have texts of their own. */
function ownBody(event: string): string {
  const key = `notify.staff.${event}.body`
  return isMessageKey(key) ? key : 'notify.staff.body'
}

const FIGURE_VALUES = {
  name: '…',
  waiting: '…',
  moved: '…',
  from: '…',
  until: '…',
  measure: '…',
  side: 'above',
  value: '34',
  threshold: '20',
  overdue: 3,
  unverified: 5,
  stop: 'https://…',
}

/** The texts with made values, in both languages. */
function Preview({ event, role }: { event: string; role: string }) {
  return (
    <>
      {(['id', 'en'] as const).map((language) => {
        const t = translator(language)
        const values = {
          number: '1234 567 890',
          title: t('kanal.sample.title'),
          institution: t('kanal.sample.institution'),
          by: t('kanal.sample.institution'),
          system: t('kanal.sample.institution'),
          text: t('kanal.sample.text'),
          reason: t('archive_reason.duplicate'),
          due: t('kanal.sample.due'),
          link: 'https://…/k/1234567890/…',
          code: '123456',
          ...FIGURE_VALUES,
        }
        const keys =
          role === 'reporter'
            ? FORMS.map((form) => `notify.reporter.${event}.${form}`)
            : [`notify.staff.${event}.subject`, ownBody(event)]
        return (
          <div key={language} lang={language} class="mt-2">
            {keys.filter(isMessageKey).map((key: MessageKey) => (
              <p
                key={key}
                class="mb-2 whitespace-pre-line break-words rounded-control bg-sunken p-3 font-normal"
              >
                {t(key, values)}
              </p>
            ))}
          </div>
        )
      })}
    </>
  )
}
