import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  cookieOptions,
  localPath,
  pageFrame,
  type RegisterRoutes,
  SESSION_COOKIE,
  sendPage,
} from '../../../http/index.ts'
import { signIn, signOut } from '../../../identity/index.ts'
import { queryOf } from '../../query.ts'
import { openSignInPace } from './sign-in-pace.ts'
import { readTrainingAccounts } from './training-accounts.ts'
import { SignInPage } from './view.tsx'

/** Tries a minute from one address; a whole office behind one address signs in well below it. */
const TRIES_PER_MINUTE = 30
const HOME = '/petugas'

/** `/masuk` and `/keluar`. */
export const signInRoutes: RegisterRoutes = (app, context) => {
  const pace = openSignInPace(() => performance.now())

  app.get('/masuk', { config: { access: 'public' } }, async (request, reply) => {
    if (request.staff !== null) return reply.redirect(wanted(queryOf(request)('lanjut')), 303)
    return sendSignIn(context, request, reply, { back: queryOf(request)('lanjut'), email: '', refused: null })
  })

  app.post(
    '/masuk',
    { config: { access: 'public', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { form } = request
      const email = form.get('email')
      const back = form.get('lanjut')
      try {
        await sleep(pace.waitFor(email))
        const session = await signIn(context, readable(email), form.get('password'))
        pace.succeeded(email)
        const seconds = Math.floor((session.expiresAt.getTime() - context.clock.now().getTime()) / 1_000)
        reply.setCookie(SESSION_COOKIE, session.token, cookieOptions(context.config, seconds))
        return reply.redirect(wanted(back), 303)
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'sign_in_failed') throw error
        pace.failed(email)
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
}

async function sendSignIn(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { back: string; email: string; refused: DomainError | null },
) {
  const training = await readTrainingAccounts(context.config, context.db)
  const page = { ...pageFrame(context, request, reply), path: '/masuk' }
  return sendPage(
    reply,
    <SignInPage page={page} training={training} {...form} />,
    form.refused?.status ?? 200,
  )
}

/** Where the person wanted to go; only the console is behind the sign-in. */
function wanted(back: string): string {
  const path = localPath(back)
  return path.startsWith(HOME) ? path : HOME
}

/** PostgreSQL knows no NUL; no account has one either. */
function readable(email: string): string {
  return email.replaceAll('\0', '')
}
