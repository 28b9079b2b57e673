import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AppContext,
  SECOND_FACTOR_PAGE,
  SESSION_COOKIE,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import { countRecoveryCodes, hasTotp, listPasskeys, siteOf, totpAddress } from '../../../identity/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { qrOf } from '../../qr-code.tsx'
import { queryOf } from '../../query.ts'
import { SECURITY_NOTICES, SecurityPage } from './view.tsx'

/** The page of the second factor, with what was refused or just made. */
export async function sendSecurity(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { refused, codes }: { refused?: Refused; codes?: readonly string[] },
) {
  const { accountId, email } = staffOf(request)
  const secret = totpSecretOf(context, request)
  const [totp, passkeys, codesLeft, qr, frame] = await Promise.all([
    hasTotp(context.db, accountId),
    listPasskeys(context.db, accountId),
    countRecoveryCodes(context.db, accountId),
    qrOf(totpAddress(secret, email)),
    consoleFrame(context, request, reply, SECOND_FACTOR_PAGE),
  ])
  const ok = queryOf(request)('ok')
  // Secret and codes are shown to this person now, and must not stay in a cache.
  reply.header('cache-control', 'no-store')
  return sendPage(
    reply,
    <SecurityPage
      frame={frame}
      totp={totp}
      passkeys={passkeys}
      passkeysPossible={siteOf(context.config.baseUrl) !== null}
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
export function totpSecretOf({ sealer }: AppContext, request: FastifyRequest): Buffer {
  return sealer.derive('totp of session', request.cookies[SESSION_COOKIE] ?? '').subarray(0, 20)
}
