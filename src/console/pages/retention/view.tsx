import type { RetentionRule } from '../../../reports/index.ts'
import { Breadcrumbs, Button, Card, Form, Notice, PageHeading, TextInput } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export const RETENTION_PATH = '/petugas/aturan-retensi'

interface RetentionProps {
  readonly frame: ConsoleFrame
  readonly rules: readonly RetentionRule[]
  readonly refused: Refused | null
  readonly saved: boolean
}

/** One card a class: how long, and by which law. */
export function RetentionPage({ frame, rules, refused, saved }: RetentionProps) {
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t('retention.title')} current="registry">
      <Breadcrumbs
        t={t}
        crumbs={[{ label: t('registry.title'), href: '/petugas/rujukan' }, { label: t('retention.title') }]}
      />
      <PageHeading title={t('retention.title')} lead={t('retention.lead')} />
      <div class="stack-large">
        <FormProblem t={t} refused={refused} />
        {saved && refused === null && <Notice tone="success" title={t('retention.saved')} live />}
        {rules.map((rule) => (
          <RuleCard key={rule.class} frame={frame} rule={rule} refused={refused} />
        ))}
      </div>
    </ConsolePage>
  )
}

function RuleCard({
  frame,
  rule,
  refused,
}: Pick<RetentionProps, 'frame' | 'refused'> & { rule: RetentionRule }) {
  const { page } = frame
  const { t } = page
  const form = `retention-${rule.class}`
  const values = formValues(t, form, refused)
  return (
    <Card title={t(`class.${rule.class}`)} icon="archive">
      <Form page={page} action={RETENTION_PATH} id={`form-${form}`}>
        <input type="hidden" name="class" value={rule.class} />
        <div class="stack">
          <p class="text-ink-soft">{t('retention.due', { count: rule.due })}</p>
          <TextInput
            name="months"
            id={values.id('months')}
            label={t('retention.months')}
            error={values.error('months')}
            value={values.value('months', String(rule.months))}
            inputMode="numeric"
            width="short"
            required
          />
          <TextInput
            name="source"
            id={values.id('source')}
            label={t('retention.source')}
            hint={t('retention.source.hint')}
            error={values.error('source')}
            value={values.value('source', rule.source)}
            required
          />
          <div>
            <Button look="secondary">{t('retention.save')}</Button>
          </div>
        </div>
      </Form>
    </Card>
  )
}
