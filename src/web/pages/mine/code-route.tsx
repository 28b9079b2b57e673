import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  errorText,
  fieldErrorText,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import {
  checkSignInCode,
  maskContact,
  type ResendWay,
  readSignInCode,
  resendSignInCode,
} from '../../../identity/index.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { askingOf, reporterOf, signReporterIn } from '../../reporter-session.ts'
import { shownCode } from './asked-codes.ts'
import { MineCodePage } from './code-view.tsx'

const WAYS: Readonly<Record<string, ResendWay | undefined>> = {
  resend: 'same',
  resend_whatsapp: 'whatsapp',
  resend_other: 'other',
}

/** Where the code of a sign-in or of a new contact is entered. */
export const mineCodeRoutes: RegisterRoutes = (app, context) => {
  const url = PATHS.mineCode(':id')
  app.get(url, { config: { access: 'reporter' } }, (request, reply) =>
    showCode(context, request, reply, null),
  )
  app.post(url, { config: { access: 'reporter' } }, async (request, reply) => {
    const id = idOf(request)
    const asking = askingOf(context, request)
    try {
      const way = WAYS[request.form.get('action')]
      if (way !== undefined && (way !== 'whatsapp' || carriesCodes(context))) {
        await resendSignInCode(context, asking, id, way)
        const next = leadsToAppeal(request) ? '&lanjut=keberatan' : ''
        return await reply.redirect(`${PATHS.mineCode(id)}?terkirim=${way}${next}`, 303)
      }
      return await enterCode(context, request, reply, id)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      return showCode(context, request, reply, refusal)
    }
  })
}

async function enterCode(context: AppContext, request: FastifyRequest, reply: FastifyReply, id: string) {
  const checked = await checkSignInCode(context, askingOf(context, request), id, request.form.get('code'))
  if (checked.purpose === 'add_contact') {
    return reply.redirect(`${PATHS.mineContacts}?kabar=${checked.merged ? 'digabung' : 'ditambah'}`, 303)
  }
  await signReporterIn(context, reply, checked.reporterId)
  return reply.redirect(leadsToAppeal(request) ? PATHS.appeal : PATHS.mine, 303)
}

/** Who came to object goes on there; a word, never an address, so that no link of ours leads elsewhere. */
function leadsToAppeal(request: FastifyRequest): boolean {
  return request.form.get('next') === 'appeal' || queryOf(request)('lanjut') === 'keberatan'
}

async function showCode(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError | null,
) {
  const row = await readSignInCode(context.db, idOf(request))
  if (row === null) return reply.redirect(PATHS.mine, 303)
  const page = pageFrame(context, request, reply)
  const [field] = refusal?.fields ?? []
  const problem =
    refusal === null ? null : field === undefined ? errorText(page.t, refusal) : fieldErrorText(page.t, field)
  // Who adds a contact is signed in; nobody else may know what they typed.
  const named = row.purpose === 'sign_in' || (await reporterOf(context, request)) === row.reporter_id
  return sendPage(
    reply,
    <MineCodePage
      page={{ ...page, path: PATHS.mineCode(row.id) }}
      model={{
        id: row.id,
        purpose: row.purpose,
        contactHint: named
          ? maskContact({ kind: row.contact_kind, value: context.sealer.open(row.contact_sealed) })
          : null,
        byWhatsapp: row.contact_kind === 'phone' && carriesCodes(context),
        trainingCode: shownCode(context, request, row),
        sentBy: queryOf(request)('terkirim'),
        toAppeal: leadsToAppeal(request),
        // The link of a conversation brings it along; opening it does nothing yet, so that no preview uses it up.
        code: /^\d{6}$/.test(queryOf(request)('kode')) ? queryOf(request)('kode') : '',
        problem,
      }}
    />,
    refusal?.status ?? 200,
  )
}

/** In training mode the message is kept to be read; else WhatsApp must be connected, and have a template for codes. */
function carriesCodes({ config: { mode, channels } }: AppContext): boolean {
  return mode === 'training' || (channels.whatsapp?.codeTemplate ?? null) !== null
}

function idOf(request: FastifyRequest): string {
  const { params } = request
  return typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : ''
}
