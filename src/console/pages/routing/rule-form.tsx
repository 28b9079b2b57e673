import { Button, Disclosure, Form, type PageFrame, Select, TextInput } from '../../../ui/index.ts'
import { formValues, type Refused } from '../../form-values.ts'
import { ROUTING_PATH } from './model.ts'

const LEVELS = ['regency', 'province', 'national'] as const
const TEXTS = [
  'categories',
  'words',
  'except_words',
  'area',
  'handler',
  'priority',
  'strength',
  'note',
] as const
const HINTED: ReadonlySet<string> = new Set([
  'categories',
  'words',
  'area',
  'handler',
  'priority',
  'strength',
  'note',
])
/** What a new rule usually is. */
const USUAL: Readonly<Record<string, string>> = { priority: '50', strength: '80' }

/** Write a rule; it is kept switched off until it was tried. */
export function RuleForm({ page, refused }: { page: PageFrame; refused: Refused | null }) {
  const { t } = page
  const form = formValues(t, 'rule', refused)
  return (
    <Disclosure summary={t('routing.rules.add')} look="button" icon="plus" open={form.refused}>
      <Form page={page} action={`${ROUTING_PATH}/aturan/tambah`} id="form-rule">
        <Select
          name="level"
          id={form.id('level')}
          label={t('routing.rule.level')}
          value={form.value('level', 'regency')}
          error={form.error('level')}
          choices={LEVELS.map((level) => ({ value: level, label: t(`routing.level.${level}`) }))}
        />
        {TEXTS.map((name) => (
          <TextInput
            key={name}
            name={name}
            id={form.id(name)}
            label={t(`routing.rule.${name}`)}
            hint={hintOf(t, name)}
            value={form.value(name, USUAL[name])}
            error={form.error(name === 'area' ? 'area_prefix' : name)}
          />
        ))}
        <Button>{t('routing.save')}</Button>
      </Form>
    </Disclosure>
  )
}

function hintOf(t: PageFrame['t'], name: (typeof TEXTS)[number]): string | undefined {
  return HINTED.has(name) && name !== 'except_words' ? t(`routing.rule.${name}_hint`) : undefined
}
