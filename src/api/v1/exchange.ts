import { Type } from 'typebox'
import { DomainError } from '../../errors.ts'
import { ExchangeMessageSchema, receiveMessage, requestIdentity } from '../../exchange/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { staffActor } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { NumberParams, PROBLEMS } from './schemas.ts'

const Nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()])

/** Exchange of reports with another complaint system: what it says to us; docs/exchange.md. */
export const exchange: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/exchange/messages',
    {
      config: { access: 'staff', scope: 'exchange' },
      schema: {
        summary: 'Say something about a report that both systems share',
        description:
          'The same message is heard once, however often it is sent; those of one report are applied in the order of ' +
          '`seq`, whatever the order they come in. `refused` and `superseded` are answers, not errors: do not repeat them.',
        tags: ['exchange'],
        security: [{ system: ['exchange'] }],
        body: ExchangeMessageSchema,
        response: {
          200: Type.Object({
            outcome: Type.String({ description: 'applied, waiting, superseded or refused' }),
            reason: Nullable(Type.String()),
            number: Nullable(Type.String({ description: 'The report’s number here' })),
            repeated: Type.Boolean(),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request) => {
      if (request.system === null) throw new DomainError('systems_only', 403)
      return receiveMessage(context, request.system.id, request.body)
    },
  )
  app.post(
    '/api/v1/reports/:tracking_number/ask-identity',
    {
      config: { access: 'staff' },
      schema: {
        summary:
          'Ask the system that handed over the report for its reporter’s contact; the reporter decides',
        tags: ['staff'],
        security: [{ staff: [] }, { system: ['reports:handle'] }],
        params: NumberParams,
        body: Type.Object({ reason: Type.String({ minLength: 10, maxLength: 1_000 }) }),
        response: { 202: Type.Object({ asked: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const number = numberOf(request.params.tracking_number)
      await requestIdentity(context, staffActor(request), number, request.body.reason)
      return reply.code(202).send({ asked: true })
    },
  )
}
