import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../errors.ts'
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
  activeBlockOf,
  listContacts,
  maskContact,
  readContact,
  requestCode,
} from '../../../identity/index.ts'
import { pushKeys } from '../../../notifications/index.ts'
import {
  admitReport,
  listOwnReports,
  ownsReport,
  readTrackingNumber,
  withdrawReport,
} from '../../../reports/index.ts'
import { rememberFollower } from '../../follow.ts'
import { mayBeKept } from '../../kept-on-phone.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { askingOf, leaveNothingOnPhone, reporterOf, signReporterOut } from '../../reporter-session.ts'
import { rememberAsked } from './asked-codes.ts'
import { mineCodeRoutes } from './code-route.tsx'
import { mineContactRoutes } from './contacts-route.tsx'
import { mineDataRoutes } from './data-route.tsx'
import { minePasskeyRoutes } from './passkeys-route.tsx'
import { MineSignInPage } from './sign-in-view.tsx'
import { MinePage } from './view.tsx'

const REPORTER = { config: { access: 'reporter' } } as const
const PAGE = 20

/** "Laporan saya": every report of one person, whichever channel it came by. */
export const mineRoutes: RegisterRoutes = async (app, context) => {
  app.get(PATHS.mine, REPORTER, (request, reply) => showMine(context, request, reply))

  app.post(PATHS.mine, REPORTER, async (request, reply) => {
    const typed = request.form.get('contact')
    const contact = readContact(typed)
    if (contact === null) {
      const code =
        typed.trim() === '' ? 'contact_missing' : typed.includes('@') ? 'invalid_email' : 'invalid_phone'
      const { t } = pageFrame(context, request, reply)
      return showSignIn(context, request, reply, {
        contact: typed,
        problem: fieldErrorText(t, { code }),
      })
    }
    try {
      const language = languageOf(request)
      const id = await requestCode(context, askingOf(context, request), {
        contact,
        language,
        reporterId: null,
      })
      rememberAsked(context, reply, id)
      const next = request.form.get('next') === 'appeal' ? '?lanjut=keberatan' : ''
      return reply.redirect(`${PATHS.mineCode(id)}${next}`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      return showSignIn(context, request, reply, { contact: typed, refusal })
    }
  })

  app.post(`${PATHS.mine}/keluar`, REPORTER, async (request, reply) => {
    await signReporterOut(context, request, reply, request.form.get('everywhere') !== '')
    return reply.redirect(`${PATHS.mine}?kabar=keluar`, 303)
  })

  app.get(PATHS.mineReport(':number'), REPORTER, async (request, reply) => {
    const own = await ownReportOf(context, request)
    if (own === null) return reply.redirect(PATHS.mine, 303)
    rememberFollower(context, reply, own)
    return reply.redirect(PATHS.report(own.tracking_number), 303)
  })

  /** A report that somebody sent by this person's contact and never confirmed: is it theirs? */
  app.post(PATHS.mineReport(':number'), REPORTER, async (request, reply) => {
    const own = await ownReportOf(context, request)
    if (own === null) return reply.redirect(PATHS.mine, 303)
    const actor = { kind: 'reporter', channel: 'web' } as const
    const mine = request.form.get('answer') === 'mine'
    if (mine) await admitReport(context, own.tracking_number)
    else await withdrawReport(context, actor, own.tracking_number, { text: null })
    return reply.redirect(`${PATHS.mine}?kabar=${mine ? 'diakui' : 'ditolak'}`, 303)
  })

  await mineCodeRoutes(app, context)
  await mineContactRoutes(app, context)
  await mineDataRoutes(app, context)
  await minePasskeyRoutes(app, context)
}

async function ownReportOf(context: AppContext, request: FastifyRequest) {
  const reporterId = await reporterOf(context, request)
  const { params } = request
  const typed =
    typeof params === 'object' && params !== null && 'number' in params ? String(params.number) : ''
  const number = readTrackingNumber(typed)
  return reporterId === null || number === null ? null : ownsReport(context.db, reporterId, number)
}

async function showMine(context: AppContext, request: FastifyRequest, reply: FastifyReply) {
  const reporterId = await reporterOf(context, request)
  if (reporterId === null) {
    leaveNothingOnPhone(context, request, reply)
    return showSignIn(context, request, reply, { contact: '' })
  }
  const query = queryOf(request)
  const before = Number(query('sebelum'))
  const page = pageFrame(context, request, reply)
  const [{ reports, next }, contacts, block] = await Promise.all([
    listOwnReports(context.db, reporterId, {
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
      limit: PAGE,
    }),
    listContacts(context.db, context.sealer, reporterId),
    activeBlockOf(context.db, reporterId, context.clock.now()),
  ])
  mayBeKept(reply)
  return sendPage(
    reply,
    <MinePage
      page={page}
      model={{
        reports,
        older: next === null ? null : `${PATHS.mine}?sebelum=${next}`,
        contacts: contacts.map(maskContact),
        blocked: block !== null,
        news: query('kabar'),
        pushKey: reports.length === 0 ? null : (await pushKeys(context)).publicKey,
      }}
    />,
  )
}

function showSignIn(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly contact: string; readonly problem?: string; readonly refusal?: DomainError },
) {
  const page = pageFrame(context, request, reply)
  const { refusal } = shown
  const problem = shown.problem ?? (refusal === undefined ? null : errorText(page.t, refusal))
  return sendPage(
    reply,
    <MineSignInPage
      page={{ ...page, path: PATHS.mine }}
      contact={shown.contact}
      problem={problem}
      news={queryOf(request)('kabar')}
    />,
    problem === null ? 200 : (refusal?.status ?? 422),
  )
}
