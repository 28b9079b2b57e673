import { DateInput, TextArea, TextInput } from '../../../../ui/index.ts'
import type { ActionFormProps } from './action-form.tsx'
import type { RespondFormProps } from './respond-form.tsx'
import { TargetField } from './target-field.tsx'

type AnswerFieldsProps = Pick<ActionFormProps, 'page' | 'state'> &
  Pick<RespondFormProps, 'preset' | 'tasks' | 'holder' | 'today'>

/** What an answer says beside its words: when it was done, by whom, and why there is no evidence. */
export function AnswerFields({ page, state, preset, tasks, holder, today }: AnswerFieldsProps) {
  const { t } = page
  const open = tasks.open.filter((task) => task.required)
  return (
    <div class="field" data-unless="public internal">
      <TextInput
        name="no_evidence_reason"
        id={state.id('no_evidence_reason')}
        label={t('handling.form.no_evidence')}
        hint={t('handling.form.no_evidence_hint')}
        error={state.error('no_evidence_reason')}
        value={state.value('no_evidence_reason', preset?.no_evidence_reason)}
      />
      <DateInput
        name="done_on"
        id={state.id('done_on')}
        label={t('handling.form.done_on')}
        max={today}
        error={state.error('done_on')}
        value={state.value('done_on', preset?.done_on || today)}
      />
      <TargetField
        page={page}
        state={state}
        name="done_by"
        everywhere
        label={t('handling.form.done_by')}
        preset={{ ...holder, assignable: true }}
      />
      {open.length > 0 && (
        <TextArea
          t={t}
          name="open_tasks_reason"
          id={state.id('open_tasks_reason')}
          label={t('handling.form.open_tasks')}
          hint={t('handling.form.open_tasks_hint', { names: open.map((task) => task.short_name).join(', ') })}
          error={state.error('open_tasks_reason')}
          value={state.value('open_tasks_reason', preset?.open_tasks_reason)}
          rows={2}
        />
      )}
    </div>
  )
}
