import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import {
  type Asking,
  CODE_LIFETIME_MS,
  type Contact,
  checkSignInCode,
  endReporterSession,
  readContact,
  readSignInCode,
  requestCode,
  resendSignInCode,
  signInCodeOf,
  startReporterSession,
} from '../../identity/index.ts'
import { dropSubscriptionsOf } from '../../notifications/index.ts'
import { apiLanguage, type RegisterEndpoint, reporterOf, requestKey } from './api-app.ts'
import { PROBLEMS, REPORTER } from './schemas.ts'

const CodeParams = Type.Object({ id: Type.String({ description: 'Id of the code that was asked for' }) })

/** A contact, as people write it. */
export const ContactBody = Type.Object({
  contact: Type.String({ description: 'A phone number or an e-mail address' }),
})

/** A code is on its way, or is not: whether anybody reports by that contact is not told. */
export const AskedCode = Type.Object({
  id: Type.String(),
  expires_in: Type.Integer({ description: 'Seconds' }),
  training_code: Type.Optional(
    Type.String({ description: 'Training mode only: the code that the contact would be sent' }),
  ),
})

const Ways = Type.Unsafe<'same' | 'whatsapp' | 'other'>({
  type: 'string',
  enum: ['same', 'whatsapp', 'other'],
})

/** A reporter signs in to a program: a code to their contact against a token for a day, ended by signing out. */
export const reporterSignIn: RegisterEndpoint = (app, context) => {
  const url = '/api/v1/reporter/codes'
  const perMinute = (max: number) =>
    ({ access: 'reporter', rateLimit: { max, timeWindow: '1 minute' } }) as const
  app.post(
    url,
    {
      config: perMinute(10),
      schema: {
        summary: 'Send a code to a reporter’s contact, to sign in with',
        description:
          'The answer is the same whether anybody reports by this contact or not. Ask from the person’s own device: ' +
          'codes are limited by contact, by address and by network.',
        tags: ['reporter'],
        body: ContactBody,
        response: { 202: AskedCode, ...PROBLEMS },
      },
    },
    async (request, reply) => reply.code(202).send(await askForCode(context, request, null)),
  )
  app.post(
    `${url}/:id/resend`,
    {
      config: perMinute(10),
      schema: {
        summary: 'Send a new code, by the same or another way',
        description:
          '`whatsapp`: to the same number. `other`: to another contact of the same person, if there is one.',
        tags: ['reporter'],
        params: CodeParams,
        body: Type.Object({ way: Type.Optional(Ways) }),
        response: { 202: AskedCode, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { way = 'same' } = request.body
      if (way === 'whatsapp' && !carriesCodes(context)) throw invalid([{ field: 'way', code: 'invalid' }])
      await resendSignInCode(context, askingOf(context, request), id, way)
      return reply.code(202).send(await presentCode(context, id))
    },
  )
  app.post(
    `${url}/:id/check`,
    {
      config: { ...perMinute(20), repeatable: false },
      schema: {
        summary: 'Exchange a code for a token, or confirm a contact that was added',
        description:
          'The token lasts a day; it stands for the person, so keep it on their device. A code that confirms a contact ' +
          '(`add_contact`) gives none.',
        tags: ['reporter'],
        params: CodeParams,
        body: Type.Object({ code: Type.String() }),
        response: {
          200: Type.Object({
            purpose: Type.String({ description: 'sign_in or add_contact' }),
            merged: Type.Boolean({
              description: 'The contact was another reporter’s: both are one person now',
            }),
            access_token: Type.Optional(Type.String()),
            token_type: Type.Optional(Type.String()),
            expires_in: Type.Optional(Type.Integer({ description: 'Seconds' })),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const checked = await checkSignInCode(context, askingOf(context, request), id, request.body.code)
      const { purpose, merged, reporterId } = checked
      reply.header('cache-control', 'no-store')
      if (purpose === 'add_contact') return reply.send({ purpose, merged })
      const { token, seconds } = await startReporterSession(context, reporterId, 'program')
      return reply.send({ purpose, merged, access_token: token, token_type: 'Bearer', expires_in: seconds })
    },
  )
  app.post(
    '/api/v1/reporter/sign-out',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'End the token; with `everywhere` all tokens and sessions of the person',
        tags: ['reporter'],
        security: REPORTER,
        body: Type.Object({ everywhere: Type.Optional(Type.Boolean()) }),
        response: { 200: Type.Object({ signed_out: Type.Boolean() }), ...PROBLEMS },
      },
    },
    async (request) => {
      const reporterId = reporterOf(request)
      const everywhere = request.body.everywhere === true
      if (everywhere) await dropSubscriptionsOf(context.db, reporterId)
      await endReporterSession(
        context.db,
        (request.headers.authorization ?? '').slice('Bearer '.length),
        everywhere,
      )
      return { signed_out: true }
    },
  )
}

/** Send a code to the contact of a body: to sign in, or for the signed-in reporter who adds it. */
export async function askForCode(
  context: AppContext,
  request: FastifyRequest<{ Body: { contact: string } }>,
  reporterId: number | null,
) {
  const id = await requestCode(context, askingOf(context, request), {
    contact: contactIn(request.body.contact),
    language: apiLanguage(request),
    reporterId,
    requestKey: requestKey(request, 'code')?.key ?? null,
  })
  return presentCode(context, id)
}

/** @throws DomainError invalid_input on `contact` */
export function contactIn(typed: string): Contact {
  const contact = readContact(typed)
  if (contact !== null) return contact
  const code =
    typed.trim() === '' ? 'contact_missing' : typed.includes('@') ? 'invalid_email' : 'invalid_phone'
  throw invalid([{ field: 'contact', code }])
}

async function presentCode({ db, sealer, config }: AppContext, id: string) {
  const asked = { id, expires_in: CODE_LIFETIME_MS / 1_000 }
  if (config.mode !== 'training') return asked
  const row = await readSignInCode(db, id)
  if (row === null || !row.sends || row.used_at !== null) return asked
  return { ...asked, training_code: signInCodeOf(sealer, id, row.sent_at) }
}

/** Limits count by the address, unless an operator lifted them for load tests. */
function askingOf({ config }: AppContext, request: FastifyRequest): Asking {
  return { address: config.rateLimits ? request.ip : null }
}

/** In training mode the message is kept to be read; else WhatsApp must be connected, and have a template for codes. */
function carriesCodes({ config: { mode, channels } }: AppContext): boolean {
  return mode === 'training' || (channels.whatsapp?.codeTemplate ?? null) !== null
}
