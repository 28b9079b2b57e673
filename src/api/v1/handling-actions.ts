import { Type } from 'typebox'
import {
  addTask,
  approveAnswer,
  cancelTask,
  declineTask,
  finishTask,
  followUpTask,
  joinReport,
  markFalse,
  rejectAnswer,
  sayPromiseKept,
  takeOverReport,
  undoAutomaticAssignment,
  unjoinReport,
  unmarkFalse,
} from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { staffAction, TextBody, Version } from './staff-action.ts'

const Attachments = Type.Optional(Type.Array(Type.String()))

/** Several handlers, joined reports, approval of answers, and what the level above may do. */
export const handlingActions: RegisterEndpoint = (app, context) => {
  const action = staffAction(app, context)
  action(
    'take-over',
    'Take over a report whose deadline was missed two working days ago',
    TextBody,
    (actor, number, { version, text }) =>
      takeOverReport(context, actor, number, { text, expectedVersion: version }),
  )
  action(
    'tasks',
    'Ask another institution or unit to do its part',
    Type.Object({
      institution_code: Type.String(),
      task: Type.String(),
      required: Type.Optional(Type.Boolean()),
      due_on: Type.Optional(Type.String({ description: 'YYYY-MM-DD; with the report if left out' })),
      ...Version,
    }),
    (actor, number, { version, required, ...command }) =>
      addTask(context, actor, number, { ...command, required: required ?? true, expectedVersion: version }),
  )
  action(
    'tasks/follow-up',
    'Say what one’s part is doing',
    Type.Object({
      text: Type.String(),
      visibility: Type.Optional(
        Type.Unsafe<'public' | 'internal'>({ type: 'string', enum: ['public', 'internal'] }),
      ),
      attachments: Attachments,
    }),
    (actor, number, { visibility, ...command }) =>
      followUpTask(context, actor, number, { ...command, visibility: visibility ?? 'internal' }),
  )
  action(
    'tasks/finish',
    'Say that one’s part is done',
    Type.Object({ text: Type.String(), attachments: Attachments }),
    (actor, number, command) => finishTask(context, actor, number, command),
  )
  action(
    'tasks/decline',
    'Hand a task back to the lead',
    Type.Object({ text: Type.String() }),
    (actor, number, command) => declineTask(context, actor, number, command),
  )
  action(
    'tasks/cancel',
    'Take a task back',
    Type.Object({ institution_code: Type.String(), text: Type.String() }),
    (actor, number, command) => cancelTask(context, actor, number, command),
  )
  action(
    'promise-kept',
    'Say that what was promised is done',
    Type.Object({ text: Type.String(), attachments: Attachments, ...Version }),
    (actor, number, { version, ...command }) =>
      sayPromiseKept(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'join',
    'Join to another report of the same incident',
    Type.Object({ into: Type.String(), text: Type.Optional(Type.String()), ...Version }),
    (actor, number, { version, ...command }) =>
      joinReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action('unjoin', 'Let a joined report go its own way again', TextBody, (actor, number, { version, text }) =>
    unjoinReport(context, actor, number, { text, expectedVersion: version }),
  )
  const Reason = Type.Object({ reason: Type.String({ description: 'The reporter reads it' }) })
  action('mark-false', 'Mark an archived report as false', Reason, (actor, number, { reason }) =>
    markFalse(context, actor, number, { reason }),
  )
  action('unmark-false', 'Take that mark back', Reason, (actor, number, { reason }) =>
    unmarkFalse(context, actor, number, { reason }),
  )
  action(
    'undo-automation',
    'Take back what was assigned automatically; a person decides instead',
    Type.Object({}),
    (actor, number) => undoAutomaticAssignment(context, actor, number),
  )
  action('approve-answer', 'Send an answer that waits for approval', Type.Object({}), (actor, number) =>
    approveAnswer(context, actor, number),
  )
  action(
    'reject-answer',
    'Give a waiting answer back to its writer',
    Type.Object({ text: Type.String() }),
    (actor, number, command) => rejectAnswer(context, actor, number, command),
  )
}
