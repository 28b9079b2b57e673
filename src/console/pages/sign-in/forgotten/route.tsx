import { pageFrame, type RegisterRoutes, sendPage } from '../../../../http/index.ts'
import { forgetPassword } from '../../../../identity/index.ts'
import { accountDeps } from '../../../../notifications/index.ts'
import { readable } from '../enter.ts'
import { ForgottenPage } from './view.tsx'

const TRIES_PER_MINUTE = 10

/** `/masuk/lupa`: a link for a new password. It answers the same whether the address has an account or not. */
export const forgottenRoutes: RegisterRoutes = (app, context) => {
  app.get('/masuk/lupa', { config: { access: 'public' } }, (request, reply) =>
    sendPage(reply, <ForgottenPage page={pageFrame(context, request, reply)} sentTo={null} />),
  )

  app.post(
    '/masuk/lupa',
    { config: { access: 'public', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const email = readable(request.form.get('email')).trim().slice(0, 254)
      const page = { ...pageFrame(context, request, reply), path: '/masuk/lupa' }
      // Not awaited: the time it takes would tell whether there is an account.
      forgetPassword(accountDeps(context), email).catch((error: unknown) =>
        request.log.error({ err: error }, 'password link not sent'),
      )
      return sendPage(reply, <ForgottenPage page={page} sentTo={email} />)
    },
  )
}
