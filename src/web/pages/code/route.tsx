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
import type { Translate } from '../../../i18n/index.ts'
import { checkCode, confirmIdentity, readIdentityWait, resendCode } from '../../../reports/index.ts'
import { isFollower, rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { trainingCode } from '../../training-code.ts'
import { findReport, numberOf, recordOf } from '../report/find-report.ts'
import { sendUnknownReport } from '../report/send-report-page.tsx'
import { correctContact } from '../tell/correct-contact.ts'
import { type CodeModel, CodePage } from './view.tsx'

const URL = '/laporan/:number/kode'

/** The one-time code: it confirms a new report's contact, and lets the reporter of an older one in again. */
export const codeRoutes: RegisterRoutes = (app, context) => {
  app.get(URL, { config: { access: 'reporter' } }, async (request, reply) => {
    const number = numberOf(request)
    if (number === null) return sendUnknownReport(context, request, reply)
    const record = await recordOf(context, request)
    const waits = record !== null && isFollower(context, request, record.report)
    // The code was entered; what is missing now stands on the report's page.
    if (waits && (await readIdentityWait(context.db, record.report.id)) !== null) {
      return reply.redirect(PATHS.report(number), 303)
    }
    return showCode(context, request, reply, number)
  })
  app.post(URL, { config: { access: 'reporter' } }, async (request, reply) => {
    const number = numberOf(request)
    if (number === null) return sendUnknownReport(context, request, reply)
    try {
      const action = ACTIONS[request.form.get('action')] ?? enterCode
      return await action(context, request, reply, number)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null) throw error
      return showCode(context, request, reply, number, refusal)
    }
  })
}

type CodeAction = (
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
) => Promise<FastifyReply>

/** What the other buttons of the page do. */
const ACTIONS: Readonly<Record<string, CodeAction | undefined>> = { resend: sendAgain, correct: correct }

async function enterCode(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
): Promise<FastifyReply> {
  const record = await recordOf(context, request)
  if (record === null) return showCode(context, request, reply, number, 'unknown')
  const { report } = record
  const waits = report.state === 'awaiting_identity'
  if (waits) {
    const { report: now } = await confirmIdentity(context, number, request.form.get('code'))
    rememberFollower(context, reply, report)
    // The contact is theirs, but this kind of report needs more of an identity.
    if (now.state === 'awaiting_identity') return reply.redirect(PATHS.identity(number), 303)
  }
  // A second tap on the button: it is confirmed already, and the code has been used up.
  else if (!isFollower(context, request, report)) await checkCode(context, number, request.form.get('code'))
  rememberFollower(context, reply, report)
  return reply.redirect(`${PATHS.report(number)}?kabar=${waits ? 'kode' : 'masuk'}`, 303)
}

async function sendAgain(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
): Promise<FastifyReply> {
  const record = await recordOf(context, request)
  // Without the follow link a code is sent only to someone who names the contact.
  if (record === null || !isFollower(context, request, record.report)) {
    return reply.redirect(`${PATHS.access}?nomor=${number}`, 303)
  }
  await resendCode(context, number, null)
  return reply.redirect(`${PATHS.code(number)}?terkirim=1`, 303)
}

/** The code cannot arrive at a mistyped contact: back to the form with everything that was written. */
async function correct(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
): Promise<FastifyReply> {
  const record = await recordOf(context, request)
  const own = record !== null && isFollower(context, request, record.report)
  if (!own || record.report.state !== 'awaiting_identity') return reply.redirect(PATHS.code(number), 303)
  await correctContact(context, reply, record)
  return reply.redirect('/lapor#contact', 303)
}

/** To a stranger every refusal looks the same: it must tell neither of the report nor of its code. */
async function showCode(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
  refusal: DomainError | 'unknown' | null = null,
): Promise<FastifyReply> {
  const page = pageFrame(context, request, reply)
  const found = await findReport(context, request)
  const own = found?.own ? found.report : null
  const record = await recordOf(context, request)
  const told = own === null || refusal === 'unknown' ? null : refusal
  const wrong = refusal === null ? null : page.t('report.code.wrong')
  const model: CodeModel = {
    number,
    contactHint: own?.contact_hint ?? null,
    confirms: own?.state === 'awaiting_identity',
    trainingCode: record === null ? null : await trainingCode(context, request, record),
    sentAgain: queryOf(request)('terkirim') !== '',
    problem: told === null ? wrong : refusalText(page.t, told),
  }
  return sendPage(
    reply,
    <CodePage page={{ ...page, path: PATHS.code(number) }} model={model} />,
    refusal === null ? 200 : (told?.status ?? 422),
  )
}

function refusalText(t: Translate, refusal: DomainError): string {
  const [field] = refusal.fields
  return field === undefined ? errorText(t, refusal) : fieldErrorText(t, field)
}
