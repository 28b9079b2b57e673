/**
 * `holder`: the people of the node that holds the report. `coordinator`: the admins of its institution. `target`: the
 * people of the node the event points to. `approvers`: those of the institution who approve answers. `drafter`: who
 * wrote the answer.
 */
export type Recipient = 'reporter' | 'holder' | 'coordinator' | 'target' | 'approvers' | 'drafter'

/** Who is told of what. An event that does not stand here tells nobody; internal notes never leave the house. */
export const RECIPIENTS: Readonly<Record<string, readonly Recipient[]>> = {
  submit: ['reporter'],
  confirm_identity: ['reporter', 'holder'],
  confirm_contact: ['reporter'],
  refuse_identity: ['reporter'],
  expire_identity: ['reporter'],
  assign: ['reporter', 'holder'],
  return: ['reporter', 'holder'],
  follow_up: ['reporter'],
  answer: ['reporter'],
  hold: ['reporter'],
  complete: ['holder'],
  expire_hold: ['reporter'],
  add_information: ['holder'],
  confirm: ['holder'],
  dispute: ['reporter', 'holder'],
  close: ['reporter'],
  close_silent: ['reporter'],
  archive: ['reporter'],
  withdraw: ['reporter'],
  restore: ['reporter', 'holder'],
  take_over: ['reporter', 'target'],
  deadline_warned: ['holder'],
  deadline_missed: ['holder', 'coordinator'],
  escalation_offered: ['target', 'coordinator'],
  flag_urgent: ['holder'],
  add_task: ['target'],
  cancel_task: ['target'],
  task_follow_up: ['reporter'],
  task_done: ['reporter', 'holder'],
  promise_kept: ['reporter'],
  task_declined: ['holder'],
  draft_answer: ['approvers'],
  reject_answer: ['drafter'],
  mark_false: ['reporter'],
  unmark_false: ['reporter'],
  join: ['reporter'],
  unjoin: ['reporter'],
  ask_identity: ['reporter'],
  give_identity: ['holder'],
}
