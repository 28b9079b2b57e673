import type { InstitutionRow } from '../../../db/index.ts'
import { timeZoneLabel } from '../../../i18n/index.ts'
import { INSTITUTION_KINDS, TIME_ZONES, UNIT_KINDS, type UnitNode } from '../../../institutions/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  Combobox,
  DescriptionList,
  Disclosure,
  Form,
  Notice,
  PageHeading,
  Select,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { functionName } from '../../function-name.ts'
import { kindLabel } from './kind-label.ts'

export const INSTITUTION_NOTICES = ['ubah', 'tambah', 'pindah', 'nonaktif', 'aktif'] as const

export interface InstitutionPageProps {
  readonly frame: ConsoleFrame
  readonly node: InstitutionRow
  readonly ancestors: readonly InstitutionRow[]
  readonly units: readonly UnitNode[]
  readonly editable: boolean
  /** Whether this person keeps the node's answer templates. */
  readonly answers: boolean
  readonly refused: Refused | null
  readonly notice: (typeof INSTITUTION_NOTICES)[number] | null
}

/** One institution or unit, the tree below it, and for its admins the edits. */
export function InstitutionPage(props: InstitutionPageProps) {
  const { frame, node, ancestors, editable, answers, refused, notice } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={node.name} current="institutions">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('registry.institutions'), href: '/petugas/instansi' },
          ...ancestors
            .filter((above) => above.parent_id !== null)
            .map((above) => ({ label: above.short_name, href: `/petugas/instansi/${above.code}` })),
          { label: node.short_name },
        ]}
      />
      <PageHeading title={node.name} lead={node.duties ?? undefined} />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        {notice !== null && <Notice tone="success" title={t(`registry.done.${notice}`)} live />}
        {!node.active && <Notice tone="warning" title={t('registry.inactive')} />}
        <Card>
          <DescriptionList
            facts={[
              { term: t('registry.kind'), detail: kindLabel(t, node.kind) },
              { term: t('registry.code'), detail: <code>{node.code}</code> },
              { term: t('registry.area_code'), detail: node.area_code ?? '–' },
              { term: t('registry.time_zone'), detail: timeZoneLabel(node.time_zone) },
              { term: t('registry.aliases'), detail: node.aliases.join(', ') || '–' },
              {
                term: t('registry.functions'),
                detail: node.functions.map((name) => functionName(t, name)).join(', ') || '–',
              },
            ]}
          />
        </Card>
        {(answers || editable) && (
          <ButtonRow>
            {answers && (
              <ButtonLink look="secondary" icon="file" href={`/petugas/instansi/${node.code}/jawaban`}>
                {t('answers.link')}
              </ButtonLink>
            )}
            {editable && node.parent_id !== null && node.institution_id === node.id && (
              <ButtonLink look="secondary" icon="building" href={`/petugas/instansi/${node.code}/depan`}>
                {t('front.settings')}
              </ButtonLink>
            )}
          </ButtonRow>
        )}
        {editable && (
          <div class="flex flex-wrap gap-3">
            <EditForm {...props} />
            <AddForm {...props} />
            {node.institution_id !== node.id && <MoveForm {...props} />}
            {node.parent_id !== null && <SwitchForm {...props} />}
          </div>
        )}
        <Units {...props} />
      </div>
    </ConsolePage>
  )
}

function Units({ frame, node, units }: InstitutionPageProps) {
  const { t } = frame.page
  if (node.parent_id === null) return null
  return (
    <Card title={t('registry.units', { count: units.length })} icon="building">
      {units.length === 0 ? (
        <p>{t('registry.units.none')}</p>
      ) : (
        <ul class="tree">
          {units.map((unit) => (
            <li key={unit.code} class={`tree-depth-${Math.min(unit.depth, 4)}`}>
              <a href={`/petugas/instansi/${unit.code}`}>{unit.name}</a>{' '}
              <span class="text-ink-soft">{kindLabel(t, unit.kind)}</span>
              {!unit.active && <Badge>{t('registry.inactive')}</Badge>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function EditForm({ frame, node, refused }: InstitutionPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'edit', refused)
  return (
    <Disclosure summary={t('registry.edit')} look="button" icon="edit" open={form.refused}>
      <Form page={page} action={`/petugas/instansi/${node.code}/ubah`} id="form-edit">
        <TextInput
          name="name"
          id={form.id('name')}
          label={t('registry.name')}
          value={form.value('name', node.name)}
          error={form.error('name')}
        />
        <TextInput
          name="short_name"
          id={form.id('short_name')}
          label={t('registry.short_name')}
          value={form.value('short_name', node.short_name)}
          error={form.error('short_name')}
        />
        <TextArea
          t={t}
          name="aliases"
          id={form.id('aliases')}
          rows={3}
          label={t('registry.aliases')}
          hint={t('registry.aliases.hint')}
          value={form.value('aliases', node.aliases.join('\n'))}
          error={form.error('aliases')}
        />
        <TextArea
          t={t}
          name="duties"
          id={form.id('duties')}
          rows={3}
          label={t('registry.duties')}
          value={form.value('duties', node.duties)}
          error={form.error('duties')}
        />
        <TextArea
          t={t}
          name="functions"
          id={form.id('functions')}
          rows={2}
          label={t('registry.functions')}
          hint={t('registry.functions.hint')}
          value={form.value('functions', node.functions.join('\n'))}
          error={form.error('functions')}
        />
        <Select
          name="time_zone"
          id={form.id('time_zone')}
          label={t('registry.time_zone')}
          value={form.value('time_zone', node.time_zone)}
          error={form.error('time_zone')}
          choices={TIME_ZONES.map((zone) => ({ value: zone, label: timeZoneLabel(zone) }))}
        />
        <Button>{t('registry.save')}</Button>
      </Form>
    </Disclosure>
  )
}

function AddForm({ frame, node, refused }: InstitutionPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'add', refused)
  const kinds = node.parent_id === null ? INSTITUTION_KINDS : UNIT_KINDS
  return (
    <Disclosure summary={t('registry.add_below')} look="button" icon="plus" open={form.refused}>
      <Form page={page} action={`/petugas/instansi/${node.code}/tambah`} id="form-add">
        <TextInput
          name="name"
          id={form.id('name')}
          label={t('registry.name')}
          value={form.value('name')}
          error={form.error('name')}
        />
        <TextInput
          name="short_name"
          id={form.id('short_name')}
          label={t('registry.short_name')}
          value={form.value('short_name')}
          error={form.error('short_name')}
        />
        <Select
          name="kind"
          id={form.id('kind')}
          label={t('registry.kind')}
          value={form.value('kind')}
          error={form.error('kind')}
          empty={t('registry.choose')}
          choices={kinds.map((kind) => ({ value: kind, label: kindLabel(t, kind) }))}
        />
        <TextInput
          name="area_code"
          id={form.id('area')}
          label={t('registry.area_code')}
          hint={t('registry.area_code.hint')}
          value={form.value('area_code')}
          error={form.error('area')}
          optional={t('ui.optional')}
        />
        <TextArea
          t={t}
          name="duties"
          id={form.id('duties')}
          rows={2}
          label={t('registry.duties')}
          value={form.value('duties')}
          error={form.error('duties')}
          optional={t('ui.optional')}
        />
        <TextInput
          name="functions"
          id={form.id('functions')}
          label={t('registry.functions')}
          hint={t('registry.functions.hint')}
          value={form.value('functions')}
          error={form.error('functions')}
          optional={t('ui.optional')}
        />
        <Button icon="plus">{t('registry.add_below')}</Button>
      </Form>
    </Disclosure>
  )
}

function MoveForm({ frame, node, refused }: InstitutionPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'move', refused)
  return (
    <Disclosure summary={t('registry.move')} look="button" icon="return" open={form.refused}>
      <Form page={page} action={`/petugas/instansi/${node.code}/pindah`} id="form-move">
        <Combobox
          t={t}
          name="parent"
          id={form.id('parent')}
          label={t('registry.move_below')}
          hint={t('registry.move.hint')}
          value={form.value('parent')}
          code={form.value('parent_code')}
          error={form.error('parent')}
          url="/petugas/instansi/cari?q={query}"
        />
        <Button>{t('registry.move')}</Button>
      </Form>
    </Disclosure>
  )
}

function SwitchForm({ frame, node, refused }: InstitutionPageProps) {
  const { page } = frame
  const { t } = page
  const action = node.active ? 'nonaktif' : 'aktif'
  return (
    <Disclosure
      summary={t(`registry.switch.${action}`)}
      look="button"
      icon={node.active ? 'archive' : 'check'}
      open={refused?.form === 'switch'}
    >
      <Form page={page} action={`/petugas/instansi/${node.code}/${action}`} id="form-switch">
        <p class="mb-4">{t(`registry.switch.${action}.text`)}</p>
        <Button look={node.active ? 'danger' : 'primary'}>{t(`registry.switch.${action}`)}</Button>
      </Form>
    </Disclosure>
  )
}
