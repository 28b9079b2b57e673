import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import { admitReport, listOwnReports, objectToAutomatedHandling, ownsReport } from '../../reports/index.ts'
import { CHANNEL, type RegisterEndpoint, reporterOf } from './api-app.ts'
import { ownReport } from './own-report.ts'
import { isoDates } from './present.ts'
import { numberOf, presentResult } from './reporter-actions.ts'
import { ActionResultSchema, NumberParams, OWN_REPORT, PROBLEMS, REPORTER, StateSchema } from './schemas.ts'

const PAGE = 50
const NullableText = Type.Union([Type.String(), Type.Null()])

/** Every report of one person, by whatever channel it came, and what one can say of them beside the actions. */
export const ownReports: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reporter/reports',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'All reports of one’s own, by whatever channel they came, the newest first',
        description: 'Each is read, followed and acted on with the same token.',
        tags: ['reporter'],
        security: REPORTER,
        querystring: Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: {
          200: Type.Object({
            reports: Type.Array(
              Type.Object({
                tracking_number: Type.String(),
                state: StateSchema,
                title: Type.String(),
                channel: Type.String(),
                secret: Type.Boolean(),
                anonymous: Type.Boolean(),
                area_name: NullableText,
                holder_name: Type.String(),
                created_at: Type.String({ format: 'date-time' }),
              }),
            ),
            next_cursor: NullableText,
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const reporterId = reporterOf(request)
      const { cursor = '' } = request.query
      const before = /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
      const { reports, next } = await listOwnReports(context.db, reporterId, { before, limit: PAGE })
      return reply.header('cache-control', 'private, no-cache').send({
        reports: reports.map(({ id: _, ...report }) => isoDates(report)),
        next_cursor: next === null ? null : String(next),
      })
    },
  )
  app.post(
    '/api/v1/reports/:tracking_number/claim',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'Say that a report which waits for its contact is one’s own',
        description:
          'The token shows that the contact is the person’s, so no further code is needed. Who did not send it takes it ' +
          'back with `withdraw`.',
        tags: ['reporter'],
        security: REPORTER,
        params: NumberParams,
        response: { 200: ActionResultSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      // The follow link is no proof of the contact: whoever sent the report has it.
      const own = await ownsReport(context.db, reporterOf(request), numberOf(request.params.tracking_number))
      if (own === null) throw notFound()
      const result = await presentResult(context, own.tracking_number)
      if (result.state !== 'awaiting_identity') return result
      await admitReport(context, own.tracking_number, CHANNEL)
      return presentResult(context, own.tracking_number)
    },
  )
  app.post(
    '/api/v1/reports/:tracking_number/object-to-automation',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'Let only people decide on one’s report; what was assigned automatically is taken back',
        tags: ['reporter'],
        security: OWN_REPORT,
        params: NumberParams,
        response: { 200: ActionResultSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const own = await ownReport(context, request, numberOf(request.params.tracking_number))
      await objectToAutomatedHandling(context, own)
      return presentResult(context, own.tracking_number)
    },
  )
}
