import { type AnswerTemplate, ATTACHMENT_LIMITS } from '../../../../reports/index.ts'
import {
  DateInput,
  FileInput,
  type IconName,
  type KeptFile,
  Notice,
  RadioCards,
  TextArea,
} from '../../../../ui/index.ts'
import type { RespondPreset } from '../respond-preset.ts'
import type { Tasks } from '../task-model.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import { AnswerFields } from './answer-fields.tsx'
import { TemplateLinks } from './template-links.tsx'

const KINDS: readonly { kind: 'public' | 'answer' | 'internal'; icon: IconName }[] = [
  { kind: 'public', icon: 'message' },
  { kind: 'answer', icon: 'check-circle' },
  { kind: 'internal', icon: 'lock' },
]

export interface RespondFormProps extends ActionFormProps {
  readonly mayAnswer: boolean
  readonly needsApproval: boolean
  readonly preset: RespondPreset | null
  readonly templates: readonly AnswerTemplate[]
  readonly tasks: Tasks
  readonly holder: { readonly code: string; readonly name: string }
  /** Today, YYYY-MM-DD, in the institution's own zone. */
  readonly today: string
}

/** One form for all that a handler writes: a follow-up, the answer, or a note for colleagues. */
export function RespondForm(props: RespondFormProps) {
  const { mayAnswer, needsApproval, preset, templates, tasks, holder, today, ...form } = props
  const { page, state } = form
  const { t } = page
  const asked = preset?.returned ?? null
  return (
    <ActionForm
      {...form}
      files
      draft
      valuesSent={preset?.fromTemplate}
      deviceWins={preset !== null}
      submit={t('console.form.send')}
      icon="send"
    >
      {asked !== null && !state.refused && (
        <Notice tone="warning" title={t('handling.draft.returned', { name: asked.by })}>
          <p class="whitespace-pre-line">{asked.text}</p>
        </Notice>
      )}
      {mayAnswer && <TemplateLinks page={page} trackingNumber={form.trackingNumber} templates={templates} />}
      <RadioCards
        name="kind"
        id={state.id('kind')}
        label={t('console.form.kind')}
        labelHidden
        error={state.error('kind')}
        value={state.value('kind', preset?.kind ?? 'public')}
        choices={KINDS.filter(({ kind }) => kind !== 'answer' || mayAnswer).map(({ kind, icon }) => ({
          value: kind,
          icon,
          label: t(`console.form.kind.${kind}`),
          hint: t(
            kind === 'answer' && needsApproval
              ? 'handling.form.answer_approval_hint'
              : `console.form.kind.${kind}_hint`,
          ),
        }))}
      />
      <TextArea
        t={t}
        name="text"
        id={state.id('text')}
        label={t('console.form.text')}
        hint={t('console.form.text_hint')}
        error={state.error('text')}
        value={state.value('text', preset?.text)}
        maxLength={10_000}
        rows={5}
      />
      <EvidenceFiles {...form} otherwise={preset?.files} />
      {mayAnswer && (
        <AnswerFields page={page} state={state} preset={preset} tasks={tasks} holder={holder} today={today} />
      )}
      <div class="field" data-unless="internal">
        <DateInput
          name="promised_on"
          id={state.id('promised_on')}
          label={t('handling.form.promised_on')}
          hint={t('handling.form.promised_on_hint')}
          optional={t('ui.optional')}
          min={today}
          error={state.error('promised_on')}
          value={state.value('promised_on', preset?.promised_on)}
        />
      </div>
    </ActionForm>
  )
}

/** Photos of the place afterwards say more than a promise. */
export function EvidenceFiles({
  page,
  state,
  otherwise = [],
}: Pick<ActionFormProps, 'page' | 'state'> & { otherwise?: readonly KeptFile[] }) {
  const { t } = page
  return (
    <FileInput
      t={t}
      name="attachments"
      id={state.id('attachments')}
      label={t('console.form.files')}
      hint={t('console.form.files_hint')}
      optional={t('ui.optional')}
      error={state.error('attachments')}
      accept="image/*,application/pdf,video/*,audio/*"
      multiple
      maxFiles={ATTACHMENT_LIMITS.count}
      maxBytes={ATTACHMENT_LIMITS.bytes}
      kept={state.refused ? state.keptFiles : otherwise}
    />
  )
}
