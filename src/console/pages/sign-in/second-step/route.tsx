import { DomainError } from '../../../../errors.ts'
import { pageFrame, type RegisterRoutes, sendPage } from '../../../../http/index.ts'
import { finishSignIn } from '../../../../identity/index.ts'
import { queryOf } from '../../../query.ts'
import { enter, originOf, stepOf } from '../enter.ts'
import { SecondStepPage } from './view.tsx'

const TRIES_PER_MINUTE = 30

/** `/masuk/kode`: the second half of a sign-in. */
export const secondStepRoutes: RegisterRoutes = (app, context) => {
  app.get('/masuk/kode', { config: { access: 'public' } }, (request, reply) => {
    if (stepOf(request) === '') return reply.redirect('/masuk', 303)
    const page = pageFrame(context, request, reply)
    return sendPage(reply, <SecondStepPage page={page} back={queryOf(request)('lanjut')} refused={null} />)
  })

  app.post(
    '/masuk/kode',
    { config: { access: 'public', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { form } = request
      const back = form.get('lanjut')
      try {
        const typed = form.get('code').slice(0, 100)
        const session = await finishSignIn(context, stepOf(request), typed, originOf(request))
        return enter(context, reply, session, back)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        const page = { ...pageFrame(context, request, reply), path: '/masuk/kode' }
        return sendPage(reply, <SecondStepPage page={page} back={back} refused={error} />, error.status)
      }
    },
  )
}
