import type { Delivery, Webhook } from '../../../exchange/index.ts'
import { formatDateTime } from '../../../i18n/index.ts'
import type { ManagedSystem } from '../../../identity/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  Disclosure,
  EmptyState,
  Form,
  Notice,
  PageHeading,
  Pagination,
  Table,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import type { DONE } from './system-view.tsx'
import { PATH } from './systems-path.ts'

export interface WebhookPageProps {
  readonly frame: ConsoleFrame
  readonly system: ManagedSystem
  readonly webhook: Webhook
  readonly deliveries: readonly Delivery[]
  readonly next: string | null
  readonly refused: Refused | null
  readonly done: (typeof DONE)[number] | null
}

/** What was sent to one address, and what came back. */
export function WebhookPage({ frame, system, webhook, deliveries, next, refused, done }: WebhookPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const form = formValues(t, 'replay', refused)
  const path = `${PATH}/${system.id}/webhook/${webhook.id}`
  const at = (instant: Date) => formatDateTime(instant, language, staff.timeZone)
  return (
    <ConsolePage frame={frame} title={t('systems.deliveries')} current="systems">
      <Breadcrumbs
        t={t}
        crumbs={[
          { href: PATH, label: t('systems.title') },
          { href: `${PATH}/${system.id}`, label: system.name },
          { label: t('systems.deliveries') },
        ]}
      />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('systems.deliveries')} lead={webhook.url} />
      <div class="stack">
        {done !== null && <Notice tone="success" title={t(`systems.done.${done}`)} live />}
        {webhook.active && (
          <>
            {webhook.kind === 'events' && (
              <Form page={page} action={`${path}/uji`}>
                <Button look="secondary" icon="send">
                  {t('systems.test')}
                </Button>
              </Form>
            )}
            <Disclosure look="button" icon="return" summary={t('systems.replay')} open={form.refused}>
              <Form page={page} action={`${path}/ulang`} id="form-replay" valuesSent={form.refused}>
                <TextInput
                  name="hours"
                  id={form.id('hours')}
                  label={t('systems.replay_hours')}
                  hint={t('systems.replay_hint')}
                  error={form.error('hours')}
                  value={form.value('hours', '24')}
                  inputMode="numeric"
                  width="short"
                />
                <Button>{t('systems.replay')}</Button>
              </Form>
            </Disclosure>
            {webhook.kind === 'events' && (
              <Disclosure look="button" icon="close" summary={t('systems.webhook_end')}>
                <Form page={page} action={`${path}/akhiri`}>
                  <p class="mb-3">{t('systems.webhook_end_text')}</p>
                  <Button look="danger">{t('systems.webhook_end')}</Button>
                </Form>
              </Disclosure>
            )}
          </>
        )}
        {deliveries.length === 0 ? (
          <EmptyState title={t('systems.deliveries_none')} icon="send">
            {t('systems.deliveries_none_text')}
          </EmptyState>
        ) : (
          <Table
            caption={t('systems.deliveries')}
            captionHidden
            rows={deliveries}
            rowKey={({ id }) => String(id)}
            columns={[
              { label: t('systems.delivery_at'), heading: true, cell: ({ created_at }) => at(created_at) },
              { label: t('systems.delivery_type'), cell: ({ type }) => <code>{type}</code> },
              {
                label: t('systems.delivery_state'),
                cell: ({ state, next_try_at }) => (
                  <>
                    <Badge>{t(`systems.delivery.${state}`)}</Badge>
                    {state === 'queued' && next_try_at !== null && (
                      <span class="block text-ink-soft">
                        {t('systems.next_try', { at: at(next_try_at) })}
                      </span>
                    )}
                  </>
                ),
              },
              { label: t('systems.attempts'), align: 'end', cell: ({ attempts }) => String(attempts) },
              {
                label: t('systems.delivery_answer'),
                cell: ({ last_status, last_error }) => (
                  <span class="break-all">
                    {[last_status, last_error].filter((part) => part !== null).join(' · ')}
                  </span>
                ),
              },
            ]}
          />
        )}
        <Pagination t={t} previous={null} next={next} />
      </div>
    </ConsolePage>
  )
}
