import { Type } from 'typebox'
import { submitReport } from '../../reports/index.ts'
import { apiLanguage, CHANNEL, type RegisterEndpoint } from './api-app.ts'
import { ClassSchema, PROBLEMS, SENDERS } from './schemas.ts'
import { Contact, Created, presentCreated, senderOf } from './submitting.ts'

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
  contact: Contact,
  attachments: Type.Optional(Type.Array(Type.String({ description: 'Ids from POST /api/v1/attachments' }))),
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
          'The report waits until its contact is confirmed with the one-time code that is sent to it. It does not wait ' +
          'when a system vouches for the contact, or a reporter’s own token shows it to be theirs.',
        tags: ['reports'],
        security: SENDERS,
        body: Body,
        response: { 201: Created, 200: Created, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { contact, location, ...rest } = request.body
      const submitted = await submitReport(context, {
        input: {
          ...rest,
          area_code: location?.area_code,
          location_text: location?.text,
          latitude: location?.latitude,
          longitude: location?.longitude,
          ...contact,
        },
        channel: CHANNEL,
        language: apiLanguage(request),
        ...(await senderOf(context, request, contact)),
      })
      return reply.code(submitted.repeated ? 200 : 201).send(presentCreated(context, submitted))
    },
  )
}
