import type { DeadlineRuleRow } from '../../../db/index.ts'
import { formatDate, type Translate } from '../../../i18n/index.ts'
import {
  Button,
  ButtonLink,
  DateInput,
  Disclosure,
  Form,
  Select,
  Table,
  TextInput,
} from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import type { RegistryPageProps } from './model.ts'

const CALENDARS = ['working', 'calendar'] as const

/** The dated rules with their legal source; a new one never changes deadlines that run. */
export function RulesPart({ frame, rules, national, mayBind, refused }: RegistryPageProps) {
  const { page } = frame
  const { t, language } = page
  const form = formValues(t, 'rule_add', refused)
  const kinds = new Map(
    rules.filter((rule) => rule.institution_id === null).map((rule) => [keyOf(rule), rule]),
  )
  return (
    <>
      <p>{t('registry.rules.lead')}</p>
      {mayBind && (
        <p>
          <ButtonLink look="secondary" icon="clock" href="/petugas/rujukan/hitung-ulang?aturan=1">
            {t('recompute.open')}
          </ButtonLink>
        </p>
      )}
      {mayBind && (
        <Disclosure
          summary={t(national ? 'registry.rule.add' : 'registry.rule.add_own')}
          look="button"
          icon="plus"
          open={form.refused}
        >
          <Form page={page} action="/petugas/rujukan/tenggat/tambah" id="form-rule_add">
            {!national && <p class="mb-4">{t('registry.rule.stricter')}</p>}
            <Select
              name="applies_to"
              id={form.id('kind')}
              label={t('registry.rule.for')}
              value={form.value('applies_to')}
              error={form.error('kind')}
              empty={t('registry.choose')}
              choices={[...kinds].map(([value, rule]) => ({ value, label: ruleName(t, rule) }))}
            />
            <TextInput
              name="amount"
              id={form.id('amount')}
              inputMode="numeric"
              width="short"
              label={t('registry.rule.amount')}
              value={form.value('amount')}
              error={form.error('amount')}
            />
            <Select
              name="calendar"
              id={form.id('calendar')}
              label={t('registry.rule.calendar')}
              value={form.value('calendar', 'working')}
              error={form.error('calendar')}
              choices={CALENDARS.map((calendar) => ({
                value: calendar,
                label: t(`registry.calendar.${calendar}`),
              }))}
            />
            <DateInput
              name="valid_from"
              id={form.id('valid_from')}
              label={t('registry.rule.valid_from')}
              value={form.value('valid_from')}
              error={form.error('valid_from')}
            />
            <TextInput
              name="source"
              id={form.id('source')}
              label={t('registry.rule.source')}
              hint={t('registry.rule.source_hint')}
              value={form.value('source')}
              error={form.error('source')}
            />
            <Button>{t('registry.save')}</Button>
          </Form>
        </Disclosure>
      )}
      <Table
        caption={t('registry.part.tenggat')}
        captionHidden
        rows={rules}
        rowKey={(rule) => String(rule.id)}
        columns={[
          { label: t('registry.rule.for'), cell: (rule) => ruleName(t, rule) },
          {
            label: t('registry.rule.amount'),
            class: 'lg:whitespace-nowrap',
            cell: (rule) =>
              t('registry.rule.days', {
                amount: rule.amount,
                calendar: t(`registry.calendar.${rule.calendar}`),
              }),
          },
          {
            label: t('registry.rule.valid'),
            class: 'lg:whitespace-nowrap',
            cell: (rule) =>
              rule.valid_until === null
                ? t('registry.rule.since', { from: formatDate(rule.valid_from, language) })
                : t('registry.rule.between', {
                    from: formatDate(rule.valid_from, language),
                    until: formatDate(rule.valid_until, language),
                  }),
          },
          {
            label: t('registry.rule.owner'),
            cell: (rule) => t(rule.institution_id === null ? 'registry.level.national' : 'registry.rule.own'),
          },
          { label: t('registry.rule.source'), cell: (rule) => rule.source },
        ]}
      />
    </>
  )
}

function keyOf(rule: DeadlineRuleRow): string {
  return [rule.kind, rule.class ?? '-', rule.oversight === null ? '-' : String(rule.oversight)].join(' ')
}

function ruleName(t: Translate, rule: DeadlineRuleRow): string {
  const parts = [t(`deadline.${rule.kind}`)]
  if (rule.class !== null) parts.push(t(`class.${rule.class}`))
  if (rule.oversight !== null)
    parts.push(t(rule.oversight ? 'registry.rule.oversight' : 'registry.rule.no_oversight'))
  return parts.join(' · ')
}
