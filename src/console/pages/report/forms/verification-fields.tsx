import {
  findPersonalData,
  type PresentedAttachment,
  REPORT_CLASSES,
  SUBMISSION_LIMITS,
} from '../../../../reports/index.ts'
import {
  CheckboxField,
  type ChoiceGroup,
  Field,
  FieldGroup,
  fieldWiring,
  type PageFrame,
  Select,
  TextInput,
} from '../../../../ui/index.ts'
import type { FormState } from '../form-state.ts'
import { attachmentLink } from '../history.tsx'
import type { LoadedReport } from '../load-report.ts'
import { photoPath } from '../paths.ts'

export interface VerificationFieldsProps {
  readonly page: PageFrame
  readonly state: FormState
  readonly report: LoadedReport['report']
  readonly categories: readonly ChoiceGroup[]
}

/** What a verifier sets right, and what of it everyone may read and see. */
export function VerificationFields({ page, state, report, categories }: VerificationFieldsProps) {
  const { t } = page
  const files = report.timeline.find((event) => event.seq === 1)?.attachments ?? []
  return (
    <>
      <div class="field @container">
        <div class="grid items-start gap-x-5 gap-y-7 @lg:grid-cols-2">
          <Select
            name="class"
            id={state.id('class')}
            label={t('console.form.class')}
            error={state.error('class')}
            value={state.value('class', report.class)}
            choices={REPORT_CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
          />
          <Select
            name="category_code"
            class="mt-0!"
            id={state.id('category_code')}
            label={t('console.form.category')}
            error={state.error('category_code')}
            empty={t('console.form.category_empty')}
            value={state.value('category_code', report.category?.code)}
            choices={categories}
          />
        </div>
      </div>
      <CheckboxField
        name="oversight"
        id={state.id('oversight')}
        label={t('console.form.oversight')}
        hint={t('console.form.oversight_hint')}
        checked={state.isChosen('oversight', 'on', report.oversight)}
      />
      <TextInput
        name="title"
        id={state.id('title')}
        label={t('console.form.title')}
        error={state.error('title')}
        maxLength={SUBMISSION_LIMITS.title.max}
        value={state.value('title', report.proposed_title)}
      />
      <PublicText page={page} state={state} report={report} />
      {files.length > 0 && <PublicFiles page={page} state={state} report={report} files={files} />}
    </>
  )
}

/** The text everyone reads, beside what the reporter wrote. */
function PublicText({ page, state, report }: Omit<VerificationFieldsProps, 'categories'>) {
  const { t } = page
  const props = {
    name: 'public_body',
    id: state.id('public_body'),
    label: t('console.form.public_body'),
    hint: t(report.secret ? 'console.form.public_body_secret' : 'console.form.public_body_hint'),
    error: state.error('public_body'),
  }
  return (
    <div class="field @container">
      <div class="grid gap-5 @2xl:grid-cols-2">
        <Field {...props}>
          <textarea
            {...fieldWiring(props)}
            class="control control-area"
            name="public_body"
            rows={8}
            value={state.value('public_body', report.proposed_body)}
          />
        </Field>
        {/* In a narrow column the report itself stands right above the form. */}
        <div class="hidden @2xl:block">
          <p class="field-label">{t('console.form.original')}</p>
          <p class="mt-2 whitespace-pre-line rounded-control bg-sunken p-4">
            <Marked text={report.original_body} />
          </p>
          {report.proposed_body !== report.original_body && (
            <p class="mt-2 text-ink-soft text-sm">{t('console.form.masked')}</p>
          )}
        </div>
      </div>
    </div>
  )
}

/** What tells of a person is marked, so that the verifier sees what was masked and what was not. */
function Marked({ text }: { text: string }) {
  const parts = []
  let from = 0
  for (const { kind, start, end } of findPersonalData(text)) {
    parts.push(
      text.slice(from, start),
      <mark key={start} title={kind}>
        {text.slice(start, end)}
      </mark>,
    )
    from = end
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}

function PublicFiles(
  props: Omit<VerificationFieldsProps, 'categories'> & { files: readonly PresentedAttachment[] },
) {
  const { page, state, report, files } = props
  const { t } = page
  return (
    <FieldGroup
      name="public_attachments"
      id={state.id('public_attachments')}
      label={t('console.form.public_files')}
      hint={t('console.form.public_files_hint')}
      error={state.error('public_attachments')}
    >
      <div class="grid gap-3 sm:grid-cols-2">
        {files.map((file) => {
          const link = attachmentLink({ page, trackingNumber: report.tracking_number }, file)
          return (
            <CheckboxField
              key={file.id}
              name="public_attachments"
              id={`${state.id('public_attachments')}-${file.id}`}
              value={file.id}
              checked={state.isChosen('public_attachments', file.id, file.visibility === 'public')}
              label={
                <span class="flex items-center gap-3">
                  {link.thumbnail !== undefined && (
                    <img
                      src={link.thumbnail}
                      alt=""
                      width="56"
                      height="56"
                      class="size-14 rounded object-cover"
                    />
                  )}
                  <span class="break-all">
                    {file.name}
                    {file.kind === 'image' && (
                      <>
                        {' '}
                        <a href={photoPath(report.tracking_number, file.id)}>{t('console.photo.open')}</a>
                      </>
                    )}
                  </span>
                </span>
              }
            />
          )
        })}
      </div>
    </FieldGroup>
  )
}
