import { type Static, type TSchema, Type } from 'typebox'
import {
  type ActionResult,
  type Actor,
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
import { type RegisterEndpoint, staffActor } from './api-app.ts'
import { numberOf, orPresent } from './reporter-actions.ts'
import { ActionResultSchema, ClassSchema, NumberParams, PROBLEMS } from './schemas.ts'

const Version = {
  version: Type.Optional(
    Type.Integer({ description: 'The version one saw; another one in between is a 409' }),
  ),
}
const Verification = {
  class: Type.Optional(ClassSchema),
  oversight: Type.Optional(Type.Boolean()),
  category_code: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  public_body: Type.Optional(Type.String()),
  public_attachments: Type.Optional(Type.Array(Type.String())),
}
const TextBody = Type.Object({
  text: Type.String(),
  attachments: Type.Optional(Type.Array(Type.String())),
  ...Version,
})

/** What staff may do to a report, with a personal token. */
export const staffActions: RegisterEndpoint = (app, context) => {
  const action = <Body extends TSchema>(
    name: string,
    summary: string,
    body: Body,
    run: (actor: Actor, trackingNumber: string, body: Static<Body>) => Promise<ActionResult>,
  ) => {
    app.post(
      `/api/v1/reports/:tracking_number/${name}`,
      {
        config: { access: 'staff' },
        schema: {
          summary,
          tags: ['staff'],
          security: [{ staff: [] }],
          params: NumberParams,
          body,
          response: { 200: ActionResultSchema, ...PROBLEMS },
        },
      },
      async (request) => {
        const number = numberOf(request.params.tracking_number)
        return orPresent(context, number, () =>
          run(staffActor(request), number, request.body as Static<Body>),
        )
      },
    )
  }

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
  action('answer', 'Say that it is solved, and how', TextBody, (actor, number, { version, ...command }) =>
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
