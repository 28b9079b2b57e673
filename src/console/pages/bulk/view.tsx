import type { InstitutionRow } from '../../../db/index.ts'
import { ARCHIVE_REASONS, type InboxReport, MOST_AT_ONCE } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  CheckboxField,
  Combobox,
  EmptyState,
  Form,
  groupDigits,
  PageHeading,
  RadioCards,
  Select,
  StateBadge,
  TextArea,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { type FormValues, formValues, type Refused } from '../../form-values.ts'
import { BULK_PATH, type BulkAction, slugOf } from './model.ts'

export const FORM = 'bulk'

export interface BulkPageProps {
  readonly frame: ConsoleFrame
  readonly action: BulkAction
  readonly numbers: readonly string[]
  readonly reports: readonly InboxReport[]
  readonly texts: ReadonlyMap<string, string>
  readonly ticked: readonly string[] | null
  readonly formKey: string
  readonly back: string
  readonly refused: Refused | null
  /** The nodes the typed name could mean. */
  readonly choices: readonly InstitutionRow[]
}

/** The chosen reports once more, and what is to be done with all of them. */
export function BulkPage(props: BulkPageProps & { now: Date }) {
  const { frame, action, numbers, reports, texts, ticked, formKey, back, refused, choices } = props
  const { page } = frame
  const { t } = page
  const form = formValues(t, FORM, refused)
  const title = t(`bulk.title.${action}`)
  const impossible = numbers.length > MOST_AT_ONCE ? 'too_many' : reports.length === 0 ? 'none' : null
  return (
    <ConsolePage frame={frame} title={title} current="inbox">
      <Breadcrumbs t={t} crumbs={[{ label: t('console.inbox.title'), href: back }, { label: title }]} />
      <PageHeading
        title={title}
        lead={impossible === null ? t('bulk.lead', { count: reports.length }) : undefined}
      />
      <FormProblem t={t} refused={refused} />
      {impossible !== null ? (
        <EmptyState
          icon="list"
          title={t(`bulk.${impossible}`, { count: numbers.length, max: MOST_AT_ONCE })}
          action={
            <ButtonLink look="secondary" icon="arrow-left" href={back}>
              {t('bulk.back')}
            </ButtonLink>
          }
        >
          {t(`bulk.${impossible}_text`)}
        </EmptyState>
      ) : (
        <Form page={page} action={`${BULK_PATH}/${slugOf(action)}`} id={`form-${FORM}`}>
          <input type="hidden" name="form_key" value={formKey} />
          <input type="hidden" name="kembali" value={back} />
          <div class="stack">
            <Card title={t(`bulk.what.${action}`)}>
              <ActionFields page={page} form={form} action={action} reports={reports} choices={choices} />
            </Card>
            <Card title={t('bulk.chosen')}>
              <ul class="grid gap-4">
                {reports.map((report) => (
                  <li key={report.tracking_number}>
                    <input type="hidden" name="shown" value={report.tracking_number} />
                    <CheckboxField
                      name="laporan"
                      id={`pilih-${report.tracking_number}`}
                      value={`${report.tracking_number}:${report.version}`}
                      checked={ticked === null || ticked.includes(report.tracking_number)}
                      label={report.title}
                      hint={<Hint page={page} report={report} text={texts.get(report.tracking_number)} />}
                    />
                  </li>
                ))}
              </ul>
            </Card>
            <ButtonRow>
              <Button look={action === 'archive' ? 'danger' : 'primary'}>{t(`bulk.do.${action}`)}</Button>
              <ButtonLink look="quiet" href={back}>
                {t('bulk.back')}
              </ButtonLink>
            </ButtonRow>
          </div>
        </Form>
      )}
    </ConsolePage>
  )
}

function Hint(props: { page: ConsoleFrame['page']; report: InboxReport; text: string | undefined }) {
  const { page, report, text } = props
  const { t } = page
  return (
    <>
      <span class="tracking">{groupDigits(report.tracking_number)}</span> · {report.holder_name}{' '}
      <StateBadge t={t} state={report.state} label={t(`console.state.${report.state}`)} />
      <span class="mt-1 block whitespace-pre-line">{text ?? report.excerpt}</span>
    </>
  )
}

interface FieldsProps {
  readonly page: ConsoleFrame['page']
  readonly form: FormValues
  readonly action: BulkAction
  readonly reports: readonly InboxReport[]
  readonly choices: readonly InstitutionRow[]
}

function ActionFields({ page, form, action, reports, choices }: FieldsProps) {
  const { t } = page
  const words = (label: string, hint?: string) => (
    <TextArea
      t={t}
      name="text"
      id={form.id('text')}
      label={label}
      hint={hint}
      error={form.error('text')}
      value={form.value('text')}
      rows={4}
    />
  )
  switch (action) {
    case 'assign':
      return <AssignFields page={page} form={form} reports={reports} choices={choices} />
    case 'hold':
      return words(t('console.form.hold_text'), t('bulk.hold_hint'))
    case 'archive':
      return (
        <>
          <Select
            name="reason"
            id={form.id('reason')}
            label={t('console.form.archive_reason')}
            empty={t('console.form.choose')}
            error={form.error('reason')}
            value={form.value('reason')}
            choices={ARCHIVE_REASONS.map((reason) => ({
              value: reason,
              label: t(`archive_reason.${reason}`),
            }))}
          />
          {words(t('console.form.archive_text'), t('console.form.archive_hint'))}
        </>
      )
    case 'follow_up':
      return (
        <>
          <RadioCards
            name="visibility"
            id={form.id('visibility')}
            label={t('console.form.kind')}
            labelHidden
            value={form.value('visibility', 'public')}
            choices={[
              {
                value: 'public',
                icon: 'message',
                label: t('console.form.kind.public'),
                hint: t('console.form.kind.public_hint'),
              },
              {
                value: 'internal',
                icon: 'lock',
                label: t('console.form.kind.internal'),
                hint: t('console.form.kind.internal_hint'),
              },
            ]}
          />
          {words(t('console.form.text'), t('bulk.follow_up_hint'))}
        </>
      )
  }
}

function AssignFields({ page, form, reports, choices }: Omit<FieldsProps, 'action'>) {
  const { t } = page
  const unverified = reports.filter((report) => report.state === 'submitted' && !report.verified).length
  return (
    <>
      {choices.length > 0 ? (
        <>
          <input type="hidden" name="institution" value={form.value('institution')} />
          <RadioCards
            name="institution_choice"
            id={form.id('institution')}
            label={t('console.form.which', { text: form.value('institution') })}
            error={form.error('institution')}
            choices={choices.map((node) => ({ value: node.code, label: node.name, hint: node.code }))}
          />
        </>
      ) : (
        <Combobox
          t={t}
          name="institution"
          id={form.id('institution')}
          label={t('bulk.institution')}
          error={form.error('institution')}
          url="/petugas/instansi/cari?q={query}"
          value={form.value('institution')}
          code={form.value('institution_code')}
        />
      )}
      <TextArea
        t={t}
        name="note"
        id={form.id('note')}
        label={t('console.form.note')}
        hint={t('console.form.note_hint')}
        optional={t('ui.optional')}
        error={form.error('note')}
        value={form.value('note')}
        rows={2}
      />
      {unverified > 0 && (
        <CheckboxField
          name="verifies"
          id={form.id('verifies')}
          checked={form.isChosen('verifies', 'on', false)}
          label={t('bulk.verifies', { count: unverified })}
          hint={t('bulk.verifies_hint')}
        />
      )}
    </>
  )
}
