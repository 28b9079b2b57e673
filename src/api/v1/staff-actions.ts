import { Type } from 'typebox'
import {
  answerReport,
  archiveReport,
  assignReport,
  closeReport,
  correctReport,
  followUpReport,
  holdReport,
  restoreReport,
  returnReport,
  verifyReport,
} from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { ClassSchema } from './schemas.ts'
import { staffAction, TextBody, Version } from './staff-action.ts'

const Verification = {
  class: Type.Optional(ClassSchema),
  oversight: Type.Optional(Type.Boolean()),
  category_code: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  public_body: Type.Optional(Type.String()),
  public_attachments: Type.Optional(Type.Array(Type.String())),
}

/** What staff may do to a report, with a personal token. */
export const staffActions: RegisterEndpoint = (app, context) => {
  const action = staffAction(app, context)
  action(
    'verify',
    'Verify a report',
    Type.Object({ ...Verification, ...Version }),
    (actor, number, { version, ...command }) =>
      verifyReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'correct',
    'Correct class, category or public text',
    Type.Object({ ...Verification, ...Version }),
    (actor, number, { version, ...command }) =>
      correctReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'assign',
    'Give a report to an institution or unit; verifies it if nobody did',
    Type.Object({
      institution_code: Type.String(),
      note: Type.Optional(Type.String()),
      ...Verification,
      ...Version,
    }),
    (actor, number, { version, ...command }) =>
      assignReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'return',
    'Hand a report back up as not one’s own',
    Type.Object({ reason: Type.String(), proposed_code: Type.Optional(Type.String()), ...Version }),
    (actor, number, { version, ...command }) =>
      returnReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'follow-up',
    'Say what is being done',
    Type.Object({
      text: Type.String(),
      promised_on: Type.Optional(Type.String({ description: 'YYYY-MM-DD; becomes a deadline' })),
      visibility: Type.Optional(
        Type.Unsafe<'public' | 'internal'>({ type: 'string', enum: ['public', 'internal'] }),
      ),
      attachments: Type.Optional(Type.Array(Type.String())),
      ...Version,
    }),
    (actor, number, { version, ...command }) =>
      followUpReport(context, actor, number, {
        ...command,
        visibility: command.visibility ?? 'public',
        expectedVersion: version,
      }),
  )
  action(
    'answer',
    'Say that it is solved, and how',
    Type.Object({
      text: Type.String(),
      done_on: Type.Optional(Type.String({ description: 'YYYY-MM-DD; today if left out' })),
      done_by_code: Type.Optional(Type.String({ description: 'who did it; the holder if left out' })),
      promised_on: Type.Optional(
        Type.String({ description: 'YYYY-MM-DD; an answer that puts something off needs it' }),
      ),
      no_evidence_reason: Type.Optional(Type.String()),
      open_tasks_reason: Type.Optional(Type.String()),
      attachments: Type.Optional(Type.Array(Type.String())),
      ...Version,
    }),
    (actor, number, { version, ...command }) =>
      answerReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action('hold', 'Wait for the reporter’s data', TextBody, (actor, number, { version, ...command }) =>
    holdReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action(
    'archive',
    'End a report without handling it',
    Type.Object({ reason: Type.String(), text: Type.String(), ...Version }),
    (actor, number, { version, ...command }) =>
      archiveReport(context, actor, number, { ...command, expectedVersion: version }),
  )
  action('restore', 'Take an archived report up again', TextBody, (actor, number, { version, text }) =>
    restoreReport(context, actor, number, { text, expectedVersion: version }),
  )
  action(
    'close',
    'Close an answered report',
    Type.Object({ text: Type.Optional(Type.String()), ...Version }),
    (actor, number, { version, text }) =>
      closeReport(context, actor, number, { text: text ?? null, expectedVersion: version }),
  )
}
