import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../../db/index.ts'
import {
  type AppContext,
  asRefusal,
  errorText,
  fieldErrorText,
  languageOf,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import {
  listContacts,
  preferContact,
  readContact,
  removeContact,
  requestCode,
} from '../../../identity/index.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { askingOf, reporterOf } from '../../reporter-session.ts'
import { rememberAsked } from './asked-codes.ts'
import { MineContactsPage } from './contacts-view.tsx'

/** The contacts of a signed-in reporter: add and confirm, prefer, remove. */
export const mineContactRoutes: RegisterRoutes = (app, context) => {
  app.get(PATHS.mineContacts, { config: { access: 'reporter' } }, (request, reply) =>
    show(context, request, reply, { typed: '', problem: null, status: 200 }),
  )
  app.post(PATHS.mineContacts, { config: { access: 'reporter' } }, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    if (reporterId === null) return reply.redirect(PATHS.mine, 303)
    const typed = request.form.get('contact')
    try {
      const action = request.form.get('action')
      if (action === 'add') return await add(context, request, reply, reporterId)
      const ref = { reporterId, contactId: Number(request.form.get('contact_id')) || 0 }
      await inTransaction(context.db, (tx) =>
        action === 'remove' ? removeContact(tx, ref) : preferContact(tx, ref),
      )
      return await reply.redirect(
        `${PATHS.mineContacts}?kabar=${action === 'remove' ? 'dihapus' : 'diutamakan'}`,
        303,
      )
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      const { t } = pageFrame(context, request, reply)
      return show(context, request, reply, { typed, problem: errorText(t, refusal), status: refusal.status })
    }
  })
}

async function add(context: AppContext, request: FastifyRequest, reply: FastifyReply, reporterId: number) {
  const typed = request.form.get('contact')
  const contact = readContact(typed)
  if (contact === null) {
    const { t } = pageFrame(context, request, reply)
    const code =
      typed.trim() === '' ? 'contact_missing' : typed.includes('@') ? 'invalid_email' : 'invalid_phone'
    const problem = fieldErrorText(t, { code })
    return show(context, request, reply, { typed, problem, status: 422 })
  }
  const language = languageOf(request)
  const id = await requestCode(context, askingOf(context, request), { contact, language, reporterId })
  rememberAsked(context, reply, id)
  return reply.redirect(PATHS.mineCode(id), 303)
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly typed: string; readonly problem: string | null; readonly status: number },
) {
  const reporterId = await reporterOf(context, request)
  if (reporterId === null) return reply.redirect(PATHS.mine, 303)
  return sendPage(
    reply,
    <MineContactsPage
      page={{ ...pageFrame(context, request, reply), path: PATHS.mineContacts }}
      model={{
        contacts: await listContacts(context.db, context.sealer, reporterId),
        typed: shown.typed,
        problem: shown.problem,
        news: queryOf(request)('kabar'),
      }}
    />,
    shown.status,
  )
}
