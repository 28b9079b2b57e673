import { Type } from 'typebox'
import { beyondStaffScope } from '../../db/index.ts'
import { DomainError, notFound } from '../../errors.ts'
import {
  ExchangeMessageSchema,
  findSharedFile,
  receiveMessage,
  requestIdentity,
} from '../../exchange/index.ts'
import { streamFile } from '../../http/index.ts'
import { isUuids } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { staffActor } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { HANDLERS, NumberParams, PROBLEMS } from './schemas.ts'

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
  app.get(
    '/api/v1/exchange/files/:id',
    {
      config: { access: 'staff', scope: 'exchange' },
      schema: {
        summary: 'A file that a message of ours named',
        description:
          'For as long as the report is shared, and the file may be seen by the partner: photos as we encoded them, ' +
          'with faces and plates covered where somebody covered them.',
        tags: ['exchange'],
        security: [{ system: ['exchange'] }],
        params: Type.Object({ id: Type.String({ description: 'Id of a file' }) }),
        response: {
          200: {
            description: 'Its bytes',
            content: { '*/*': { schema: Type.String({ format: 'binary' }) } },
          },
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const systemId = request.system?.id
      if (systemId === undefined || !isUuids([id])) throw notFound()
      return beyondStaffScope(async () => {
        const file = await findSharedFile(context.db, systemId, id)
        if (file === null) throw notFound()
        const copy = file.isCovered ? 'public' : 'original'
        return streamFile(context, reply, { id: file.id, copy, small: null, name: file.name })
      })
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
        security: HANDLERS,
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
