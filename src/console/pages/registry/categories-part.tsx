import type { CategoryRow } from '../../../db/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import { Badge, Button, Card, CheckboxField, Disclosure, Form, Select, TextInput } from '../../../ui/index.ts'
import { type FormValues, formValues } from '../../form-values.ts'
import { functionName } from '../../function-name.ts'
import { addressOf } from '../../query.ts'
import type { RegistryPageProps } from './model.ts'

const LEVELS = ['national', 'province', 'regency'] as const

/** The two-level tree of categories. */
export function CategoriesPart(props: RegistryPageProps) {
  const { frame, categories, national, editing, refused, handlerNames } = props
  const { page } = frame
  const { t } = page
  const add = formValues(t, 'category_add', refused)
  return (
    <>
      {national && (
        <Disclosure summary={t('registry.category.add')} look="button" icon="plus" open={add.refused}>
          <Form page={page} action="/petugas/rujukan/kategori/tambah" id="form-category_add">
            <TextInput
              name="code"
              id={add.id('code')}
              label={t('registry.code')}
              hint={t('registry.category.code_hint')}
              value={add.value('code')}
              error={add.error('code')}
            />
            <CategoryFields page={page} form={add} row={null} handler={null} />
            <Button icon="plus">{t('registry.category.add')}</Button>
          </Form>
        </Disclosure>
      )}
      {categories.map((top) => (
        <Card key={top.code} title={top[`name_${page.language}`]} icon="tag">
          <ul class="stack">
            {[top, ...top.children].map((row) => (
              <li key={row.code}>
                <CategoryLine
                  page={page}
                  row={row}
                  handler={row.default_handler && handlerName(t, row.default_handler, handlerNames)}
                  national={national}
                  editing={editing}
                  refused={refused}
                />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  )
}

function CategoryLine({
  page,
  row,
  handler,
  national,
  editing,
  refused,
}: Pick<RegistryPageProps, 'national' | 'editing' | 'refused'> & {
  page: RegistryPageProps['frame']['page']
  row: CategoryRow
  /** Who usually handles it, by name. */
  handler: string | null
}) {
  const { t } = page
  const form = formValues(t, `category_edit_${row.code}`, refused)
  const facts = (
    <>
      <strong>{row[`name_${page.language}`]}</strong>{' '}
      <span class="block text-ink-soft text-sm">
        {t(`registry.level.${row.default_level}`)}
        {handler !== null && ` · ${handler}`}
        {' · '}
        <code>{row.code}</code>
      </span>
      {row.oversight && <Badge tone="warning">{t('console.form.oversight')}</Badge>}
      {!row.active && <Badge>{t('registry.inactive')}</Badge>}
    </>
  )
  if (!national) return <p>{facts}</p>
  const summary = `${t('registry.edit')}: ${row[`name_${page.language}`]}`
  // One form at a time: nearly two hundred, folded or not, are slow on any machine.
  if (!form.refused && editing !== row.code)
    return (
      <>
        <p>{facts}</p>
        <a
          href={`${addressOf('/petugas/rujukan', { bagian: 'kategori', ubah: row.code })}#form-${form.form}`}
        >
          {summary}
        </a>
      </>
    )
  return (
    <>
      <p>{facts}</p>
      <Disclosure summary={summary} open>
        <Form page={page} action="/petugas/rujukan/kategori/ubah" id={`form-${form.form}`}>
          <input type="hidden" name="code" value={row.code} />
          <CategoryFields page={page} form={form} row={row} handler={handler} />
          <CheckboxField
            name="active"
            id={form.id('active')}
            label={t('registry.active')}
            checked={form.isChosen('active', 'on', row.active)}
          />
          <Button>{t('registry.save')}</Button>
        </Form>
      </Disclosure>
    </>
  )
}

/** Who usually handles it: the units of a function, or one national institution. */
function handlerName(t: Translate, handler: string, names: ReadonlyMap<string, string>): string {
  if (!handler.startsWith('local:')) return names.get(handler) ?? handler
  return t('registry.handler.local', { function: functionName(t, handler.slice('local:'.length)) })
}

function CategoryFields({
  page,
  form,
  row,
  handler,
}: {
  page: RegistryPageProps['frame']['page']
  form: FormValues
  row: CategoryRow | null
  handler: string | null
}) {
  const { t } = page
  const hint = t('registry.handler.hint')
  return (
    <>
      <TextInput
        name="name_id"
        id={form.id('name_id')}
        label={t('registry.name_id')}
        value={form.value('name_id', row?.name_id)}
        error={form.error('name_id')}
      />
      <TextInput
        name="name_en"
        id={form.id('name_en')}
        label={t('registry.name_en')}
        value={form.value('name_en', row?.name_en)}
        error={form.error('name_en')}
      />
      <Select
        name="default_level"
        id={form.id('default_level')}
        label={t('registry.level')}
        value={form.value('default_level', row?.default_level ?? 'regency')}
        error={form.error('default_level')}
        choices={LEVELS.map((level) => ({ value: level, label: t(`registry.level.${level}`) }))}
      />
      <TextInput
        name="default_handler"
        id={form.id('default_handler')}
        label={t('registry.handler')}
        hint={handler === null ? hint : `${t('registry.handler.now', { name: handler })} ${hint}`}
        value={form.value('default_handler', row?.default_handler)}
        error={form.error('default_handler')}
        optional={t('ui.optional')}
      />
      <CheckboxField
        name="oversight"
        id={form.id('oversight')}
        label={t('console.form.oversight')}
        checked={form.isChosen('oversight', 'on', row?.oversight ?? false)}
      />
    </>
  )
}
