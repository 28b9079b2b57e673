import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { DomainError, invalid, notFound } from '../../errors.ts'
import {
  createWebhook,
  endWebhook,
  listDeliveries,
  listWebhooks,
  replayWebhook,
  testWebhook,
} from '../../exchange/index.ts'
import { Instant, Nullable } from './admin/shapes.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { once } from './once.ts'
import { isoDates } from './present.ts'
import { PROBLEMS } from './schemas.ts'

const IdParams = Type.Object({ id: Type.String({ description: 'Id of a webhook' }) })
export const WebhookSchema = Type.Object({
  id: Type.Integer(),
  url: Type.String(),
  event_types: Type.Array(Type.String()),
  active: Type.Boolean(),
  created_at: Instant,
})
export const DeliverySchema = Type.Object({
  id: Type.Integer(),
  seq: Nullable(Type.Integer()),
  message_id: Type.String(),
  type: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  created_at: Instant,
  next_try_at: Nullable(Instant),
  delivered_at: Nullable(Instant),
  last_status: Nullable(Type.Integer()),
  last_error: Nullable(Type.String()),
})

const shared = {
  config: { access: 'staff', scope: 'webhooks' },
  security: [{ system: ['webhooks'] }],
} as const

/** A connected system's own webhooks, by the Standard Webhooks specification (https://www.standardwebhooks.com). */
export const webhooks: RegisterEndpoint = (app, context) => {
  const { config, security } = shared
  app.get(
    '/api/v1/webhooks',
    {
      config,
      schema: {
        summary: 'One’s webhooks',
        tags: ['webhooks'],
        security,
        response: { 200: Type.Object({ webhooks: Type.Array(WebhookSchema) }), ...PROBLEMS },
      },
    },
    async (request) => ({
      webhooks: (await listWebhooks(context.db, systemId(request))).map(({ kind: _, ...webhook }) =>
        isoDates(webhook),
      ),
    }),
  )
  app.post(
    '/api/v1/webhooks',
    {
      config,
      schema: {
        summary: 'Be called at an address of one’s own',
        description:
          'Calls are signed (`webhook-id`, `webhook-timestamp`, `webhook-signature`), come in order per report, and are ' +
          'tried for three days. `event_types` such as `report.answer`; none means all.',
        tags: ['webhooks'],
        security,
        body: Type.Object({
          url: Type.String({ maxLength: 500 }),
          event_types: Type.Optional(Type.Array(Type.String(), { maxItems: 60 })),
        }),
        response: {
          201: Type.Object({
            id: Type.Integer(),
            secret: Nullable(
              Type.String({
                description: '`whsec_…`, shown this once; null when the same request is repeated',
              }),
            ),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { url, event_types } = request.body
      const wanted = { url, eventTypes: event_types ?? [] }
      const made = await once<{ id: number; secret: string | null }>(
        context,
        request,
        (inside) => createWebhook(inside, systemId(request), wanted),
        ['secret'],
      )
      return reply.code(201).send(made)
    },
  )
  app.post(
    '/api/v1/webhooks/:id/end',
    {
      config,
      schema: {
        summary: 'Be called no more',
        tags: ['webhooks'],
        security,
        params: IdParams,
        response: { 200: Type.Object({ ended: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request) => {
      await endWebhook(context, systemId(request), idOf(request.params.id))
      return { ended: true }
    },
  )
  app.post(
    '/api/v1/webhooks/:id/test',
    {
      config,
      schema: {
        summary: 'Have a test event sent',
        tags: ['webhooks'],
        security,
        params: IdParams,
        response: { 202: Type.Object({ queued: Type.Integer() }), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const made = await once(context, request, async (inside) => {
        await testWebhook(inside, systemId(request), idOf(request.params.id))
        return { queued: 1 }
      })
      return reply.code(202).send(made)
    },
  )
  app.post(
    '/api/v1/webhooks/:id/replay',
    {
      config,
      schema: {
        summary: 'Have everything since an instant sent again, under its old message ids',
        tags: ['webhooks'],
        security,
        params: IdParams,
        body: Type.Object({ since: Type.String({ description: 'ISO 8601 with zone' }) }),
        response: { 202: Type.Object({ queued: Type.Integer() }), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const since = new Date(request.body.since)
      const year = since.getUTCFullYear()
      if (!(year >= 2000 && year < 2200)) throw invalid([{ field: 'since', code: 'invalid_instant' }])
      const made = await once(context, request, async (inside) => ({
        queued: await replayWebhook(inside, systemId(request), idOf(request.params.id), since),
      }))
      return reply.code(202).send(made)
    },
  )
  app.get(
    '/api/v1/webhooks/:id/deliveries',
    {
      config,
      schema: {
        summary: 'What was sent, newest first',
        tags: ['webhooks'],
        security,
        params: IdParams,
        querystring: Type.Object({
          before: Type.Optional(
            Type.String({ pattern: '^\\d{1,15}$', description: 'Id of the last delivery seen' }),
          ),
        }),
        response: { 200: Type.Object({ deliveries: Type.Array(DeliverySchema) }), ...PROBLEMS },
      },
    },
    async (request) => {
      const { before } = request.query
      const rows = await listDeliveries(
        context.db,
        systemId(request),
        idOf(request.params.id),
        before === undefined ? null : Number(before),
      )
      return { deliveries: rows.map(isoDates) }
    },
  )
}

/** The guard has asked for the scope; a person's token has none. @throws DomainError systems_only */
function systemId(request: FastifyRequest): number {
  if (request.system === null) throw new DomainError('systems_only', 403)
  return request.system.id
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound()
  return Number(text)
}
