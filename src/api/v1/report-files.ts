import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import { streamFile } from '../../http/index.ts'
import { readReport, readTrackingNumber } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { presentFor } from './read-report.ts'
import { PROBLEMS, READERS } from './schemas.ts'

/** The files of a report, for whoever may read it: each caller those that their own view of the report names. */
export const reportFiles: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reports/:tracking_number/files/:id',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'A file of a report',
        description:
          'Those that reading the report names to this caller. The public gets a photo with faces and plates covered ' +
          'where somebody covered them; the reporter and whoever handles it the original.',
        tags: ['reports'],
        security: READERS,
        params: Type.Object({
          tracking_number: Type.String(),
          id: Type.String({ description: 'Id of a file' }),
        }),
        response: {
          200: {
            description: 'Its bytes',
            content: { '*/*': { schema: Type.String({ format: 'binary' }) } },
          },
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const number = readTrackingNumber(request.params.tracking_number)
      const record = number === null ? null : await readReport(context.db, number)
      const shown = record === null ? null : await presentFor(context, request, record)
      if (record === null || shown === null) throw notFound()
      const { report, view } = shown
      const { id } = request.params
      const named = [...report.attachments, ...report.timeline.flatMap(({ attachments }) => attachments)]
      const file = named.find((one) => one.id === id)
      if (file === undefined) throw notFound()
      const blurred = record.attachments.find((one) => one.id === id)?.blurred ?? null
      // A file of the main report, shown on a joined one, is another person's.
      const isInsider = view !== 'public' && file.shown_on === null
      const copy = blurred !== null && !isInsider ? 'public' : 'original'
      return streamFile(context, reply, { id, copy, small: null })
    },
  )
}
