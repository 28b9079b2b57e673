import { decideIdentityQuestion } from '../../../exchange/index.ts'
import type { RegisterRoutes } from '../../../http/index.ts'
import { PATHS } from '../../paths.ts'
import { findReport } from './find-report.ts'
import { sendUnknownReport } from './send-report-page.tsx'

/** The reporter decides whether a system that handles the report gets name and contact. */
export const contactQuestionRoute: RegisterRoutes = (app, context) => {
  app.post('/laporan/:number/kontak', { config: { access: 'reporter' } }, async (request, reply) => {
    const found = await findReport(context, request)
    if (found === null || !found.own) return sendUnknownReport(context, request, reply)
    const number = found.report.tracking_number
    const actor = { kind: 'reporter', channel: 'web' } as const
    await decideIdentityQuestion(context, actor, number, request.form.get('izin') === 'ya')
    return reply.redirect(PATHS.report(number), 303)
  })
}
