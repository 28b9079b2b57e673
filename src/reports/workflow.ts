import type { ReportState } from '../db/index.ts'
import type { DeadlineKind } from '../deadlines/index.ts'

/** What can be done to a report. The event of the history has the same name. */
export type ReportAction =
  | 'confirm_identity'
  | 'confirm_contact'
  | 'state_identity'
  | 'refuse_identity'
  | 'expire_identity'
  | 'verify'
  | 'assign'
  | 'return'
  | 'follow_up'
  | 'answer'
  | 'hold'
  | 'complete'
  | 'expire_hold'
  | 'add_information'
  | 'correct'
  | 'confirm'
  | 'dispute'
  | 'close'
  | 'close_silent'
  | 'archive'
  | 'withdraw'
  | 'restore'
  | 'recall'
  | 'ask_identity'
  | 'give_identity'
  | 'keep_identity'
  | 'take_over'
  | 'add_task'
  | 'task_follow_up'
  | 'task_done'
  | 'task_declined'
  | 'promise_kept'
  | 'cancel_task'
  | 'draft_answer'
  | 'reject_answer'
  | 'join'
  | 'unjoin'
  | 'deadline_warned'
  | 'deadline_missed'
  | 'escalation_offered'
  | 'flag_urgent'
  | 'deadline_moved'
  | 'mark_false'
  | 'unmark_false'

/**
 * Who may do it. `verifier`: an admin of the institution that holds the report, or a national admin.
 * `handler`: the holder's own people (unit officers of the holding unit, admins of its institution, national admins
 * where the national level holds it). `supporter`: people of an institution or unit with an open task in it.
 */
export type Party = 'reporter' | 'handler' | 'verifier' | 'supporter' | 'system'

/** `back`: the state it was held from. `same`: the state does not change. */
export type NextState = ReportState | 'same' | 'back'

export interface Transition {
  readonly to: NextState
  readonly by: readonly Party[]
  /** Deadlines that begin to run. */
  readonly starts?: readonly DeadlineKind[]
  /** Deadlines that are met by this. */
  readonly meets?: readonly (DeadlineKind | 'promise')[]
  /** `stop`: nothing runs any longer; `finish`: nothing but what is still promised; `pause`/`resume`: the handlers' clocks stand or go on. */
  readonly clock?: 'stop' | 'finish' | 'pause' | 'resume'
}

const REPORTER = ['reporter'] as const
const HANDLER = ['handler'] as const
const VERIFIER = ['verifier'] as const
const SYSTEM = ['system'] as const

const SUPPORTER = ['supporter'] as const

/** The level above takes a report whose deadline was missed and decides anew. */
const TAKE_OVER: Transition = { to: 'submitted', by: VERIFIER, meets: ['verify'], starts: ['verify'] }
/** What keeps the state: tasks of supporting handlers, a draft waiting for approval. */
const ADD_TASK: Transition = { to: 'same', by: HANDLER }
const WORK_ON_TASK: Transition = { to: 'same', by: SUPPORTER }
const DRAFT: Transition = { to: 'same', by: HANDLER }
/** A promise outlives the answer it was made in, also where the reporter stays silent. */
const KEEP_PROMISE: Transition = { to: 'same', by: HANDLER, meets: ['promise'] }
const ADD_INFORMATION: Transition = { to: 'same', by: REPORTER }
/** To another report of the same incident, and its own way again. */
const JOIN: Transition = { to: 'same', by: ['handler', 'verifier', 'system'] }
const WATCH: Transition = { to: 'same', by: SYSTEM }
const TASKS = {
  add_task: ADD_TASK,
  task_follow_up: WORK_ON_TASK,
  task_done: WORK_ON_TASK,
  task_declined: WORK_ON_TASK,
  cancel_task: ADD_TASK,
} as const
/** Due dates counted anew because a rule or a day off changed, when an admin asks for it. */
const MOVED: Transition = { to: 'same', by: VERIFIER }
/** A system elsewhere that handles the report asks whom it may reach; only the reporter says. */
const IDENTITY_QUESTION = {
  ask_identity: WATCH,
  give_identity: ADD_INFORMATION,
  keep_identity: ADD_INFORMATION,
} as const
const WATCHES = {
  deadline_warned: WATCH,
  deadline_missed: WATCH,
  escalation_offered: WATCH,
  deadline_moved: MOVED,
} as const

/** The reporter has their whole time anew, however long somebody else took. */
const ASK_IDENTITY: Transition = { to: 'same', by: REPORTER, meets: ['identity'], starts: ['identity'] }
const CORRECT: Transition = { to: 'same', by: VERIFIER }
const HOLD: Transition = { to: 'on_hold', by: HANDLER, starts: ['completion'], clock: 'pause' }
const ASSIGN: Transition = {
  to: 'assigned',
  by: HANDLER,
  meets: ['verify'],
  starts: ['first_follow_up', 'solve'],
}
/** The machine gives on or throws out what nobody has looked at yet, where its institution has switched that on. */
const FIRST_ASSIGN: Transition = { ...ASSIGN, by: ['handler', 'system'] }
const FIRST_ARCHIVE: Transition = { to: 'archived', by: ['verifier', 'system'], clock: 'stop' }
const RETURN: Transition = { to: 'submitted', by: HANDLER, meets: ['verify'], starts: ['verify'] }
/** What the machine gave on alone, it takes back where the reporter objects. */
const TAKE_BACK: Transition = { ...RETURN, by: ['handler', 'system'] }
const FOLLOW_UP: Transition = { to: 'in_progress', by: HANDLER, meets: ['first_follow_up'] }
const ANSWER: Transition = {
  to: 'answered',
  by: HANDLER,
  meets: ['first_follow_up', 'solve'],
  starts: ['reporter_reply'],
}
const DISPUTE: Transition = {
  to: 'in_progress',
  by: REPORTER,
  meets: ['reporter_reply'],
  starts: ['first_follow_up', 'solve'],
}
const ARCHIVE: Transition = { to: 'archived', by: VERIFIER, clock: 'stop' }
const WITHDRAW: Transition = { to: 'archived', by: REPORTER, clock: 'stop' }
/** The system that handed the report to us takes it back. */
const RECALL: Transition = { to: 'archived', by: SYSTEM, clock: 'stop' }

/** The specification of a report's life: state × action → what follows. What does not stand here is not possible. */
export const WORKFLOW: Readonly<Record<ReportState, Readonly<Partial<Record<ReportAction, Transition>>>>> = {
  awaiting_identity: {
    confirm_identity: {
      to: 'submitted',
      by: ['reporter', 'system'],
      meets: ['identity'],
      starts: ['verify'],
    },
    // The contact is theirs, but this report needs more: their NIK, or the population registry's word.
    confirm_contact: ASK_IDENTITY,
    state_identity: { to: 'same', by: REPORTER },
    refuse_identity: { ...ASK_IDENTITY, by: SYSTEM },
    expire_identity: { to: 'archived', by: SYSTEM, clock: 'stop' },
    withdraw: WITHDRAW,
  },
  submitted: {
    verify: { to: 'same', by: VERIFIER },
    assign: FIRST_ASSIGN,
    return: RETURN,
    hold: HOLD,
    archive: FIRST_ARCHIVE,
    withdraw: WITHDRAW,
    recall: RECALL,
    ...IDENTITY_QUESTION,
    add_information: ADD_INFORMATION,
    correct: CORRECT,
    take_over: TAKE_OVER,
    join: JOIN,
    unjoin: JOIN,
    flag_urgent: WATCH,
    ...WATCHES,
  },
  on_hold: {
    complete: { to: 'back', by: ['reporter', 'handler'], meets: ['completion'], clock: 'resume' },
    expire_hold: { to: 'archived', by: SYSTEM, clock: 'stop' },
    archive: ARCHIVE,
    withdraw: WITHDRAW,
    recall: RECALL,
    ...IDENTITY_QUESTION,
    correct: CORRECT,
    ...WATCHES,
  },
  assigned: {
    follow_up: FOLLOW_UP,
    answer: ANSWER,
    assign: ASSIGN,
    return: TAKE_BACK,
    hold: HOLD,
    recall: RECALL,
    add_information: ADD_INFORMATION,
    correct: CORRECT,
    take_over: TAKE_OVER,
    draft_answer: DRAFT,
    reject_answer: DRAFT,
    promise_kept: KEEP_PROMISE,
    join: JOIN,
    unjoin: JOIN,
    ...TASKS,
    ...IDENTITY_QUESTION,
    ...WATCHES,
  },
  in_progress: {
    follow_up: FOLLOW_UP,
    answer: ANSWER,
    assign: ASSIGN,
    return: RETURN,
    hold: HOLD,
    recall: RECALL,
    add_information: ADD_INFORMATION,
    correct: CORRECT,
    take_over: TAKE_OVER,
    draft_answer: DRAFT,
    reject_answer: DRAFT,
    promise_kept: KEEP_PROMISE,
    join: JOIN,
    unjoin: JOIN,
    ...TASKS,
    ...IDENTITY_QUESTION,
    ...WATCHES,
  },
  answered: {
    confirm: { to: 'closed', by: REPORTER, meets: ['reporter_reply'], clock: 'stop' },
    dispute: DISPUTE,
    close_silent: { to: 'closed', by: SYSTEM, clock: 'finish' },
    close: { to: 'closed', by: ['verifier', 'system'], clock: 'finish' },
    recall: RECALL,
    promise_kept: KEEP_PROMISE,
    add_information: ADD_INFORMATION,
    correct: CORRECT,
    ...TASKS,
    ...WATCHES,
  },
  closed: {
    dispute: DISPUTE,
    confirm: { to: 'same', by: REPORTER },
    correct: CORRECT,
    promise_kept: KEEP_PROMISE,
    ...WATCHES,
  },
  archived: {
    restore: { to: 'submitted', by: ['verifier', 'system'], starts: ['verify'] },
    mark_false: { to: 'same', by: VERIFIER },
    unmark_false: { to: 'same', by: VERIFIER },
  },
}

/** The transition for an action, or null where it is not possible in that state. */
export function transition(state: ReportState, action: ReportAction): Transition | null {
  return WORKFLOW[state][action] ?? null
}

/** A follow-up that only colleagues see is a note: it neither begins the work nor meets a deadline. */
export const INTERNAL_NOTE: Transition = { to: 'same', by: HANDLER }

/** The actions the history shows to everyone when the report is public; what was said stays with its own visibility. */
export const PUBLIC_EVENTS: ReadonlySet<string> = new Set([
  'submit',
  'confirm_identity',
  'verify',
  'assign',
  'return',
  'follow_up',
  'answer',
  'hold',
  'complete',
  'expire_hold',
  'confirm',
  'dispute',
  'close',
  'close_silent',
  'archive',
  'withdraw',
  'restore',
  'recall',
  'take_over',
  'add_task',
  'task_follow_up',
  'task_done',
  'promise_kept',
  'task_declined',
  'cancel_task',
  'join',
  'unjoin',
  'deadline_missed',
  'escalation_offered',
  'deadline_moved',
])

/** Why a report can be archived; each has a text for the reporter in the catalogue (`archive_reason.…`). */
export const ARCHIVE_REASONS = [
  'out_of_scope',
  'not_real',
  'too_general',
  'abusive',
  'duplicate',
  'incomplete',
  'pending_court',
] as const
export type ArchiveReason = (typeof ARCHIVE_REASONS)[number]
