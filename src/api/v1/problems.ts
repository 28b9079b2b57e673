import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import { isMessageKey, translator } from '../../i18n/index.ts'
import { apiLanguage, type RegisterEndpoint } from './api-app.ts'
import { PROBLEMS } from './schemas.ts'

/** Where the `type` of a refusal leads (RFC 9457 §3.1.1): what its code means, in words. */
export const problems: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/problems/:code',
    {
      config: { access: 'public' },
      schema: {
        summary: 'What the code of a refusal means; the `type` of each leads here',
        tags: ['registry'],
        params: Type.Object({ code: Type.String({ maxLength: 100 }) }),
        response: {
          200: Type.Object({ type: Type.String(), code: Type.String(), title: Type.String() }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      const key = `error.${code}.title`
      if (!/^[a-z][a-z_0-9]*$/.test(code) || !isMessageKey(key)) throw notFound()
      return reply.header('cache-control', 'public, max-age=3600').send({
        type: `${context.config.baseUrl}/api/v1/problems/${code}`,
        code,
        title: translator(apiLanguage(request))(key),
      })
    },
  )
}
