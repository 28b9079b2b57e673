import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, invalid, notFound } from '../../../errors.ts'
import {
  type AppContext,
  cookieOptions,
  type RegisterRoutes,
  SESSION_COOKIE,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import {
  changePassword,
  createStaffToken,
  endSessions,
  listSessions,
  listStaffTokens,
  revokeStaffToken,
} from '../../../identity/index.ts'
import { isCustodian } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { queryOf } from '../../query.ts'
import { ACCOUNT_NOTICES, type AccountNotice, AccountPage } from './view.tsx'

const PATH = '/petugas/akun'
const LONGEST_LABEL = 60
/** Guesses at a password by someone at an unlocked desk. */
const TRIES_PER_MINUTE = 10

/** `/petugas/akun`: one's password, sessions and API tokens. */
export const accountRoutes: RegisterRoutes = (app, context) => {
  const staffOnly = { config: { access: 'staff' as const } }

  app.get(PATH, staffOnly, (request, reply) => {
    const ok = queryOf(request)('ok')
    const notice = ACCOUNT_NOTICES.find((name) => name === ok) ?? null
    return sendAccount(context, request, reply, { notice })
  })

  app.post(
    `${PATH}/sandi`,
    { config: { access: 'staff', rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
    orRefuse(context, 'password', async (request, reply) => {
      const { form } = request
      const passwords = { current: form.get('current_password'), next: form.get('new_password') }
      await changePassword(context, staffOf(request).accountId, passwords, sessionOf(request))
      return reply.redirect(`${PATH}?ok=password`, 303)
    }),
  )

  app.post(
    `${PATH}/token`,
    staffOnly,
    orRefuse(context, 'token', async (request, reply) => {
      const label = request.form
        .get('label')
        .replaceAll(/\p{Cc}/gu, '')
        .trim()
      if (label === '') throw invalid([{ field: 'label', code: 'token_label_missing' }])
      if ([...label].length > LONGEST_LABEL) {
        throw invalid([{ field: 'label', code: 'too_long', values: { max: LONGEST_LABEL } }])
      }
      const token = await createStaffToken(context, staffOf(request).accountId, label)
      // Not by redirect: the token is shown this once and must not stand in an address.
      reply.header('cache-control', 'no-store')
      return sendAccount(context, request, reply, { token: { label, token } })
    }),
  )

  app.post<{ Params: { id: string } }>(`${PATH}/token/:id/cabut`, staffOnly, async (request, reply) => {
    const id = Number(request.params.id)
    if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound()
    await revokeStaffToken(context, staffOf(request).accountId, id)
    return reply.redirect(`${PATH}?ok=revoked`, 303)
  })

  app.post(`${PATH}/keluar-semua`, staffOnly, async (request, reply) => {
    await endSessions(context.db, staffOf(request).accountId, null)
    reply.clearCookie(SESSION_COOKIE, cookieOptions(context.config))
    return reply.redirect('/masuk', 303)
  })
}

interface Outcome {
  readonly refused?: Refused
  readonly notice?: AccountNotice | null
  readonly token?: { readonly label: string; readonly token: string }
}

async function sendAccount(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { refused, notice, token }: Outcome,
) {
  const staff = staffOf(request)
  const { accountId } = staff
  const [tokens, sessions, custodian, frame] = await Promise.all([
    listStaffTokens(context.db, accountId),
    listSessions(context, accountId, sessionOf(request)),
    isCustodian(context.db, staff),
    consoleFrame(context, request, reply, PATH),
  ])
  return sendPage(
    reply,
    <AccountPage
      frame={frame}
      tokens={tokens}
      sessions={sessions}
      opensIdentities={custodian || staff.role === 'national_admin'}
      refused={refused ?? null}
      notice={notice ?? null}
      newToken={token ?? null}
    />,
    refused?.refusal.status ?? 200,
  )
}

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** The page again with what is to be mended. */
function orRefuse(context: AppContext, form: string, handle: Handle): Handle {
  return async (request, reply) => {
    try {
      return await handle(request, reply)
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error
      return sendAccount(context, request, reply, {
        refused: { form, posted: request.form, refusal: error },
      })
    }
  }
}

function sessionOf(request: FastifyRequest): string | null {
  return request.cookies[SESSION_COOKIE] ?? null
}
