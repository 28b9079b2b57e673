import type { InstitutionRow } from '../../../db/index.ts'
import { type AnswerTemplate, type ApprovalSettings, TEMPLATE_FIELDS } from '../../../reports/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  Card,
  CheckboxField,
  Disclosure,
  EmptyState,
  FieldGroup,
  Form,
  Notice,
  PageHeading,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export const ANSWERS_NOTICES = ['templat', 'persetujuan'] as const

export interface AnswersPageProps {
  readonly frame: ConsoleFrame
  readonly node: InstitutionRow
  readonly templates: readonly AnswerTemplate[]
  /** Null where this node or person has no say in it. */
  readonly approval: ApprovalSettings | null
  readonly refused: Refused | null
  readonly notice: (typeof ANSWERS_NOTICES)[number] | null
}

/** What a node's answers start from, and whose approval they need. */
export function AnswersPage(props: AnswersPageProps) {
  const { frame, node, refused, notice } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t('answers.title')} current="institutions">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('registry.institutions'), href: '/petugas/instansi' },
          { label: node.short_name, href: `/petugas/instansi/${node.code}` },
          { label: t('answers.title') },
        ]}
      />
      <PageHeading title={t('answers.title')} lead={node.name} />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        {notice !== null && <Notice tone="success" title={t(`answers.done.${notice}`)} live />}
        <Templates {...props} />
        <Approval {...props} />
      </div>
    </ConsolePage>
  )
}

function Templates(props: AnswersPageProps) {
  const { frame, templates, refused } = props
  const { t } = frame.page
  return (
    <Card title={t('answers.templates')} icon="file">
      <div class="stack">
        <p class="text-ink-soft">{t('answers.templates.lead')}</p>
        {templates.length === 0 ? (
          <EmptyState icon="file" title={t('answers.templates.none')} />
        ) : (
          <ul class="grid gap-5">
            {templates.map((template) => (
              <Template key={template.id} {...props} template={template} />
            ))}
          </ul>
        )}
        <Disclosure
          summary={t('answers.template.add')}
          look="button"
          icon="plus"
          open={refused?.form === 'template'}
        >
          <TemplateForm {...props} template={null} />
        </Disclosure>
      </div>
    </Card>
  )
}

function Template(props: AnswersPageProps & { template: AnswerTemplate }) {
  const { frame, node, template, refused } = props
  const { page } = frame
  const { t } = page
  return (
    <li class="border-line border-s-4 ps-4">
      <p class="flex flex-wrap items-center gap-2">
        <strong>{template.name}</strong>
        {!template.active && <Badge>{t('answers.template.inactive')}</Badge>}
      </p>
      <p class="mt-1 whitespace-pre-line">{template.text}</p>
      <div class="mt-3 flex flex-wrap items-start gap-3">
        <Disclosure summary={t('answers.template.edit')} open={refused?.form === `template-${template.id}`}>
          <TemplateForm {...props} template={template} />
        </Disclosure>
        <Form page={page} action={`/petugas/instansi/${node.code}/jawaban/templat/${template.id}`}>
          <input type="hidden" name="action" value="switch" />
          <input type="hidden" name="active" value={template.active ? '' : 'on'} />
          <Button look="quiet" size="small">
            {t(template.active ? 'answers.template.switch_off' : 'answers.template.switch_on')}
          </Button>
        </Form>
      </div>
    </li>
  )
}

function TemplateForm({
  frame,
  node,
  refused,
  template,
}: AnswersPageProps & { template: AnswerTemplate | null }) {
  const { page } = frame
  const { t } = page
  const part = template === null ? '' : `/${template.id}`
  const form = formValues(t, template === null ? 'template' : `template-${template.id}`, refused)
  return (
    <Form
      page={page}
      action={`/petugas/instansi/${node.code}/jawaban/templat${part}`}
      id={`form-${form.form}`}
    >
      <TextInput
        name="name"
        id={form.id('name')}
        label={t('answers.template.name')}
        hint={t('answers.template.name_hint')}
        width="medium"
        value={form.value('name', template?.name)}
        error={form.error('name')}
      />
      <TextArea
        t={t}
        name="text"
        id={form.id('text')}
        label={t('answers.template.text')}
        hint={t('answers.template.text_hint', {
          fields: TEMPLATE_FIELDS.map((field) => `{${field}}`).join(' '),
        })}
        value={form.value('text', template?.text)}
        error={form.error('text')}
        rows={6}
      />
      <Button>{t('registry.save')}</Button>
    </Form>
  )
}

function Approval({ frame, node, approval }: AnswersPageProps) {
  const { page } = frame
  const { t } = page
  if (approval === null) return null
  return (
    <Card title={t('answers.approval')} icon="shield">
      <Form page={page} action={`/petugas/instansi/${node.code}/jawaban/persetujuan`} id="form-approval">
        <CheckboxField
          name="needed"
          checked={approval.needed}
          label={t('answers.approval.needed')}
          hint={t('answers.approval.needed_hint')}
        />
        <FieldGroup name="approvers" label={t('answers.approval.who')} hint={t('answers.approval.who_hint')}>
          <div class="grid items-start gap-3 *:mt-0! sm:grid-cols-2">
            {approval.accounts.map((account) => (
              <CheckboxField
                key={account.id}
                name="approvers"
                id={`approver-${account.id}`}
                value={String(account.id)}
                checked={account.mayApprove}
                label={account.name}
                hint={`${account.node} · ${account.email}`}
              />
            ))}
          </div>
        </FieldGroup>
        <Button>{t('registry.save')}</Button>
      </Form>
    </Card>
  )
}
