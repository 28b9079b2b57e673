import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  cookieOptions,
  errorText,
  fieldErrorText,
  originOf,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import {
  addReporterPasskey,
  beginReporterPasskey,
  beginReporterPasskeySignIn,
  listContacts,
  listReporterPasskeys,
  maskContact,
  removeReporterPasskey,
  reporterOfPasskey,
  siteOf,
} from '../../../identity/index.ts'
import { tellOfPasskey } from '../../../notifications/index.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { reporterOf, signReporterIn } from '../../reporter-session.ts'
import { MinePasskeysPage } from './passkeys-view.tsx'

/** What was begun, between asking for a challenge and answering it. */
const STEP_COOKIE = 'lapor_langkah_saya'
const STEP_SECONDS = 600
const TRIES_PER_MINUTE = 30

/** Signing in with one's device instead of a code, for reporters who want it: add, list, remove, sign in. */
export const minePasskeyRoutes: RegisterRoutes = (app, context) => {
  const config = {
    access: 'reporter',
    rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' },
  } as const
  // A passkey belongs to the host name on which it was made.
  const siteFor = (request: FastifyRequest) => siteOf(originOf(context, request))
  const keepStep = (reply: FastifyReply, step: string) =>
    reply.setCookie(STEP_COOKIE, step, cookieOptions(context.config, STEP_SECONDS))
  const stepOf = (request: FastifyRequest) => request.cookies[STEP_COOKIE] ?? ''

  app.get(PATHS.minePasskeys, { config }, (request, reply) => show(context, request, reply, null))

  app.post(`${PATHS.minePasskeys}/mulai`, { config }, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    const site = siteFor(request)
    if (site === null || reporterId === null) throw new DomainError('not_found', 404)
    const [contact] = await listContacts(context.db, context.sealer, reporterId)
    const label = pageFrame(context, request, reply).t('mine.passkeys.label', {
      contact: contact === undefined ? '' : maskContact(contact),
    })
    const { options, step } = await beginReporterPasskey(context, reporterId, site, label)
    keepStep(reply, step)
    return reply.header('cache-control', 'no-store').send(options)
  })

  app.post(PATHS.minePasskeys, { config }, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    if (reporterId === null) return reply.redirect(PATHS.mine, 303)
    const { form } = request
    const site = siteFor(request)
    const removed = Number(form.get('remove'))
    try {
      if (Number.isSafeInteger(removed) && removed > 0) {
        await removeReporterPasskey(context.db, reporterId, removed)
        return await reply.redirect(`${PATHS.minePasskeys}?kabar=dihapus`, 303)
      }
      if (site === null) throw new DomainError('not_found', 404)
      const given = { step: stepOf(request), response: form.get('response'), name: form.get('name') }
      await addReporterPasskey(context, reporterId, given, site)
      await tellOfPasskey({ ...context, baseUrl: context.config.baseUrl }, reporterId, given.name.trim())
      return await reply.redirect(`${PATHS.minePasskeys}?kabar=ditambah`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status === 404 || refusal.status >= 500) throw error
      return show(context, request, reply, refusal)
    }
  })

  app.post(`${PATHS.mine}/masuk/mulai`, { config }, async (request, reply) => {
    const site = siteFor(request)
    if (site === null) throw new DomainError('not_found', 404)
    const { options, step } = await beginReporterPasskeySignIn(context, site)
    keepStep(reply, step)
    return reply.header('cache-control', 'no-store').send(options)
  })

  app.post(`${PATHS.mine}/masuk`, { config }, async (request, reply) => {
    const site = siteFor(request)
    if (site === null) throw new DomainError('not_found', 404)
    try {
      const given = { step: stepOf(request), response: request.form.get('response') }
      await signReporterIn(context, reply, await reporterOfPasskey(context, given, site))
      return await reply.redirect(PATHS.mine, 303)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'passkey_failed') throw error
      return reply.redirect(`${PATHS.mine}?kabar=kunci-gagal`, 303)
    }
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError | null,
) {
  const reporterId = await reporterOf(context, request)
  if (reporterId === null) return reply.redirect(PATHS.mine, 303)
  const page = { ...pageFrame(context, request, reply), path: PATHS.minePasskeys }
  const [field] = refusal?.fields ?? []
  const problem =
    refusal === null ? null : field === undefined ? errorText(page.t, refusal) : fieldErrorText(page.t, field)
  return sendPage(
    reply,
    <MinePasskeysPage
      page={page}
      model={{
        passkeys: await listReporterPasskeys(context.db, reporterId),
        name: request.form.get('name'),
        problem,
        news: queryOf(request)('kabar'),
      }}
    />,
    refusal?.status ?? 200,
  )
}
