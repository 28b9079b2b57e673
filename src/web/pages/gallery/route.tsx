import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { ComponentGallery } from '../../../ui/index.ts'

/** `/_ui`: every component in its states, for whoever builds pages; training mode only. */
export const galleryRoutes: RegisterRoutes = (app, context) => {
  if (context.config.mode !== 'training') return
  app.get('/_ui', { config: { access: 'public' } }, (request, reply) =>
    sendPage(reply, <ComponentGallery page={pageFrame(context, request, reply)} />),
  )
}
