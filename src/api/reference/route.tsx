import type { FastifyInstance } from 'fastify'
import { type AppContext, pageFrame, sendPage } from '../../http/index.ts'
import { readDocument } from './read-document.ts'
import { ReferencePage } from './view.tsx'

/** `/api/v1/rujukan`: the API's own document for people, each operation with a form to try it. */
export function registerReference(
  app: Pick<FastifyInstance, 'get'>,
  context: AppContext,
  document: () => object,
): void {
  app.get('/api/v1/rujukan', { config: { access: 'public' }, schema: { hide: true } }, (request, reply) =>
    sendPage(
      reply,
      <ReferencePage
        page={pageFrame(context, request, reply)}
        operations={readDocument(document())}
        baseUrl={context.config.baseUrl}
        training={context.config.mode === 'training'}
      />,
    ),
  )
}
