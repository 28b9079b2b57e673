import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import { staffOf } from '../../http/index.ts'
import { loadPlace, readJoined, readReport, staffMaySee } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { AttachmentSchema, NumberParams, PROBLEMS } from './schemas.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })

const Joined = Type.Object({
  main: Type.Union([Type.String(), Type.Null()], {
    description: 'The number of the report that is handled for this one too',
  }),
  statements: Type.Array(
    Type.Object({
      tracking_number: Type.String(),
      title: Type.String(),
      body: Type.String(),
      location_text: NullableText,
      submitted_at: Type.Union([Instant, Type.Null()]),
      additions: Type.Array(Type.Object({ at: Instant, text: Type.String() })),
      attachments: Type.Array(AttachmentSchema),
    }),
    { description: 'What the reporters of joined reports said; names nobody' },
  ),
  likely: Type.Array(
    Type.Object({
      tracking_number: Type.String(),
      title: Type.String(),
      location_text: NullableText,
      submitted_at: Instant,
      probability: Type.Number({ description: '0 to 1' }),
    }),
    { description: 'Reports that probably tell of the same, to join to' },
  ),
})

/** How a report stands to others of the same incident, for those who handle it. */
export const joined: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reports/:tracking_number/joined',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Reports of the same incident: what is joined to this one, and what probably should be',
        tags: ['staff'],
        params: NumberParams,
        response: { 200: Joined, ...PROBLEMS },
      },
    },
    async (request) => {
      const staff = staffOf(request)
      const record = await readReport(context.db, numberOf(request.params.tracking_number))
      if (record === null || !staffMaySee(staff, await loadPlace(context.db, record.report))) throw notFound()
      const { mainNumber, statements, duplicates } = await readJoined(context.db, staff, record.report)
      return {
        main: mainNumber,
        statements: statements.map(({ tracking_number, submitted_at, additions, attachments, ...said }) => ({
          ...said,
          tracking_number,
          submitted_at: submitted_at?.toISOString() ?? null,
          additions: additions.map(({ at, text }) => ({ at: at.toISOString(), text })),
          attachments: attachments.map(({ id, original_name, kind, mime, bytes }) => ({
            id,
            name: original_name,
            kind,
            mime,
            bytes,
            url: `${context.config.baseUrl}/api/v1/reports/${tracking_number}/files/${id}`,
          })),
        })),
        likely: duplicates.map(({ trackingNumber, title, locationText, submittedAt, probability }) => ({
          tracking_number: trackingNumber,
          title,
          location_text: locationText,
          submitted_at: submittedAt.toISOString(),
          probability,
        })),
      }
    },
  )
}
