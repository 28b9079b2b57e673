import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AppContext,
  type RegisterRoutes,
  SECOND_FACTOR_PAGE,
  SESSION_COOKIE,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import {
  confirmPassword,
  countRecoveryCodes,
  endSession,
  hasTotp,
  makeRecoveryCodes,
  removeTotp,
  setUpTotp,
  totpAddress,
} from '../../../identity/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { qrOf } from '../../qr-code.tsx'
import { queryOf } from '../../query.ts'
import { SECURITY_NOTICES, SecurityPage } from './view.tsx'

const PATH = SECOND_FACTOR_PAGE
const TRIES_PER_MINUTE = 10

/** `/petugas/akun/langkah-kedua`: the app's codes and the recovery codes; and ending single sessions. */
export const securityRoutes: RegisterRoutes = (app, context) => {
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

async function sendSecurity(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { refused, codes }: { refused?: Refused; codes?: readonly string[] },
) {
  const { accountId, email } = staffOf(request)
  const secret = totpSecretOf(context, request)
  const [totp, codesLeft, qr, frame] = await Promise.all([
    hasTotp(context.db, accountId),
    countRecoveryCodes(context.db, accountId),
    qrOf(totpAddress(secret, email)),
    consoleFrame(context, request, reply, PATH),
  ])
  const ok = queryOf(request)('ok')
  // Secret and codes are shown to this person now, and must not stay in a cache.
  reply.header('cache-control', 'no-store')
  return sendPage(
    reply,
    <SecurityPage
      frame={frame}
      totp={totp}
      codesLeft={codesLeft}
      secret={secret}
      qr={qr}
      newCodes={codes ?? null}
      refused={refused ?? null}
      notice={SECURITY_NOTICES.find((name) => name === ok) ?? null}
      mode={context.config.mode}
    />,
    refused?.refusal.status ?? 200,
  )
}

/** Follows from the session, so that the page and the form that answers it mean the same secret and no other does. */
function totpSecretOf({ sealer }: AppContext, request: FastifyRequest): Buffer {
  return sealer.derive('totp of session', request.cookies[SESSION_COOKIE] ?? '').subarray(0, 20)
}
