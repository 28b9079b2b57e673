import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { DomainError, invalid, notFound } from '../../errors.ts'
import { decideIdentityQuestion } from '../../exchange/index.ts'
import { type AppContext, demandScope } from '../../http/index.ts'
import {
  type ActionResult,
  type Actor,
  addInformation,
  completeReport,
  confirmIdentity,
  confirmReport,
  disputeReport,
  RepeatedRequest,
  readTrackingNumber,
  resendCode,
  stateIdentity,
  withdrawReport,
} from '../../reports/index.ts'
import { type ApiApp, CHANNEL, type RegisterEndpoint, requestKey, staffActor } from './api-app.ts'
import { ownReport, provesReport } from './own-report.ts'
import {
  type ActionResultBody,
  ActionResultSchema,
  HANDLERS,
  NumberParams,
  OWN_REPORT,
  PROBLEMS,
} from './schemas.ts'

const Text = Type.Object({ text: Type.String(), attachments: Type.Optional(Type.Array(Type.String())) })
const OptionalText = Type.Object({ text: Type.Optional(Type.String()) })

/** What the reporter may do, with `Authorization: Follow <secret>`; the code needs none. */
export const reporterActions: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/reports/:tracking_number/confirm-identity',
    {
      config: { access: 'reporter', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        summary: 'Confirm the contact with the one-time code',
        description:
          'With proof of the report (its follow link’s secret, or a token) a refusal says what is wrong and how many ' +
          'tries are left; without, every refusal is the same and does not tell whether there is such a report.',
        tags: ['reporter'],
        security: [{}, ...OWN_REPORT],
        params: NumberParams,
        body: Type.Object({ code: Type.String() }),
        response: { 200: ActionResultSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const number = numberOf(request.params.tracking_number)
      try {
        return resultBody(await confirmIdentity(context, number, request.body.code))
      } catch (error) {
        const isOfCode = error instanceof DomainError && (error.status === 404 || error.status === 422)
        if (!isOfCode || (await provesReport(context, request, number))) throw error
        throw invalid([{ field: 'code', code: 'invalid' }])
      }
    },
  )
  app.post(
    '/api/v1/reports/:tracking_number/resend-code',
    {
      config: { access: 'reporter', rateLimit: { max: 5, timeWindow: '1 minute' } },
      schema: {
        summary: 'Send a new code to the report’s own contact',
        tags: ['reporter'],
        security: OWN_REPORT,
        params: NumberParams,
        response: { 202: Type.Object({ sent: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const report = await ownReport(context, request, numberOf(request.params.tracking_number))
      await resendCode(context, report.tracking_number, null)
      return reply.code(202).send({ sent: true })
    },
  )
  app.post(
    '/api/v1/reports/:tracking_number/state-identity',
    {
      config: { access: 'reporter', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        summary: 'State, or correct, the name and NIK that the report waits for',
        tags: ['reporter'],
        security: OWN_REPORT,
        params: NumberParams,
        body: Type.Object({
          name: Type.Optional(Type.String({ description: 'The known one if left out' })),
          nik: Type.String({ description: 'Sixteen digits; read by nobody who handles the report' }),
        }),
        response: { 200: ActionResultSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const number = numberOf(request.params.tracking_number)
      await ownReport(context, request, number)
      const { name = '', nik } = request.body
      await stateIdentity(context, { kind: 'reporter', channel: CHANNEL }, number, { name, nik })
      return presentResult(context, number)
    },
  )
  const own = ownAction(app, context)
  own('add-information', 'Add to one’s report', Text, (actor, number, body) =>
    addInformation(context, actor, number, body),
  )
  own(
    'complete',
    'Supply what staff asked for; staff enter for the reporter what they were told',
    Text,
    (actor, number, body) => completeReport(context, actor, number, body),
    'staff too',
  )
  own('dispute', 'Say that it is not solved', Text, (actor, number, body) =>
    disputeReport(context, actor, number, body),
  )
  own('withdraw', 'Take the report back', OptionalText, (actor, number, body) =>
    withdrawReport(context, actor, number, { text: body.text ?? null }),
  )
  own(
    'decide-identity',
    'Say whether a system that handles the report gets one’s name and contact',
    Type.Object({ agrees: Type.Boolean() }),
    (actor, number, { agrees }) => decideIdentityQuestion(context, actor, number, agrees),
  )
  own(
    'confirm',
    'Say that it is solved, and rate it',
    Type.Object({ rating: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.Optional(Type.String()) }),
    (actor, number, body) =>
      confirmReport(context, actor, number, { rating: body.rating, text: body.text ?? null }),
  )
}

/** A tracking number as people write it. @throws DomainError not_found */
export function numberOf(text: string): string {
  const number = readTrackingNumber(text)
  if (number === null) throw notFound()
  return number
}

export function resultBody({ report }: ActionResult): ActionResultBody {
  return { tracking_number: report.tracking_number, state: report.state, version: report.version }
}

/** Answer a repeated request with the report as it stands now. */
export async function orPresent(
  context: AppContext,
  trackingNumber: string,
  run: () => Promise<ActionResult>,
): Promise<ActionResultBody> {
  try {
    return resultBody(await run())
  } catch (error) {
    if (!(error instanceof RepeatedRequest)) throw error
    return presentResult(context, trackingNumber)
  }
}

/** The report as it stands now. */
export function presentResult({ db }: AppContext, trackingNumber: string): Promise<ActionResultBody> {
  return db
    .selectFrom('reports')
    .select(['tracking_number', 'state', 'version'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirstOrThrow()
}

function ownAction(app: ApiApp, context: AppContext) {
  return <Body extends TSchema>(
    name: string,
    summary: string,
    body: Body,
    // The schema has judged the body before this runs.
    run: (actor: Actor, trackingNumber: string, body: Type.Static<Body>) => Promise<ActionResult>,
    who: 'reporter' | 'staff too' = 'reporter',
  ) => {
    app.post(
      `/api/v1/reports/:tracking_number/${name}`,
      {
        config: { access: 'reporter' },
        schema: {
          summary,
          tags: ['reporter'],
          security: who === 'reporter' ? OWN_REPORT : [...OWN_REPORT, ...HANDLERS],
          params: NumberParams,
          body,
          response: { 200: ActionResultSchema, ...PROBLEMS },
        },
      },
      async (request) => {
        const number = numberOf(request.params.tracking_number)
        const actor =
          who === 'staff too' && request.staff !== null
            ? handlingActor(request)
            : await reporterActor(context, request, number)
        return orPresent(context, number, () => run(actor, number, request.body as Type.Static<Body>))
      },
    )
  }
}

async function reporterActor(context: AppContext, request: FastifyRequest, number: string): Promise<Actor> {
  const { id } = await ownReport(context, request, number)
  return { kind: 'reporter', channel: CHANNEL, requestKey: requestKey(request, `report:${id}`) }
}

/** The route is open to reporters as well, so what a system may do is asked here. */
function handlingActor(request: FastifyRequest): Actor {
  if (request.system !== null) demandScope(request.system, 'reports:handle')
  return staffActor(request)
}
