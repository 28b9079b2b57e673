import type { FastifyReply, FastifyRequest } from 'fastify'
import { type RegisterRoutes, SECOND_FACTOR_PAGE, staffOf } from '../../../http/index.ts'
import {
  confirmPassword,
  endSession,
  makeRecoveryCodes,
  removeTotp,
  setUpTotp,
} from '../../../identity/index.ts'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { passkeyRoutes } from './passkey-route.tsx'
import { sendSecurity, totpSecretOf } from './send-security.tsx'

const PATH = SECOND_FACTOR_PAGE
const TRIES_PER_MINUTE = 10

/** `/petugas/akun/langkah-kedua`: the app's codes and the recovery codes; and ending single sessions. */
export const securityRoutes: RegisterRoutes = async (app, context) => {
  await passkeyRoutes(app, context)
  const config = {
    access: 'staff',
    withoutSecondFactor: true,
    rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' },
  } as const
  const show = (request: FastifyRequest, reply: FastifyReply, refused: Refused) =>
    sendSecurity(context, request, reply, { refused })

  app.get(PATH, { config: { access: 'staff', withoutSecondFactor: true } }, (request, reply) =>
    sendSecurity(context, request, reply, {}),
  )

  app.post(
    PATH,
    { config },
    orRefuse('totp', show, async (request, reply) => {
      const { accountId } = staffOf(request)
      // Somebody else at an unlocked desk must not bind their own phone to it.
      await confirmPassword(context, accountId, request.form.get('password'))
      const secret = totpSecretOf(context, request)
      const codes = await setUpTotp(context, accountId, secret, request.form.get('code'))
      return sendSecurity(context, request, reply, { codes })
    }),
  )

  app.post(
    `${PATH}/mati`,
    { config },
    orRefuse('off', show, async (request, reply) => {
      const { accountId: id, role } = staffOf(request)
      await confirmPassword(context, id, request.form.get('password'))
      await removeTotp(context, { id, role }, context.config.mode)
      return reply.redirect(`${PATH}?ok=off`, 303)
    }),
  )

  app.post(
    `${PATH}/kode-pemulihan`,
    { config },
    orRefuse('codes', show, async (request, reply) => {
      const { accountId } = staffOf(request)
      await confirmPassword(context, accountId, request.form.get('password'))
      const codes = await makeRecoveryCodes(context, accountId)
      return sendSecurity(context, request, reply, { codes })
    }),
  )

  app.post<{ Params: { id: string } }>(
    '/petugas/akun/sesi/:id/akhiri',
    { config: { access: 'staff' } },
    async (request, reply) => {
      const id = Number(request.params.id)
      await endSession(context.db, staffOf(request).accountId, Number.isSafeInteger(id) ? id : 0)
      return reply.redirect('/petugas/akun?ok=session', 303)
    },
  )
}
