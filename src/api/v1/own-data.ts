import { Type } from 'typebox'
import { inTransaction } from '../../db/index.ts'
import { notFound } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import {
  activeBlockOf,
  listContacts,
  preferContact,
  removeContact,
  reporterName,
} from '../../identity/index.ts'
import { correctName, deleteReporterData, exportReporterData, withdrawConsent } from '../../reports/index.ts'
import { type RegisterEndpoint, reporterOf } from './api-app.ts'
import { AskedCode, askForCode, ContactBody } from './reporter-sign-in.ts'
import { PROBLEMS, REPORTER } from './schemas.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const Person = Type.Object({
  name: NullableText,
  blocked_until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'No new report is taken until then; GET /api/v1/reporter/appeals says why',
  }),
  contacts: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      value: Type.String(),
      primary: Type.Boolean(),
      confirmed: Type.Boolean(),
      undeliverable: Type.Boolean(),
    }),
  ),
})

/** What is stored of a person, and their rights to it: see, take along, correct, take consent back, be forgotten. */
export const ownData: RegisterEndpoint = (app, context) => {
  const shared = { tags: ['reporter'], security: REPORTER }
  const config = { access: 'reporter' } as const
  app.get(
    '/api/v1/reporter',
    { config, schema: { ...shared, summary: 'Who one is here', response: { 200: Person, ...PROBLEMS } } },
    async (request, reply) =>
      reply.header('cache-control', 'private, no-cache').send(await present(context, reporterOf(request))),
  )
  app.post(
    '/api/v1/reporter/contacts',
    {
      config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        ...shared,
        summary: 'Add a contact; the code sent to it is given to `…/codes/{id}/check`',
        body: ContactBody,
        response: { 202: AskedCode, ...PROBLEMS },
      },
    },
    async (request, reply) => reply.code(202).send(await askForCode(context, request, reporterOf(request))),
  )
  for (const [name, summary, change] of [
    ['prefer', 'Be reached by this contact first', preferContact],
    ['remove', 'Take a contact away', removeContact],
  ] as const) {
    app.post(
      `/api/v1/reporter/contacts/:id/${name}`,
      {
        config,
        schema: {
          ...shared,
          summary,
          params: Type.Object({ id: Type.String({ description: 'Id of a contact' }) }),
          response: { 200: Person, ...PROBLEMS },
        },
      },
      async (request) => {
        const reporterId = reporterOf(request)
        const { id } = request.params
        if (!/^\d{1,15}$/.test(id)) throw notFound()
        await inTransaction(context.db, (tx) => change(tx, { reporterId, contactId: Number(id) }))
        return present(context, reporterId)
      },
    )
  }
  app.get(
    '/api/v1/reporter/data',
    {
      config,
      schema: {
        ...shared,
        summary: 'Everything that is stored of oneself, to take along (UU 27/2022 art. 5–7)',
        response: {
          200: Type.Object(
            {
              exported_at: Type.String({ format: 'date-time' }),
              person: Type.Object({}, { additionalProperties: true }),
              reports: Type.Array(Type.Object({}, { additionalProperties: true })),
            },
            { additionalProperties: true },
          ),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const data = await exportReporterData(context, reporterOf(request), context.clock.now())
      return reply
        .header('cache-control', 'no-store')
        .send({ ...data, exported_at: data.exported_at.toISOString() })
    },
  )
  app.post(
    '/api/v1/reporter/name',
    {
      config,
      schema: {
        ...shared,
        summary: 'Set one’s name right, here and on all of one’s reports',
        body: Type.Object({ name: Type.String() }),
        response: {
          200: Type.Object({
            confirmation_ended: Type.Boolean({
              description:
                'The population registry had confirmed the name before; it is asked again when needed',
            }),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request) => {
      const { confirmationEnded } = await correctName(context, reporterOf(request), request.body.name)
      return { confirmation_ended: confirmationEnded }
    },
  )
  app.post(
    '/api/v1/reporter/withdraw-consent',
    {
      config,
      schema: {
        ...shared,
        summary:
          'Hide one’s name from anybody (`name`), or all of one’s reports from the public (`publication`)',
        body: Type.Object({
          consent: Type.Unsafe<'name' | 'publication'>({ type: 'string', enum: ['name', 'publication'] }),
        }),
        response: { 200: Type.Object({ withdrawn: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request) => {
      await withdrawConsent(context, reporterOf(request), request.body.consent)
      return { withdrawn: true }
    },
  )
  app.post(
    '/api/v1/reporter/delete',
    {
      config,
      schema: {
        ...shared,
        summary: 'Be forgotten; the token ends with it',
        description:
          'What nobody works on yet is withdrawn, the rest goes on without its reporter. It cannot be undone.',
        body: Type.Object({
          confirmation: Type.String({ description: 'HAPUS or DELETE, in so many letters' }),
        }),
        response: { 200: Type.Object({ deleted: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request) => {
      await deleteReporterData(context, reporterOf(request), request.body.confirmation)
      return { deleted: true }
    },
  )
}

async function present({ db, sealer, clock }: AppContext, reporterId: number) {
  const [name, block, contacts] = await Promise.all([
    reporterName(db, sealer, reporterId),
    activeBlockOf(db, reporterId, clock.now()),
    listContacts(db, sealer, reporterId),
  ])
  return { name, blocked_until: block?.expires_at.toISOString() ?? null, contacts }
}
