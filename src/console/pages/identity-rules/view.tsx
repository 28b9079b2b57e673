import type { Translate } from '../../../i18n/index.ts'
import type { IdentityRule } from '../../../identity/index.ts'
import { REPORT_CLASSES } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  type ChoiceGroup,
  Form,
  Notice,
  PageHeading,
  Select,
  Table,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export const IDENTITY_RULES_PATH = '/petugas/aturan-identitas'

interface IdentityRulesProps {
  readonly frame: ConsoleFrame
  readonly rules: readonly IdentityRule[]
  readonly categories: readonly ChoiceGroup[]
  /** The population registry, and what waits for its answer. */
  readonly registry: {
    readonly kind: 'real' | 'training' | 'none'
    readonly waiting: number
    readonly problem: string | null
  }
  readonly refused: Refused | null
  readonly saved: boolean
}

/** The rules, and a form for another; the nearest rule wins. */
export function IdentityRulesPage({
  frame,
  rules,
  categories,
  registry,
  refused,
  saved,
}: IdentityRulesProps) {
  const { page } = frame
  const { t, language } = page
  const values = formValues(t, 'rule', refused)
  const nameOf = (rule: IdentityRule) => (language === 'en' ? rule.category_name_en : rule.category_name_id)
  return (
    <ConsolePage frame={frame} title={t('identity_rule.title')} current="registry">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('registry.title'), href: '/petugas/rujukan' },
          { label: t('identity_rule.title') },
        ]}
      />
      <PageHeading title={t('identity_rule.title')} lead={t('identity_rule.lead')} />
      <div class="stack-large">
        <FormProblem t={t} refused={refused} />
        {saved && refused === null && <Notice tone="success" title={t('identity_rule.saved')} live />}
        <RegistryNotice t={t} registry={registry} />
        {rules.length === 0 ? (
          <p>{t('identity_rule.none')}</p>
        ) : (
          <Table
            caption={t('identity_rule.title')}
            captionHidden
            rows={rules}
            rowKey={(rule) => String(rule.id)}
            columns={[
              {
                label: t('console.form.class'),
                cell: (rule) => (rule.class === null ? t('identity_rule.any') : t(`class.${rule.class}`)),
              },
              { label: t('console.form.category'), cell: (rule) => nameOf(rule) ?? t('identity_rule.any') },
              { label: t('identity_rule.step'), cell: (rule) => t(`identity_step.${rule.step}`) },
              {
                label: t('identity_rule.remove'),
                cell: (rule) => (
                  <Form page={page} action={IDENTITY_RULES_PATH}>
                    <input type="hidden" name="remove" value={rule.id} />
                    <Button look="quiet" size="small">
                      {t('identity_rule.remove')}
                    </Button>
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Card title={t('identity_rule.add')} icon="plus">
          <Form page={page} action={IDENTITY_RULES_PATH} id="form-rule">
            <div class="stack">
              <Select
                name="class"
                id={values.id('class')}
                label={t('console.form.class')}
                value={values.value('class')}
                empty={t('identity_rule.any')}
                choices={REPORT_CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
              />
              <Select
                name="category_code"
                id={values.id('category_code')}
                label={t('console.form.category')}
                error={values.error('category_code')}
                value={values.value('category_code')}
                empty={t('identity_rule.any')}
                choices={categories}
              />
              <Select
                name="step"
                id={values.id('step')}
                label={t('identity_rule.step')}
                error={values.error('step')}
                value={values.value('step', 'stated')}
                choices={(registry.kind === 'none'
                  ? (['stated', 'contact'] as const)
                  : (['stated', 'verified', 'contact'] as const)
                ).map((step) => ({
                  value: step,
                  label: t(`identity_step.${step}`),
                }))}
              />
              <Button>{t('identity_rule.save')}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </ConsolePage>
  )
}

/** Whether a population registry is there, and whether reports wait for it. */
function RegistryNotice({ t, registry }: Pick<IdentityRulesProps, 'registry'> & { t: Translate }) {
  const { kind, waiting, problem } = registry
  if (waiting > 0) {
    return (
      <Notice
        tone={problem === null ? 'info' : 'warning'}
        title={t('identity_rule.registry.waiting', { count: waiting })}
      >
        <p>
          {problem === null
            ? t('identity_rule.registry.fine')
            : t('identity_rule.registry.problem', { problem })}
        </p>
      </Notice>
    )
  }
  if (kind === 'real') return null
  return <p class="text-ink-soft">{t(`identity_rule.registry.${kind === 'none' ? 'none' : 'fake'}`)}</p>
}
