import { Type } from 'typebox'
import { DomainError, notFound } from '../../errors.ts'
import { translator } from '../../i18n/index.ts'
import {
  isSupportable,
  openSimilarReports,
  presentForPublic,
  readReport,
  submitReport,
} from '../../reports/index.ts'
import { apiLanguage, CHANNEL, type RegisterEndpoint } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { NumberParams, PROBLEMS, SENDERS, StateSchema } from './schemas.ts'
import { Contact, Created, presentCreated, senderOf } from './submitting.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const Text = Type.Optional(NullableText)
const Coordinate = Type.Optional(Type.Union([Type.Number(), Type.Null()]))

/** "I have this too": reports of the same incident, offered before one is told again, and joined. */
export const supportReport: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/reports/:tracking_number/support',
    {
      config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        summary: 'Say that one has this too: a report of one’s own that is joined to this one',
        description: 'Place and category are those of the report; the words are one’s own, if there are any.',
        tags: ['reports'],
        security: SENDERS,
        params: NumberParams,
        body: Type.Object({
          text: Text,
          anonymous: Type.Optional(Type.Boolean()),
          contact: Contact,
          attachments: Type.Optional(Type.Array(Type.String())),
        }),
        response: { 201: Created, 200: Created, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const record = await readReport(context.db, numberOf(request.params.tracking_number))
      const report = record === null ? null : presentForPublic(record, context.sealer)
      // A secret or unverified one must look like none.
      if (report === null || !report.published) throw notFound()
      if (!isSupportable(report)) {
        throw new DomainError('action_not_possible', 409, {
          values: { state: report.state, action: 'support' },
        })
      }
      const { contact, text, ...rest } = request.body
      const language = apiLanguage(request)
      const title = report.title ?? ''
      const submitted = await submitReport(context, {
        input: {
          ...rest,
          ...contact,
          class: report.class,
          title,
          body: (text ?? '').trim() || translator(language)('support.body', { title }),
          area_code: report.area?.code ?? null,
          category_code: report.category?.code ?? null,
          supports: report.tracking_number,
        },
        channel: CHANNEL,
        language,
        ...(await senderOf(context, request, contact)),
      })
      return reply.code(submitted.repeated ? 200 : 201).send(presentCreated(context, submitted))
    },
  )
  // One for the whole server, so that it knows how busy it is.
  const find = openSimilarReports(context)
  app.post(
    '/api/v1/similar-reports',
    {
      config: { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        summary: 'Public reports that probably tell of the same, before one is told',
        description:
          'Asked while somebody writes. Empty for few words and while the server is busy; the question is kept nowhere.',
        tags: ['reports'],
        body: Type.Object({
          title: Text,
          body: Type.String(),
          area_code: Text,
          category_code: Text,
          location_text: Text,
          latitude: Coordinate,
          longitude: Coordinate,
        }),
        response: {
          200: Type.Object({
            reports: Type.Array(
              Type.Object({
                tracking_number: Type.String(),
                title: Type.String(),
                area_name: NullableText,
                location_text: NullableText,
                state: StateSchema,
                submitted_at: Type.String({ format: 'date-time' }),
                people: Type.Integer({ description: 'How many reported it' }),
              }),
            ),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { title, body, area_code, category_code, location_text, latitude, longitude } = request.body
      const reports = await find({
        title: plain(title),
        body: plain(body),
        locationText: plain(location_text),
        areaCode: fits(area_code, /^\d\d(\.\d+){0,3}$/),
        categoryCode: fits(category_code, /^[\w.-]{1,60}$/),
        position: latitude && longitude ? { latitude, longitude } : null,
      })
      return reply.header('cache-control', 'no-store').send({
        reports: reports.map((report) => ({
          tracking_number: report.trackingNumber,
          title: report.title,
          area_name: report.areaName,
          location_text: report.locationText,
          state: report.state,
          submitted_at: report.submittedAt.toISOString(),
          people: report.people,
        })),
      })
    },
  )
}

function plain(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\0', '')
}

function fits(code: string | null | undefined, pattern: RegExp): string | null {
  return code !== null && code !== undefined && pattern.test(code) ? code : null
}
