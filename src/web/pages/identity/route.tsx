import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  errorText,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import { maskNik } from '../../../identity/index.ts'
import { readIdentityWait, stateIdentity } from '../../../reports/index.ts'
import { problemsOf } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'
import { findReport } from '../report/find-report.ts'
import { sendUnknownReport } from '../report/send-report-page.tsx'
import { IdentityPage } from './view.tsx'

const ACCESS = { config: { access: 'reporter' } } as const

/** Where the reporter of a waiting report states name and NIK, or corrects them. */
export const identityRoutes: RegisterRoutes = (app, context) => {
  app.get(PATHS.identity(':number'), ACCESS, (request, reply) => show(context, request, reply, null))
  app.post(PATHS.identity(':number'), ACCESS, async (request, reply) => {
    const found = await findReport(context, request)
    if (found === null || !found.own) return sendUnknownReport(context, request, reply)
    const number = found.report.tracking_number
    // A second tap on the button: it has gone on already.
    if ((await readIdentityWait(context.db, found.record.report.id)) === null) {
      return reply.redirect(PATHS.report(number), 303)
    }
    try {
      const statement = { name: request.form.get('name'), nik: request.form.get('nik') }
      await stateIdentity(context, { kind: 'reporter', channel: 'web' }, number, statement)
      return reply.redirect(`${PATHS.report(number)}?kabar=identitas`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      return show(context, request, reply, refusal)
    }
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError | null,
): Promise<FastifyReply> {
  const found = await findReport(context, request)
  if (found === null || !found.own) return sendUnknownReport(context, request, reply)
  const { report } = found.record
  const wait = await readIdentityWait(context.db, report.id)
  if (wait === null || wait.lacks === 'answer') {
    return reply.redirect(PATHS.report(report.tracking_number), 303)
  }
  // What was stated with this report: its follow link opens nothing else that is known of the person.
  const open = (sealed: Buffer | null) => (sealed === null ? null : context.sealer.open(sealed))
  const name = open(report.name_sealed)
  const nik = open(report.nik_sealed)
  const frame = pageFrame(context, request, reply)
  const page = { ...frame, path: PATHS.identity(report.tracking_number) }
  const refused = found.record.events.findLast(({ type }) => type === 'refuse_identity')
  return sendPage(
    reply,
    <IdentityPage
      page={page}
      model={{
        number: report.tracking_number,
        lacks: wait.lacks,
        unknownNik: refused?.data.reason === 'unknown',
        dueAt: report.due_at,
        timeZone: found.record.institution.time_zone,
        name: refusal === null ? (name ?? '') : request.form.get('name'),
        nik: refusal === null ? '' : request.form.get('nik'),
        knownNik: nik === null ? null : maskNik(nik),
        problems: problemsOf(page.t, refusal?.fields ?? [], (field) => field),
        message: refusal === null || refusal.fields.length > 0 ? null : errorText(page.t, refusal),
        training: context.config.mode === 'training',
      }}
    />,
    refusal?.status ?? 200,
  )
}
