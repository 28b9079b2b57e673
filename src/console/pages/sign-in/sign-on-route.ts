import { DomainError } from '../../../errors.ts'
import type { RegisterRoutes } from '../../../http/index.ts'
import { beginSignOn, finishSignOn } from '../../../identity/index.ts'
import { queryOf } from '../../query.ts'
import { enter, keepStep, originOf, stepOf, wanted } from './enter.ts'

interface Address {
  Params: { code: string }
}

const TRIES_PER_MINUTE = 30

/** `/masuk/instansi/:code`: signing in with the account of one's institution, and the way back from there. */
export const signOnRoutes: RegisterRoutes = (app, context) => {
  const config = { access: 'public', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } as const
  const callback = (code: string) =>
    `${context.config.baseUrl}/masuk/instansi/${encodeURIComponent(code)}/kembali`

  app.get<Address>('/masuk/instansi/:code', { config }, async (request, reply) => {
    const { code } = request.params
    const back = wanted(queryOf(request)('lanjut'))
    const { url, step } = await beginSignOn(context, code.replaceAll('\0', ''), callback(code), back)
    keepStep(context, reply, step)
    return reply.redirect(url, 303)
  })

  app.get<Address>('/masuk/instansi/:code/kembali', { config }, async (request, reply) => {
    const { code } = request.params
    try {
      const returned = new URL(callback(code))
      returned.search = new URL(request.url, context.config.baseUrl).search
      const { outcome, back } = await finishSignOn(
        context,
        code,
        stepOf(request),
        returned,
        originOf(request),
      )
      if ('session' in outcome) return enter(context, reply, outcome.session, back)
      keepStep(context, reply, outcome.secondFactorStep)
      return reply.redirect(`/masuk/kode?lanjut=${encodeURIComponent(wanted(back))}`, 303)
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 422) throw error
      return reply.redirect(`/masuk?gagal=${error.code}`, 303)
    }
  })
}
