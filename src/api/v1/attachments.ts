import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { storeUpload } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { PROBLEMS } from './schemas.ts'

export const attachments: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/attachments',
    {
      config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        summary:
          'Upload a file (multipart/form-data, field "file"); name its id in a report or an entry within two days',
        tags: ['reports'],
        consumes: ['multipart/form-data'],
        response: {
          201: Type.Object({
            id: Type.String(),
            name: Type.String(),
            kind: Type.String(),
            bytes: Type.Integer(),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const [file] = request.form.files
      if (file === undefined) throw invalid([{ field: 'file', code: 'text_missing' }])
      if (file.tooLarge) {
        throw invalid([
          { field: 'attachments', code: 'file_too_large', values: { name: file.name, max_mb: 10 } },
        ])
      }
      return reply
        .code(201)
        .send(await storeUpload(context, { name: file.name, bytes: file.bytes, draftId: null }))
    },
  )
}
