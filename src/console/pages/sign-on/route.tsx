import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { readSignOn, saveSignOn } from '../../../identity/index.ts'
import { ownInstitution } from '../../../institutions/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { SignOnPage } from './view.tsx'

interface Address {
  Params: { code: string }
}

/** `/petugas/staf/akun-instansi/:code`: single sign-on of an institution. */
export const signOnSettingsRoutes: RegisterRoutes = (app, context) => {
  const path = '/petugas/staf/akun-instansi/:code'
  const config = { access: 'admin' } as const

  app.get<Address>(path, { config }, (request, reply) =>
    sendSettings(context, request, reply, request.params.code, null),
  )

  app.post<Address>(path, { config }, (request, reply) => {
    const { code } = request.params
    const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
      sendSettings(context, again, answer, code, refused)
    return orRefuse('sign-on', show, async ({ form }) => {
      const institution = await ownInstitution(context.db, staffOf(request), code, { rootToo: true })
      const change = { area: 'sign_on', action: 'sign_on', subject: institution.code } as const
      const settings = {
        name: clean(form.get('name')),
        issuer: clean(form.get('issuer')),
        clientId: clean(form.get('client_id')),
        clientSecret: clean(form.get('client_secret')),
        asksSecondFactor: form.get('asks_second_factor') !== '',
        active: form.get('active') !== '',
      }
      await logChange(context, request, change, (inside) =>
        saveSignOn(inside, staffOf(request), institution.id, settings),
      )
      return reply.redirect(`/petugas/staf/akun-instansi/${institution.code}?ok=1`, 303)
    })(request, reply)
  })
}

async function sendSettings(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refused: Refused | null,
) {
  const institution = await ownInstitution(context.db, staffOf(request), code, { rootToo: true })
  const [settings, frame] = await Promise.all([
    readSignOn(context.db, institution.id),
    consoleFrame(context, request, reply, `/petugas/staf/akun-instansi/${institution.code}`),
  ])
  return sendPage(
    reply,
    <SignOnPage
      frame={frame}
      institution={institution}
      settings={settings}
      callback={`${context.config.baseUrl}/masuk/instansi/${institution.code}/kembali`}
      refused={refused}
      saved={queryOf(request)('ok') !== ''}
    />,
    refused?.refusal.status ?? 200,
  )
}

function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '')
}
