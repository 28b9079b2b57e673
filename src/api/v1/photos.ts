import { Type } from 'typebox'
import { staffOf } from '../../http/index.ts'
import { blurPhoto } from '../../reports/index.ts'
import { CHANNEL, type RegisterEndpoint } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { HANDLERS, PROBLEMS } from './schemas.ts'

const Part = Type.Number({ minimum: 0, maximum: 1 })
const Areas = Type.Array(Type.Object({ x: Part, y: Part, width: Part, height: Part }), {
  description: 'Left, top, width and height as parts of the picture, 0 to 1; none shows the original again',
})

/** Faces and number plates are covered in the copy of a photo that the public sees. */
export const photos: RegisterEndpoint = (app, context) => {
  app.post(
    '/api/v1/reports/:tracking_number/attachments/:id/blur',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Cover faces and number plates of a photo for the public',
        description:
          'What was covered before is replaced. The original stays for those who handle the report.',
        tags: ['staff'],
        security: HANDLERS,
        params: Type.Object({
          tracking_number: Type.String(),
          id: Type.String({ description: 'Id of the photo' }),
        }),
        body: Type.Object({ areas: Areas }),
        response: { 200: Type.Object({ id: Type.String(), areas: Areas }), ...PROBLEMS },
      },
    },
    async (request) => {
      const { tracking_number, id } = request.params
      const { areas } = request.body
      const actor = { kind: 'staff', staff: staffOf(request), channel: CHANNEL } as const
      await blurPhoto(context, actor, numberOf(tracking_number), { attachmentId: id, areas })
      return { id, areas }
    },
  )
}
