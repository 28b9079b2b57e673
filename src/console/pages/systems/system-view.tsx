import type { ExchangeLink, listHandovers, open311TargetOf, Webhook } from '../../../exchange/index.ts'
import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import type {
  listSystemKeys,
  ManagedSystem,
  readAccountEvents,
  readSystemCalls,
} from '../../../identity/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  Card,
  DescriptionList,
  Disclosure,
  Form,
  Notice,
  PageHeading,
  Table,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { ExchangePart } from './exchange-part.tsx'
import { Open311Part } from './open311-part.tsx'
import { ShownOnce } from './shown-once.tsx'
import { SystemFields } from './system-fields.tsx'
import { PATH } from './systems-path.ts'
import { WebhooksPart } from './webhooks-part.tsx'

export const DONE = ['ubah', 'cabut', 'nonaktif', 'aktif', 'pertukaran', 'uji', 'ulang', 'akhiri'] as const

export interface SystemPageProps {
  readonly frame: ConsoleFrame
  readonly system: ManagedSystem
  readonly keys: Awaited<ReturnType<typeof listSystemKeys>>
  readonly calls: Awaited<ReturnType<typeof readSystemCalls>>
  readonly webhooks: readonly Webhook[]
  readonly link: ExchangeLink | null
  /** Reports of which the system was not told something, so that it is told nothing more of them. */
  readonly heldUp: number
  readonly open311: Awaited<ReturnType<typeof open311TargetOf>>
  readonly handovers: Awaited<ReturnType<typeof listHandovers>>
  readonly events: Awaited<ReturnType<typeof readAccountEvents>>
  readonly refused: Refused | null
  readonly done: (typeof DONE)[number] | null
  /** What was made just now and is never shown again. */
  readonly once: { readonly kind: 'key' | 'secret'; readonly value: string } | null
}

/** One connected system: its keys, its rights, what it calls and where it is called. */
export function SystemPage(props: SystemPageProps) {
  const { frame, system, refused, done, once } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={system.name} current="systems">
      <Breadcrumbs t={t} crumbs={[{ href: PATH, label: t('systems.title') }, { label: system.name }]} />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={system.name} lead={t('systems.of', { place: system.node_name })} />
      <div class="stack max-w-4xl">
        {done !== null && <Notice tone="success" title={t(`systems.done.${done}`)} live />}
        {once !== null && <ShownOnce t={t} title={t(`systems.once.${once.kind}`)} secret={once.value} />}
        {!system.active && <Notice tone="neutral" title={t('systems.is_off')} />}
        <Facts {...props} />
        <Keys {...props} />
        <ExchangePart {...props} />
        <Open311Part {...props} />
        <WebhooksPart {...props} />
        <Calls {...props} />
        <Switch {...props} />
        <History {...props} />
      </div>
    </ConsolePage>
  )
}

function Facts({ frame, system, refused }: SystemPageProps) {
  const { page, staff } = frame
  const { t } = page
  const form = formValues(t, 'change', refused)
  return (
    <Card title={t('systems.rights')} icon="shield">
      <div class="stack">
        <DescriptionList
          facts={[
            { term: t('systems.code'), detail: <code>{system.code}</code> },
            {
              term: t('systems.scopes'),
              detail: system.scopes.map((scope) => t(`systems.scope.${scope}` as never)).join(', '),
            },
            { term: t('systems.limit'), detail: String(system.requests_per_minute) },
            {
              term: t('systems.vouches'),
              detail: t(system.vouches_for_contacts ? 'systems.yes' : 'systems.no'),
            },
            system.contact_email === null
              ? null
              : { term: t('systems.contact'), detail: system.contact_email },
          ]}
        />
        <Disclosure look="button" icon="edit" summary={t('systems.change')} open={form.refused}>
          <Form page={page} action={`${PATH}/${system.id}/ubah`} id="form-change" valuesSent={form.refused}>
            <SystemFields t={t} form={form} national={staff.role === 'national_admin'} preset={system} />
            <Button>{t('systems.change.submit')}</Button>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}

function Keys({ frame, system, keys }: SystemPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const at = (instant: Date) => formatDateTime(instant, language, staff.timeZone)
  return (
    <Card title={t('systems.keys')} icon="lock">
      <div class="stack">
        <Table
          caption={t('systems.keys')}
          captionHidden
          rows={keys}
          rowKey={({ id }) => String(id)}
          columns={[
            { label: t('systems.key'), cell: ({ ending }) => <code>…{ending}</code> },
            { label: t('systems.key_made'), cell: ({ created_at }) => at(created_at) },
            {
              label: t('systems.key_state'),
              cell: ({ expires_at, revoked_at }) =>
                revoked_at !== null
                  ? t('systems.key_revoked')
                  : expires_at === null
                    ? t('systems.key_good')
                    : t('systems.key_until', { until: at(expires_at) }),
            },
            {
              label: t('systems.key_end'),
              cell: ({ id, ending, revoked_at }) =>
                revoked_at === null && (
                  <Form page={page} action={`${PATH}/${system.id}/kunci/${id}/cabut`}>
                    <Button look="quiet" size="small">
                      {t('systems.key_revoke', { ending })}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <Form page={page} action={`${PATH}/${system.id}/kunci`}>
          <p class="mb-3 text-ink-soft">{t('systems.renew_text')}</p>
          <Button look="secondary" icon="plus">
            {t('systems.renew')}
          </Button>
        </Form>
      </div>
    </Card>
  )
}

function Calls({ frame, calls }: SystemPageProps) {
  const { t, language } = frame.page
  return (
    <Card title={t('systems.calls')} icon="list">
      {calls.length === 0 ? (
        <p class="text-ink-soft">{t('systems.calls_none')}</p>
      ) : (
        <Table
          caption={t('systems.calls_caption')}
          rows={calls}
          rowKey={({ route, status }) => `${route} ${status}`}
          columns={[
            {
              label: t('systems.call'),
              heading: true,
              cell: ({ route }) => <code class="break-all">{route}</code>,
            },
            {
              label: t('systems.call_status'),
              cell: ({ status }) => (status >= 400 ? <Badge>{String(status)}</Badge> : String(status)),
            },
            {
              label: t('systems.call_count'),
              align: 'end',
              cell: (row) => Number(row.calls).toLocaleString(language),
            },
            {
              label: t('systems.call_last'),
              cell: ({ last }) => formatDateTime(last, language, frame.staff.timeZone),
            },
          ]}
        />
      )}
    </Card>
  )
}

function Switch({ frame, system }: SystemPageProps) {
  const { page } = frame
  const { t } = page
  if (!system.active)
    return (
      <Form page={page} action={`${PATH}/${system.id}/aktif`}>
        <Button look="secondary">{t('systems.switch_on')}</Button>
      </Form>
    )
  return (
    <Disclosure look="button" icon="pause" summary={t('systems.switch_off')}>
      <Form page={page} action={`${PATH}/${system.id}/nonaktif`}>
        <p class="mb-3">{t('systems.switch_off_text')}</p>
        <Button look="danger">{t('systems.switch_off')}</Button>
      </Form>
    </Disclosure>
  )
}

function History({ frame, events }: SystemPageProps) {
  const { t, language } = frame.page
  return (
    <Card title={t('systems.history')} icon="clock">
      <ul class="stack">
        {events.map(({ id, at, type, actor_name }) => {
          const key = `systems.event.${type}`
          return (
            <li key={id}>
              {isMessageKey(key) ? t(key) : type}{' '}
              <span class="text-ink-soft">
                {formatDateTime(at, language, frame.staff.timeZone)}
                {actor_name === null ? '' : ` · ${actor_name}`}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
