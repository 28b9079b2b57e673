import { DomainError } from '../../../errors.ts'
import {
  cookieOptions,
  type RegisterRoutes,
  SECOND_FACTOR_PAGE,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import { addPasskey, beginPasskey, confirmPassword, removePasskey, siteOf } from '../../../identity/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { orRefuse } from '../../or-refuse.ts'
import { NewCodesPage } from './new-codes-page.tsx'
import { sendSecurity } from './send-security.tsx'

const STEP_COOKIE = 'lapor_langkah'
const STEP_SECONDS = 600
const PATH = '/petugas/akun/kunci'
const TRIES_PER_MINUTE = 10

/** `/petugas/akun/kunci`: adding a passkey, and removing one. */
export const passkeyRoutes: RegisterRoutes = (app, context) => {
  const config = {
    access: 'staff',
    withoutSecondFactor: true,
    rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' },
  } as const
  const site = siteOf(context.config.baseUrl)
  const known = () => {
    if (site === null) throw new DomainError('not_found', 404)
    return site
  }

  app.post(`${PATH}/mulai`, { config }, async (request, reply) => {
    const { options, step } = await beginPasskey(context, staffOf(request), known())
    reply.setCookie(STEP_COOKIE, step, cookieOptions(context.config, STEP_SECONDS))
    return reply.header('cache-control', 'no-store').send(options)
  })

  app.post(
    PATH,
    { config },
    orRefuse(
      'passkey',
      (request, reply, refused) => sendSecurity(context, request, reply, { refused }),
      async (request, reply) => {
        const { form } = request
        const { accountId } = staffOf(request)
        await confirmPassword(context, accountId, form.get('password'))
        const given = {
          step: request.cookies[STEP_COOKIE] ?? '',
          response: form.get('response'),
          name: form.get('name'),
        }
        const codes = await addPasskey(context, accountId, given, known())
        if (codes.length === 0) return reply.redirect(`${SECOND_FACTOR_PAGE}?ok=passkey`, 303)
        const frame = await consoleFrame(context, request, reply, SECOND_FACTOR_PAGE)
        reply.header('cache-control', 'no-store')
        return sendPage(reply, <NewCodesPage frame={frame} codes={codes} />)
      },
    ),
  )

  app.post<{ Params: { id: string } }>(
    `${PATH}/:id/hapus`,
    { config },
    orRefuse(
      'passkeys',
      (request, reply, refused) => sendSecurity(context, request, reply, { refused }),
      async (request, reply) => {
        const { accountId: id, role } = staffOf(request)
        const params = request.params
        const text = typeof params === 'object' && params !== null && 'id' in params ? Number(params.id) : 0
        const passkey = Number.isInteger(text) && text < 2_147_483_647 ? text : 0
        await removePasskey(context, { id, role }, passkey, context.config.mode)
        return reply.redirect(`${SECOND_FACTOR_PAGE}?ok=passkey_off`, 303)
      },
    ),
  )
}
