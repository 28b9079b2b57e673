import type { FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { type AppContext, pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { staffOfAccount } from '../../../identity/index.ts'
import { chooseFigureMail, FIGURE_MAIL_KINDS, stopSecretFits } from '../../../notifications/index.ts'
import { StopMailPage } from './view.tsx'

/** Guesses a minute from one address. */
const TRIES = { max: 30, timeWindow: '1 minute' }

/**
 * `/surat/<kind>/<account>/<secret>`: where a mail's last line leads, without signing in. Opening it changes
 * nothing, as programs open links too; the button does.
 */
export const figureMailRoutes: RegisterRoutes = (app, context) => {
  const path = '/surat/:kind/:account/:secret'
  const options = {
    config: { access: 'public', rateLimit: context.config.rateLimits ? TRIES : false },
  } as const
  app.get(path, options, async (request, reply) => {
    const { kind } = await find(context, request)
    const page = pageFrame(context, request, reply)
    return sendPage(reply, <StopMailPage page={page} kind={kind} stopped={false} />)
  })
  app.post(path, options, async (request, reply) => {
    const { kind, accountId } = await find(context, request)
    await chooseFigureMail(context.db, accountId, kind, false, context.clock.now())
    const page = pageFrame(context, request, reply)
    return sendPage(reply, <StopMailPage page={page} kind={kind} stopped />)
  })
}

async function find({ db, sealer }: AppContext, { params }: FastifyRequest) {
  const { kind: name, account, secret } = params as Record<'kind' | 'account' | 'secret', string>
  const kind = FIGURE_MAIL_KINDS.find((known) => known === name)
  const accountId = /^\d{1,9}$/.test(account) ? Number(account) : 0
  if (kind === undefined || !stopSecretFits(sealer, kind, accountId, secret)) throw notFound()
  if ((await staffOfAccount(db, accountId)) === null) throw notFound()
  return { kind, accountId }
}
