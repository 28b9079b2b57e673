import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { demandScope } from '../../http/index.ts'
import { codeOf, submitReport } from '../../reports/index.ts'
import { vouchedContact } from '../vouched-contact.ts'
import { apiLanguage, CHANNEL, type RegisterEndpoint } from './api-app.ts'
import { ClassSchema, PROBLEMS, StateSchema } from './schemas.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])

const Body = Type.Object({
  class: Type.Optional(ClassSchema),
  title: Type.Optional(Nullable),
  body: Type.String(),
  occurred_on: Type.Optional(Type.Union([Type.String({ description: 'YYYY-MM-DD' }), Type.Null()])),
  location: Type.Optional(
    Type.Union([
      Type.Object({
        area_code: Type.Optional(Nullable),
        text: Type.Optional(Nullable),
        latitude: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
        longitude: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
      }),
      Type.Null(),
    ]),
  ),
  institution_code: Type.Optional(Nullable),
  category_code: Type.Optional(Nullable),
  anonymous: Type.Optional(Type.Boolean()),
  secret: Type.Optional(Type.Boolean()),
  contact: Type.Object({
    name: Type.String(),
    phone: Type.Optional(Nullable),
    email: Type.Optional(Nullable),
    nik: Type.Optional(Nullable),
  }),
  attachments: Type.Optional(Type.Array(Type.String({ description: 'Ids from POST /api/v1/attachments' }))),
})

const Created = Type.Object({
  tracking_number: Type.String(),
  state: StateSchema,
  follow_url: Type.String(),
  training_code: Type.Optional(
    Type.String({ description: 'Training mode only: the code that the contact would be sent' }),
  ),
})

/** Submissions a minute from one address: an app that reports for many uses a token of its own later. */
const PER_MINUTE = 60

export const submit: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/reports',
    {
      config: { access: 'public', rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } },
      schema: {
        summary: 'Submit a report',
        description:
          'The report waits until its contact is confirmed with the one-time code that is sent to it.',
        tags: ['reports'],
        body: Body,
        response: { 201: Created, 200: Created, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      if (request.system !== null) demandScope(request.system, 'reports:submit')
      const { contact, location, ...rest } = request.body
      const key = request.headers['idempotency-key']
      if (Array.isArray(key)) throw invalid([{ field: 'idempotency_key', code: 'invalid' }])
      const submitted = await submitReport(context, {
        input: {
          ...rest,
          area_code: location?.area_code,
          location_text: location?.text,
          latitude: location?.latitude,
          longitude: location?.longitude,
          ...contact,
        },
        confirmedContact: vouchedContact(request.system, contact),
        channel: CHANNEL,
        language: apiLanguage(request),
        idempotencyKey:
          key === undefined || key === ''
            ? null
            : request.system === null
              ? `api:${key}`
              : `system:${request.system.id}:${key}`,
        systemId: request.system?.id ?? null,
      })
      const { config, sealer } = context
      return reply.code(submitted.repeated ? 200 : 201).send({
        tracking_number: submitted.trackingNumber,
        state: submitted.state,
        follow_url: `${config.baseUrl}/laporan/${submitted.trackingNumber}?kunci=${submitted.followSecret}`,
        ...(config.mode === 'training'
          ? { training_code: codeOf(sealer, submitted.id, submitted.codeSentAt) }
          : {}),
      })
    },
  )
}
