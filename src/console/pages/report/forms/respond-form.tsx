import { ATTACHMENT_LIMITS } from '../../../../reports/index.ts'
import { FileInput, type IconName, RadioCards, TextArea } from '../../../../ui/index.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'

const KINDS: readonly { kind: 'public' | 'answer' | 'internal'; icon: IconName }[] = [
  { kind: 'public', icon: 'message' },
  { kind: 'answer', icon: 'check-circle' },
  { kind: 'internal', icon: 'lock' },
]

/** One form for all that a handler writes: a follow-up, the answer, or a note for colleagues. */
export function RespondForm({
  mayAnswer,
  kind,
  ...form
}: ActionFormProps & { mayAnswer: boolean; kind: string }) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} files draft submit={t('console.form.send')} icon="send">
      <RadioCards
        name="kind"
        id={state.id('kind')}
        label={t('console.form.kind')}
        labelHidden
        error={state.error('kind')}
        value={state.value('kind', kind)}
        choices={KINDS.filter(({ kind }) => kind !== 'answer' || mayAnswer).map(({ kind, icon }) => ({
          value: kind,
          icon,
          label: t(`console.form.kind.${kind}`),
          hint: t(`console.form.kind.${kind}_hint`),
        }))}
      />
      <TextArea
        t={t}
        name="text"
        id={state.id('text')}
        label={t('console.form.text')}
        hint={t('console.form.text_hint')}
        error={state.error('text')}
        value={state.value('text')}
        maxLength={10_000}
        rows={5}
      />
      <EvidenceFiles {...form} />
    </ActionForm>
  )
}

/** Photos of the place afterwards say more than a promise. */
export function EvidenceFiles({ page, state }: ActionFormProps) {
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
      kept={state.keptFiles}
    />
  )
}
