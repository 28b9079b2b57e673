import type { MessageKey } from '../../../i18n/index.ts'
import type { FormName } from './possible-actions.ts'

/** What was just done: the form it was done by, and how the page says it. */
const DONE = {
  assign: { form: 'assign', text: 'console.done.assign' },
  verify: { form: 'verify', text: 'console.done.verify' },
  correct: { form: 'correct', text: 'console.done.correct' },
  follow_up: { form: 'respond', text: 'console.done.follow_up' },
  note: { form: 'respond', text: 'console.done.note' },
  answer: { form: 'respond', text: 'console.done.answer' },
  draft: { form: 'respond', text: 'handling.done.draft' },
  approve_answer: { form: 'approve_answer', text: 'console.done.answer' },
  reject_answer: { form: 'reject_answer', text: 'handling.done.reject_answer' },
  hold: { form: 'hold', text: 'console.done.hold' },
  complete: { form: 'complete', text: 'console.done.complete' },
  return: { form: 'return', text: 'console.done.return' },
  archive: { form: 'archive', text: 'console.done.archive' },
  restore: { form: 'restore', text: 'console.done.restore' },
  close: { form: 'close', text: 'console.done.close' },
  add_task: { form: 'add_task', text: 'handling.done.add_task' },
  cancel_task: { form: 'cancel_task', text: 'handling.done.cancel_task' },
  task_public: { form: 'task', text: 'handling.done.task_public' },
  task_internal: { form: 'task', text: 'handling.done.task_internal' },
  task_done: { form: 'task', text: 'handling.done.task_done' },
  task_decline: { form: 'task', text: 'handling.done.task_decline' },
  join: { form: 'join', text: 'handling.done.join' },
  unjoin: { form: 'unjoin', text: 'handling.done.unjoin' },
  promise_kept: { form: 'promise_kept', text: 'handling.done.promise_kept' },
  ask_contact: { form: 'ask_contact', text: 'exchange.done.ask_contact' },
  take_over: { form: 'take_over', text: 'handling.done.take_over' },
} as const satisfies Record<string, { form: FormName; text: MessageKey }>

export type DoneAction = keyof typeof DONE

export const DONE_ACTIONS = Object.keys(DONE) as readonly DoneAction[]

export function doneFacts(done: DoneAction): { readonly form: FormName; readonly text: MessageKey } {
  return DONE[done]
}
