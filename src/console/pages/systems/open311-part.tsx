import {
  Badge,
  Button,
  Card,
  CheckboxField,
  DescriptionList,
  Disclosure,
  Form,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { type FormValues, formValues } from '../../form-values.ts'
import type { SystemPageProps } from './system-view.tsx'
import { PATH } from './systems-path.ts'

type Target = NonNullable<SystemPageProps['open311']>

/** The institution's own Open311 system, to which reports for its place are handed over. */
export function Open311Part(props: SystemPageProps) {
  const { frame, system, open311, handovers, refused } = props
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'open311', refused)
  if (!system.scopes.includes('exchange')) return null
  return (
    <Card title={t('systems.open311')} icon="share">
      <div class="stack">
        {open311 === null ? (
          <p>{t('systems.open311_none')}</p>
        ) : (
          <DescriptionList
            facts={[
              { term: t('systems.address'), detail: <code class="break-all">{open311.url}</code> },
              {
                term: t('systems.open311_state'),
                detail: t(open311.active ? 'systems.open311_on' : 'systems.off'),
              },
            ]}
          />
        )}
        {handovers.length > 0 && (
          <Table
            caption={t('systems.handovers')}
            rows={handovers}
            rowKey={({ id }) => String(id)}
            columns={[
              {
                label: t('systems.handover_report'),
                heading: true,
                cell: ({ tracking_number }) => (
                  <a href={`/petugas/laporan/${tracking_number}`}>{tracking_number}</a>
                ),
              },
              { label: t('systems.handover_there'), cell: ({ remote_id }) => remote_id ?? '–' },
              {
                label: t('systems.delivery_state'),
                cell: ({ state }) => <Badge>{t(`systems.handover.${state}`)}</Badge>,
              },
              {
                label: t('systems.delivery_answer'),
                cell: ({ last_error }) => <span class="break-all">{last_error ?? ''}</span>,
              },
            ]}
          />
        )}
        <Disclosure look="button" icon="edit" summary={t('systems.open311_change')} open={form.refused}>
          <Form
            page={page}
            action={`${PATH}/${system.id}/open311`}
            id="form-open311"
            valuesSent={form.refused}
          >
            <Fields t={t} form={form} target={open311} />
            <Button>{t('systems.change.submit')}</Button>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}

function Fields({
  t,
  form,
  target,
}: {
  t: SystemPageProps['frame']['page']['t']
  form: FormValues
  target: Target | null
}) {
  const text = (
    name: 'url' | 'jurisdiction_id' | 'contact_name' | 'contact_email' | 'default_service',
    needed = true,
  ) => (
    <TextInput
      name={name}
      id={form.id(name)}
      label={t(`systems.open311.${name}`)}
      hint={t(`systems.open311.${name}_hint`)}
      error={form.error(name)}
      value={form.value(name, target?.[name])}
      autocomplete="off"
      {...(needed ? {} : { optional: t('ui.optional') })}
    />
  )
  const services = Object.entries(target?.services ?? {}).map(([ours, theirs]) => `${ours} = ${theirs}`)
  return (
    <>
      {text('url')}
      <Select
        name="format"
        id={form.id('format')}
        label={t('systems.open311.format')}
        error={form.error('format')}
        value={form.value('format', target?.format ?? 'json')}
        choices={[
          { value: 'json', label: 'JSON' },
          { value: 'xml', label: 'XML' },
        ]}
        width="medium"
      />
      {text('jurisdiction_id', false)}
      <TextInput
        name="api_key"
        id={form.id('api_key')}
        type="password"
        label={t('systems.open311.api_key')}
        hint={t('systems.open311.api_key_hint')}
        error={form.error('api_key')}
        autocomplete="off"
        draftSkip
        optional={t('ui.optional')}
      />
      {text('contact_name')}
      {text('contact_email')}
      {text('default_service')}
      <TextArea
        t={t}
        name="services"
        id={form.id('services')}
        rows={4}
        label={t('systems.open311.services')}
        hint={t('systems.open311.services_hint')}
        error={form.error('services')}
        value={form.value('services', services.join('\n'))}
        optional={t('ui.optional')}
      />
      <CheckboxField
        name="active"
        id={form.id('active')}
        label={t('systems.open311.active')}
        checked={form.isChosen('active', 'on', target?.active ?? true)}
      />
    </>
  )
}
