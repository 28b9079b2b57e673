import { formatDateTime, type MessageKey } from '../../../i18n/index.ts'
import { Card, Disclosure, type IconName, Notice, type PageFrame } from '../../../ui/index.ts'
import { categoryChoices } from '../../category-choices.ts'
import { formState, type RefusedForm } from './form-state.ts'
import type { ActionFormProps } from './forms/action-form.tsx'
import { AssignForm } from './forms/assign-form.tsx'
import { JoinForm, TakeOverForm, UnjoinForm } from './forms/join-forms.tsx'
import {
  ArchiveForm,
  AskContactForm,
  CloseForm,
  CompleteForm,
  CorrectForm,
  HoldForm,
  PromiseKeptForm,
  RestoreForm,
  ReturnForm,
} from './forms/other-forms.tsx'
import { RespondForm } from './forms/respond-form.tsx'
import { AddTaskForm, CancelTaskForm, TaskForm } from './forms/task-forms.tsx'
import type { FormName } from './possible-actions.ts'
import { withProposal } from './proposals-model.ts'
import type { ReportPageModel } from './report-page.ts'

const LOOKS: Readonly<Record<FormName, { label: MessageKey; icon: IconName }>> = {
  assign: { label: 'console.action.assign', icon: 'send' },
  verify: { label: 'console.action.verify', icon: 'check' },
  respond: { label: 'console.action.respond', icon: 'message' },
  complete: { label: 'console.action.complete', icon: 'check' },
  close: { label: 'console.action.close', icon: 'check-circle' },
  restore: { label: 'console.action.restore', icon: 'return' },
  hold: { label: 'console.action.hold', icon: 'pause' },
  return: { label: 'console.action.return', icon: 'return' },
  correct: { label: 'console.action.correct', icon: 'edit' },
  archive: { label: 'console.action.archive', icon: 'archive' },
  task: { label: 'handling.action.task', icon: 'users' },
  add_task: { label: 'handling.action.add_task', icon: 'users' },
  cancel_task: { label: 'handling.action.cancel_task', icon: 'close' },
  join: { label: 'handling.action.join', icon: 'merge' },
  unjoin: { label: 'handling.action.unjoin', icon: 'return' },
  take_over: { label: 'handling.action.take_over', icon: 'hand' },
  promise_kept: { label: 'handling.action.promise_kept', icon: 'check-circle' },
  approve_answer: { label: 'handling.draft.approve', icon: 'check' },
  reject_answer: { label: 'handling.action.reject_answer', icon: 'return' },
  ask_contact: { label: 'exchange.action.ask_contact', icon: 'user' },
}

/** Decided where the waiting answer stands. */
const ON_THE_DRAFT: ReadonlySet<FormName> = new Set(['approve_answer', 'reject_answer'])

export interface ActionsProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
  readonly refused: RefusedForm | null
}

/** What this person can do now: the next step as an open form, all others one click away. */
export function Actions({ page, model, refused }: ActionsProps) {
  const { t } = page
  const { next, verifies } = model.actions
  const forms = model.actions.forms.filter((form) => !ON_THE_DRAFT.has(form))
  const others = forms.filter((form) => form !== next)
  if (forms.length === 0) return null
  return (
    <section aria-labelledby="actions" class="stack">
      <h2 id="actions" class="sr-only">
        {t('console.report.actions')}
      </h2>
      {next !== null && (
        <Card
          title={t(next === 'assign' && verifies ? 'console.action.verify_and_assign' : LOOKS[next].label)}
          icon={LOOKS[next].icon}
        >
          <FormNamed page={page} model={model} refused={refused} name={next} />
        </Card>
      )}
      {others.length > 0 && (
        <div class="flex flex-wrap gap-3">
          {others.map((form) => (
            <Disclosure
              key={form}
              look="button"
              name="tindakan"
              icon={LOOKS[form].icon}
              summary={t(LOOKS[form].label)}
              open={refused?.form === form || (form === 'respond' && model.preset?.fromTemplate === true)}
            >
              <FormNamed page={page} model={model} refused={refused} name={form} />
            </Disclosure>
          ))}
        </div>
      )}
    </section>
  )
}

function FormNamed({ page, model, refused, name }: ActionsProps & { name: FormName }) {
  const { report, actions } = model
  const form: ActionFormProps = {
    page,
    state: formState(page.t, name, refused),
    trackingNumber: report.tracking_number,
    version: report.version,
    seen: report.timeline.at(-1)?.seq ?? 0,
  }
  const categories = categoryChoices(model.categories, page.language)
  switch (name) {
    case 'assign':
      return (
        <AssignForm
          {...form}
          model={model}
          report={withProposal(report, model.proposals)}
          categories={categories}
        />
      )
    case 'verify':
    case 'correct':
      return <CorrectForm {...form} report={report} categories={categories} />
    case 'respond':
      return (
        <RespondForm
          {...form}
          mayAnswer={actions.mayAnswer}
          needsApproval={model.approval.needed}
          preset={model.preset}
          templates={model.templates}
          tasks={model.tasks}
          holder={report.holder}
          today={model.today}
        />
      )
    case 'complete':
      return <CompleteForm {...form} />
    case 'hold':
      return <HoldForm {...form} />
    case 'return':
      return <ReturnForm {...form} count={report.return_count} />
    case 'archive':
      return <ArchiveForm {...form} />
    case 'restore':
      return <RestoreForm {...form} />
    case 'close':
      return <CloseForm {...form} />
    case 'task':
      return <TaskForm {...form} tasks={model.tasks} />
    case 'add_task':
      return <AddTaskForm {...form} today={model.today} reportDue={dueText(page, report)} />
    case 'cancel_task':
      return <CancelTaskForm {...form} tasks={model.tasks} />
    case 'join':
      return <JoinForm {...form} joined={model.joined} timeZone={report.time_zone} />
    case 'unjoin':
      return <UnjoinForm {...form} />
    case 'take_over':
      return <TakeOverForm {...form} />
    case 'ask_contact':
      return <AskContactForm {...form} />
    case 'promise_kept':
      return <PromiseKeptForm {...form} />
    case 'approve_answer':
    case 'reject_answer':
      return null
  }
}

function dueText({ language }: PageFrame, { due_at, time_zone }: ReportPageModel['report']): string | null {
  return due_at === null ? null : formatDateTime(due_at, language, time_zone)
}

/** What was typed into a form that is no longer offered, to be copied from. */
export function LostWords({ page, model, refused }: ActionsProps) {
  if (refused === null || model.actions.forms.includes(refused.form)) return null
  const words = ['text', 'reason', 'note', 'public_body', 'task']
    .map((name) => refused.posted.get(name))
    .filter((text) => text.trim() !== '')
  if (words.length === 0) return null
  return (
    <Notice tone="neutral" title={page.t('console.report.lost_words')}>
      {words.map((text) => (
        <p key={text} class="whitespace-pre-line">
          {text}
        </p>
      ))}
    </Notice>
  )
}
