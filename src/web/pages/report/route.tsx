import type { RegisterRoutes } from '../../../http/index.ts'
import { followSecretFits } from '../../../reports/index.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { reporterActionRoutes } from './act.tsx'
import { contactQuestionRoute } from './contact-question-route.ts'
import { findReport, numberOf, recordOf } from './find-report.ts'
import { objectionRoute } from './objection-route.ts'
import { sendReportPage, sendUnknownReport } from './send-report-page.tsx'

/** A report's page, for everyone and for its reporter. */
export const reportRoutes: RegisterRoutes = async (app, context) => {
  app.get('/laporan/:number', { config: { access: 'public' } }, async (request, reply) => {
    const secret = queryOf(request)('kunci')
    if (secret !== '') {
      const record = await recordOf(context, request)
      if (record !== null && followSecretFits(context.sealer, record.report.id, secret)) {
        rememberFollower(context, reply, record.report)
      }
      // The secret leaves the address, so that it is neither shared nor kept in the history.
      const number = numberOf(request)
      if (number !== null) return reply.redirect(PATHS.report(number), 303)
    }
    const found = await findReport(context, request)
    if (found === null) return sendUnknownReport(context, request, reply)
    return sendReportPage(context, request, reply, found)
  })
  await reporterActionRoutes(app, context)
  await objectionRoute(app, context)
  await contactQuestionRoute(app, context)
}
