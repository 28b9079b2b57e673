import {
  CheckboxField,
  DateInput,
  type IconName,
  RadioCards,
  Select,
  TextArea,
} from '../../../../ui/index.ts'
import type { Tasks } from '../task-model.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import { EvidenceFiles } from './respond-form.tsx'
import { TargetField } from './target-field.tsx'
import { Words } from './words.tsx'

interface AddTaskFormProps extends ActionFormProps {
  /** Today, YYYY-MM-DD, in the institution's own zone. */
  readonly today: string
  /** Until when the report itself is due, for people. */
  readonly reportDue: string | null
}

/** Ask another institution or unit, of any government, to do its part. */
export function AddTaskForm({ today, reportDue, ...form }: AddTaskFormProps) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} draft submit={t('handling.form.add_task')} icon="send">
      <TargetField
        page={page}
        state={state}
        name="institution"
        everywhere
        label={t('handling.form.helper')}
        hint={t('handling.form.helper_hint')}
      />
      <TextArea
        t={t}
        name="task"
        id={state.id('task')}
        label={t('handling.form.task')}
        hint={t('handling.form.task_hint')}
        error={state.error('task')}
        value={state.value('task')}
        rows={3}
      />
      <DateInput
        name="due_on"
        id={state.id('due_on')}
        label={t('handling.form.task_due')}
        hint={
          reportDue === null
            ? t('handling.form.task_due_hint')
            : t('handling.form.task_due_hint_report', { due: reportDue })
        }
        optional={t('ui.optional')}
        min={today}
        error={state.error('due_on')}
        value={state.value('due_on')}
      />
      <CheckboxField
        name="required"
        id={state.id('required')}
        label={t('handling.form.required')}
        hint={t('handling.form.required_hint')}
        checked={state.isChosen('required', 'on', true)}
      />
    </ActionForm>
  )
}

const KINDS: readonly { kind: 'public' | 'internal' | 'done' | 'decline'; icon: IconName }[] = [
  { kind: 'public', icon: 'message' },
  { kind: 'done', icon: 'check-circle' },
  { kind: 'internal', icon: 'lock' },
  { kind: 'decline', icon: 'return' },
]

/** All that a supporting handler says of its part: how it goes, that it is done, that it is not theirs. */
export function TaskForm({ tasks, ...form }: ActionFormProps & { tasks: Tasks }) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} files draft submit={t('console.form.send')} icon="send">
      <div class="mb-5 grid gap-3">
        {tasks.own.map((task) => (
          <blockquote key={task.id} class="border-line-strong border-s-4 ps-4">
            {tasks.own.length > 1 && <p class="font-bold">{task.short_name}</p>}
            <p class="whitespace-pre-line">{task.task}</p>
          </blockquote>
        ))}
      </div>
      {tasks.own.length > 1 && (
        <Select
          name="institution_code"
          id={state.id('institution')}
          label={t('handling.form.whose_task')}
          error={state.error('institution')}
          value={state.value('institution_code')}
          choices={tasks.own.map((task) => ({ value: task.code, label: task.short_name }))}
        />
      )}
      <RadioCards
        name="kind"
        id={state.id('kind')}
        label={t('console.form.kind')}
        labelHidden
        error={state.error('kind')}
        value={state.value('kind', 'public')}
        choices={KINDS.map(({ kind, icon }) => ({
          value: kind,
          icon,
          label: t(`handling.form.task_kind.${kind}`),
          hint: t(`handling.form.task_kind.${kind}_hint`),
        }))}
      />
      <Words {...form} label={t('console.form.text')} hint={t('handling.form.task_text_hint')} />
      <EvidenceFiles {...form} />
    </ActionForm>
  )
}

/** Take a task back from a supporting handler. */
export function CancelTaskForm({ tasks, ...form }: ActionFormProps & { tasks: Tasks }) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} draft submit={t('handling.form.cancel_task')} look="danger">
      <Select
        name="institution_code"
        id={state.id('institution')}
        label={t('handling.form.cancel_whose')}
        error={state.error('institution')}
        value={state.value('institution_code', tasks.open[0]?.code)}
        choices={tasks.open.map((task) => ({ value: task.code, label: task.name }))}
      />
      <Words {...form} label={t('handling.form.cancel_text')} hint={t('handling.form.cancel_hint')} />
    </ActionForm>
  )
}
