import { DomainError } from '../../../errors.ts'
import type { RegisterRoutes } from '../../../http/index.ts'
import { beginPasskeySignIn, signInWithPasskey, siteOf } from '../../../identity/index.ts'
import { enter, keepStep, originOf, stepOf } from './enter.ts'

const TRIES_PER_MINUTE = 30

/** `/masuk/kunci`: signing in with a passkey. The script asks for a challenge and sends the answer as a form. */
export const passkeySignInRoutes: RegisterRoutes = (app, context) => {
  const config = {
    access: 'public',
    rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' },
  } as const
  const site = siteOf(context.config.baseUrl)

  app.post('/masuk/kunci/mulai', { config }, async (_request, reply) => {
    if (site === null) throw new DomainError('not_found', 404)
    const { options, step } = await beginPasskeySignIn(context, site)
    keepStep(context, reply, step)
    return reply.header('cache-control', 'no-store').send(options)
  })

  app.post('/masuk/kunci', { config }, async (request, reply) => {
    if (site === null) throw new DomainError('not_found', 404)
    const { form } = request
    try {
      const given = { step: stepOf(request), response: form.get('response') }
      const session = await signInWithPasskey(context, given, site, originOf(request))
      return enter(context, reply, session, form.get('lanjut'))
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'passkey_failed') throw error
      return reply.redirect('/masuk?gagal=passkey_failed', 303)
    }
  })
}
