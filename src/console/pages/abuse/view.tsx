import { isMessageKey } from '../../../i18n/index.ts'
import { Breadcrumbs, Button, Card, Form, Notice, PageHeading, Tabs, TextInput } from '../../../ui/index.ts'
import { ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues } from '../../form-values.ts'
import { AppealsPart } from './appeals-part.tsx'
import { BlocksPart } from './blocks-part.tsx'
import { MarksPart } from './marks-part.tsx'
import { ABUSE_PARTS, ABUSE_PATH, type AbusePart, type AbuseProps } from './model.ts'

const LABELS = {
  keberatan: 'console.abuse.tab.appeals',
  blokir: 'console.abuse.tab.blocks',
  laporan: 'console.abuse.tab.marks',
  aturan: 'console.abuse.tab.rules',
} as const satisfies Record<AbusePart, string>

/** Who may not report for a time, which reports were not real, and what the persons say to it. */
export function AbusePage({ frame, model }: AbuseProps) {
  const { t } = frame.page
  const ok = `console.abuse.ok.${model.ok}`
  const waiting = model.appeals.filter(({ decided_at }) => decided_at === null).length
  return (
    <ConsolePage frame={frame} title={t('console.abuse.title')} current="registry">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('registry.title'), href: '/petugas/rujukan' },
          { label: t('console.abuse.title') },
        ]}
      />
      <PageHeading title={t('console.abuse.title')} lead={t('console.abuse.lead')} />
      <Tabs
        label={t('console.abuse.title')}
        tabs={ABUSE_PARTS.map((part) => ({
          label: t(LABELS[part]),
          href: `${ABUSE_PATH}?bagian=${part}`,
          current: part === model.part,
          ...(part === 'keberatan' && waiting > 0 ? { count: String(waiting) } : {}),
        }))}
      />
      <div class="stack-large">
        <FormProblem t={t} refused={model.refused} />
        {isMessageKey(ok) && model.refused === null && <Notice tone="success" title={t(ok)} live />}
        {model.part === 'keberatan' && <AppealsPart frame={frame} model={model} />}
        {model.part === 'blokir' && <BlocksPart frame={frame} model={model} />}
        {model.part === 'laporan' && <MarksPart frame={frame} model={model} />}
        {model.part === 'aturan' && <RulesPart frame={frame} model={model} />}
      </div>
    </ConsolePage>
  )
}

function RulesPart({ frame, model }: AbuseProps) {
  const { page } = frame
  const { t } = page
  const values = formValues(t, 'aturan', model.refused)
  const fields = ['within_days', 'marks_for_identity', 'marks_for_block', 'block_days'] as const
  return (
    <Card title={t('console.abuse.tab.rules')} icon="settings">
      <Form page={page} action={`${ABUSE_PATH}/aturan`} id="form-aturan">
        <div class="stack">
          <p>{t('console.abuse.rules.lead')}</p>
          {fields.map((field) => (
            <TextInput
              key={field}
              name={field}
              id={values.id(field)}
              label={t(`console.abuse.rules.${field}`)}
              error={values.error(field)}
              value={values.value(field, String(model.rules[field]))}
              inputMode="numeric"
              width="short"
              required
            />
          ))}
          <div>
            <Button>{t('console.abuse.rules.save')}</Button>
          </div>
        </div>
      </Form>
    </Card>
  )
}
