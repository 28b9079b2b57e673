import { Badge, Button, Card, Disclosure, Form, Table, TextArea, TextInput } from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import type { SystemPageProps } from './system-view.tsx'
import { PATH } from './systems-path.ts'

/** Where a system is called when something happens. */
export function WebhooksPart({ frame, system, webhooks, refused }: SystemPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'webhook', refused)
  return (
    <Card title={t('systems.webhooks')} icon="send">
      <div class="stack">
        {webhooks.length === 0 ? (
          <p class="text-ink-soft">{t('systems.webhooks_none')}</p>
        ) : (
          <Table
            caption={t('systems.webhooks')}
            captionHidden
            rows={webhooks}
            rowKey={({ id }) => String(id)}
            columns={[
              {
                label: t('systems.address'),
                heading: true,
                cell: ({ id, url, kind, active }) => (
                  <>
                    <a class="break-all" href={`${PATH}/${system.id}/webhook/${id}`}>
                      {url}
                    </a>{' '}
                    {kind === 'exchange' && <Badge>{t('systems.exchange')}</Badge>}
                    {!active && <Badge>{t('systems.ended')}</Badge>}
                  </>
                ),
              },
              {
                label: t('systems.event_types'),
                cell: ({ event_types, kind }) =>
                  kind === 'exchange'
                    ? t('systems.exchange_messages')
                    : event_types.length === 0
                      ? t('systems.event_types_all')
                      : event_types.join(', '),
              },
            ]}
          />
        )}
        <Disclosure look="button" icon="plus" summary={t('systems.webhook_add')} open={form.refused}>
          <Form
            page={page}
            action={`${PATH}/${system.id}/webhook`}
            id="form-webhook"
            valuesSent={form.refused}
          >
            <TextInput
              name="url"
              id={form.id('url')}
              type="url"
              label={t('systems.address')}
              error={form.error('url')}
              value={form.value('url')}
              autocomplete="off"
            />
            <TextArea
              t={t}
              name="event_types"
              id={form.id('event_types')}
              rows={2}
              label={t('systems.event_types')}
              hint={t('systems.event_types_hint')}
              error={form.error('event_types')}
              value={form.value('event_types')}
              optional={t('ui.optional')}
            />
            <Button>{t('systems.webhook_add')}</Button>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}
