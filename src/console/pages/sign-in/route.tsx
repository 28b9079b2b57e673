import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  cookieOptions,
  pageFrame,
  type RegisterRoutes,
  SESSION_COOKIE,
  sendPage,
} from '../../../http/index.ts'
import { listSignOns, signIn, signOut, siteOf } from '../../../identity/index.ts'
import { queryOf } from '../../query.ts'
import { enter, keepStep, originOf, readable, wanted } from './enter.ts'
import { forgottenRoutes } from './forgotten/route.tsx'
import { linkRoutes } from './link/route.tsx'
import { passkeySignInRoutes } from './passkey-route.ts'
import { secondStepRoutes } from './second-step/route.tsx'
import { signOnRoutes } from './sign-on-route.ts'
import { readTrainingAccounts } from './training-accounts.ts'
import { SignInPage } from './view.tsx'

/** What the other ways in come back with. */
const FAILURES = ['passkey_failed', 'sign_on_failed', 'sign_on_unknown']
/** Tries a minute from one address; a whole office behind one address signs in well below it. */
const TRIES_PER_MINUTE = 30

/** `/masuk` and what belongs to it, and `/keluar`. */
export const signInRoutes: RegisterRoutes = async (app, context) => {
  app.get('/masuk', { config: { access: 'public' } }, async (request, reply) => {
    if (request.staff !== null) return reply.redirect(wanted(queryOf(request)('lanjut')), 303)
    const query = queryOf(request)
    const failed = FAILURES.find((code) => code === query('gagal'))
    const refused = failed === undefined ? null : new DomainError(failed, 200)
    return sendSignIn(context, request, reply, { back: query('lanjut'), email: '', refused })
  })

  app.post(
    '/masuk',
    { config: { access: 'public', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { form } = request
      const email = form.get('email')
      const back = form.get('lanjut')
      try {
        const given = { email: readable(email), password: form.get('password') }
        const outcome = await signIn(context, given, originOf(request))
        if ('session' in outcome) return enter(context, reply, outcome.session, back)
        keepStep(context, reply, outcome.secondFactorStep)
        return reply.redirect(`/masuk/kode?lanjut=${encodeURIComponent(wanted(back))}`, 303)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        return sendSignIn(context, request, reply, { back, email, refused: error })
      }
    },
  )

  app.post('/keluar', { config: { access: 'public' } }, async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE]
    if (token !== undefined && token !== '') await signOut(context, token)
    reply.clearCookie(SESSION_COOKIE, cookieOptions(context.config))
    return reply.redirect('/masuk', 303)
  })

  for (const register of [secondStepRoutes, forgottenRoutes, linkRoutes, passkeySignInRoutes, signOnRoutes])
    await register(app, context)
}

async function sendSignIn(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { back: string; email: string; refused: DomainError | null },
) {
  const [training, signOns] = await Promise.all([
    readTrainingAccounts(context.config, context.db),
    listSignOns(context.db),
  ])
  const page = { ...pageFrame(context, request, reply), path: '/masuk' }
  return sendPage(
    reply,
    <SignInPage
      page={page}
      training={training}
      signOns={signOns}
      passkeys={siteOf(context.config.baseUrl) !== null}
      {...form}
    />,
    form.refused?.status ?? 200,
  )
}
