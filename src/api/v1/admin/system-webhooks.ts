import { Type } from 'typebox'
import { invalid, notFound } from '../../../errors.ts'
import {
  createWebhook,
  endWebhook,
  listAllWebhooks,
  listDeliveries,
  replayWebhook,
  testWebhook,
} from '../../../exchange/index.ts'
import { changeOfSystem, readManagedSystem } from '../../../identity/index.ts'
import { readEmbedOrigins, saveEmbedOrigins } from '../../../institutions/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { DeliverySchema, WebhookSchema } from '../webhooks.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Nullable, OneOf } from './shapes.ts'

const { id: Id, ...ofSystem } = WebhookSchema.properties
export const Webhook = Type.Object({ id: Id, kind: OneOf(['events', 'exchange']), ...ofSystem })
const Queued = Type.Object({ queued: Type.Integer() })

/** The webhooks of a connected system, set up and looked after by its admin; and the sites that embed the form. */
export const adminSystemWebhooks: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: systems')
  const path = 'admin/systems/:id/webhooks'
  change(
    path,
    'admin',
    {
      summary: 'Have a system told of events at an address of its own',
      body: Type.Object({
        url: Type.String({ maxLength: 500 }),
        event_types: Type.Optional(
          Type.Array(Type.String(), { maxItems: 60, description: 'None means all' }),
        ),
      }),
      answer: Type.Object({
        id: Type.Integer(),
        secret: Nullable(
          Type.String({ description: '`whsec_…`, shown this once; null when the same request is repeated' }),
        ),
      }),
      status: 201,
      secrets: ['secret'],
    },
    ({ context: inside, staff, input, id }) => {
      const wanted = { url: input.url, eventTypes: input.event_types ?? [] }
      return changeOfSystem(inside, staff, id(), 'webhook_made', (within) =>
        createWebhook(within, id(), wanted),
      )
    },
  )
  change(
    `${path}/:webhook/test`,
    'admin',
    { summary: 'Have a test event sent', answer: Queued, status: 202 },
    async ({ context: inside, staff, id }) => {
      await readManagedSystem(inside.db, staff, id())
      await testWebhook(inside, id(), id('webhook'))
      return { queued: 1 }
    },
  )
  change(
    `${path}/:webhook/end`,
    'admin',
    { summary: 'Call there no more; what was queued is given up', answer: Done },
    async ({ context: inside, staff, id }) => {
      await changeOfSystem(inside, staff, id(), 'webhook_ended', (within) =>
        endWebhook(within, id(), id('webhook')),
      )
      return DONE
    },
  )
  change(
    `${path}/:webhook/replay`,
    'admin',
    {
      summary: 'Send everything since an instant again, under its old message ids',
      body: Type.Object({ since: Type.String({ description: 'ISO 8601 with zone' }) }),
      answer: Queued,
      status: 202,
    },
    async ({ context: inside, staff, input, id }) => {
      const since = new Date(input.since)
      const year = since.getUTCFullYear()
      if (!(year >= 2000 && year < 2200)) throw invalid([{ field: 'since', code: 'invalid_instant' }])
      const queued = await changeOfSystem(inside, staff, id(), 'webhook_replayed', (within) =>
        replayWebhook(within, id(), id('webhook'), since),
      )
      return { queued }
    },
  )
  read(
    `${path}/:webhook/deliveries`,
    'admin',
    {
      summary: 'What was sent, newest first',
      query: Type.Object({ cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) }),
      answer: Type.Object({ deliveries: Type.Array(DeliverySchema), next_cursor: Nullable(Type.String()) }),
    },
    async ({ context: { db }, staff, input, id }) => {
      const system = await readManagedSystem(db, staff, id())
      const webhook = (await listAllWebhooks(db, system.id)).find((one) => one.id === id('webhook'))
      if (webhook === undefined) throw notFound()
      const before = input.cursor === undefined ? null : Number(input.cursor)
      const rows = await listDeliveries(db, system.id, webhook.id, before)
      const last = rows.at(-1)
      return { deliveries: rows.map(isoDates), next_cursor: last === undefined ? null : String(last.id) }
    },
  )

  read(
    'admin/embed',
    'admin',
    {
      summary: 'The sites that may embed one’s institution’s form',
      answer: Type.Object({ origins: Type.Array(Type.String()) }),
    },
    async ({ context: { db }, staff }) => ({
      origins: [...(await readEmbedOrigins(db, staff.institutionId))],
    }),
  )
  change(
    'admin/embed',
    'admin',
    {
      summary: 'Say which sites may embed it: origins such as https://kota.example.go.id',
      body: Type.Object({ origins: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 }) }),
      answer: Done,
      log: ({ staff }) => ({ area: 'institution', action: 'embed', subject: staff.nodeCode }),
    },
    async ({ context: inside, staff, input }) => {
      await saveEmbedOrigins(inside, staff.institutionId, input.origins)
      return DONE
    },
  )
}
