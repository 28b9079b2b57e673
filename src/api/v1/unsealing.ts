import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { DomainError, notFound } from '../../errors.ts'
import { type AppContext, staffOf } from '../../http/index.ts'
import { listCustodians, type Staff, setCustodian } from '../../identity/index.ts'
import {
  decideUnsealing,
  isCustodian,
  listUnsealRequests,
  loadPlace,
  ownUnsealRequests,
  readReport,
  readUnsealed,
  requestUnsealing,
  staffMaySee,
  type UnsealRequest,
} from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { once } from './once.ts'
import { isoDates } from './present.ts'
import { numberOf } from './reporter-actions.ts'
import { NumberParams, PROBLEMS } from './schemas.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const NullableInstant = Type.Union([Instant, Type.Null()])

const Request = Type.Object({
  id: Type.Integer(),
  tracking_number: Type.String(),
  reason: Type.String(),
  requested_at: Instant,
  requester: Type.String(),
  requester_node: Type.String(),
  custodian: NullableText,
  decision: NullableText,
  decision_reason: NullableText,
  decided_at: NullableInstant,
  expires_at: NullableInstant,
})
const Requests = Type.Object({ requests: Type.Array(Request) })
const Reason = Type.String({ description: 'The reporter reads it when it is over' })
const Custodians = Type.Object({
  custodians: Type.Array(Type.Object({ email: Type.String(), name: Type.String(), node: Type.String() })),
})

/** People alone: what a connected system calls is nobody's decision. */
const shared = { tags: ['identity'], security: [{ staff: [] }] }

/** Opening an anonymous reporter's identity: one asks, a custodian decides, the first reads for a day; all is logged. */
export const unsealing: RegisterEndpoint = (app, context) => {
  const ofReport = '/api/v1/reports/:tracking_number'
  app.get(
    `${ofReport}/unseal-requests`,
    {
      config: { access: 'admin' },
      schema: {
        ...shared,
        summary: 'One’s requests to open the identity of a report’s reporter',
        params: NumberParams,
        response: { 200: Requests, ...PROBLEMS },
      },
    },
    async (request) => {
      const person = personOf(request)
      const number = numberOf(request.params.tracking_number)
      const record = await readReport(context.db, number)
      if (record === null || !staffMaySee(person, await loadPlace(context.db, record.report)))
        throw notFound()
      return presentAll(await ownUnsealRequests(context.db, person, number))
    },
  )
  app.post(
    `${ofReport}/unseal-requests`,
    {
      config: { access: 'admin' },
      schema: {
        ...shared,
        summary: 'Ask to open the identity of an anonymous reporter; a custodian decides',
        params: NumberParams,
        body: Type.Object({ reason: Reason }),
        response: { 201: Request, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const number = numberOf(request.params.tracking_number)
      const { id } = await once(context, request, async (inside) => ({
        id: await requestUnsealing(inside, person, number, request.body),
      }))
      const made = (await ownUnsealRequests(context.db, person, number)).find((one) => one.id === id)
      if (made === undefined) throw notFound()
      return reply.code(201).send(present(made))
    },
  )
  app.post(
    `${ofReport}/read-identity`,
    {
      config: { access: 'admin' },
      schema: {
        ...shared,
        summary: 'Read an identity that was opened for oneself; each reading is written down',
        params: NumberParams,
        response: {
          200: Type.Object({
            name: NullableText,
            nik: NullableText,
            contact: Type.Union([Type.Object({ kind: Type.String(), value: Type.String() }), Type.Null()]),
            expires_at: Instant,
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const number = numberOf(request.params.tracking_number)
      const { expiresAt, ...identity } = await readUnsealed(context, personOf(request), number, 'api')
      return reply
        .header('cache-control', 'no-store')
        .send({ ...identity, expires_at: expiresAt.toISOString() })
    },
  )
  app.get(
    '/api/v1/unseal-requests',
    {
      config: { access: 'staff' },
      schema: {
        ...shared,
        summary: 'What a custodian has to decide, and what was decided lately',
        response: { 200: Requests, ...PROBLEMS },
      },
    },
    async (request) => {
      const person = personOf(request)
      if (!(await isCustodian(context.db, person))) throw notFound()
      return presentAll(await listUnsealRequests(context.db, person))
    },
  )
  app.post(
    '/api/v1/unseal-requests/:id/decide',
    {
      config: { access: 'staff' },
      schema: {
        ...shared,
        summary: 'Approve or refuse a request, as a custodian and never one’s own',
        params: Type.Object({ id: Type.String({ description: 'Id of a request' }) }),
        body: Type.Object({
          approve: Type.Boolean(),
          reason: Type.Optional(Type.String({ description: 'Needed to refuse' })),
        }),
        response: { 200: Request, ...PROBLEMS },
      },
    },
    async (request) => {
      const person = personOf(request)
      const id = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : 0
      const { approve, reason = null } = request.body
      await once(context, request, async (inside) => {
        await decideUnsealing(inside, person, id, { approve, reason })
        return { id }
      })
      const row = (await listUnsealRequests(context.db, person)).find((one) => one.id === id)
      if (row === undefined) throw notFound()
      return present(row)
    },
  )
  custodians(app, context)
}

const custodians: RegisterEndpoint = (app, context) => {
  const read = async ({ db }: AppContext) => ({ custodians: await listCustodians(db) })
  app.get(
    '/api/v1/custodians',
    {
      config: { access: 'national' },
      schema: {
        ...shared,
        summary: 'Who decides on requests to open an identity',
        response: { 200: Custodians, ...PROBLEMS },
      },
    },
    async (request) => {
      personOf(request)
      return read(context)
    },
  )
  app.post(
    '/api/v1/custodians',
    {
      config: { access: 'national' },
      schema: {
        ...shared,
        summary: 'Appoint or dismiss a custodian',
        body: Type.Object({ email: Type.String(), appointed: Type.Boolean() }),
        response: { 200: Custodians, ...PROBLEMS },
      },
    },
    async (request) => {
      const by = { accountId: personOf(request).accountId, at: context.clock.now() }
      const { email, appointed } = request.body
      await setCustodian(context.db, email.replaceAll('\0', ''), appointed, by)
      return read(context)
    },
  )
}

/** @throws DomainError not_allowed (403) for a connected system */
function personOf(request: FastifyRequest): Staff {
  if (request.system !== null) throw new DomainError('not_allowed', 403)
  return staffOf(request)
}

function presentAll(requests: readonly UnsealRequest[]) {
  return { requests: requests.map(present) }
}

function present({ requested_by: _, ...request }: UnsealRequest) {
  return isoDates(request)
}
