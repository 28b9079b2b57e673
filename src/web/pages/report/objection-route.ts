import type { RegisterRoutes } from '../../../http/index.ts'
import { objectToAutomatedHandling } from '../../../reports/index.ts'
import { PATHS } from '../../paths.ts'
import { findReport } from './find-report.ts'
import { sendUnknownReport } from './send-report-page.tsx'

/** The reporter objects to automated handling; what the machine has done alone is taken back. */
export const objectionRoute: RegisterRoutes = (app, context) => {
  app.post('/laporan/:number/tolak-otomatis', { config: { access: 'reporter' } }, async (request, reply) => {
    const found = await findReport(context, request)
    if (found === null || !found.own) return sendUnknownReport(context, request, reply)
    await objectToAutomatedHandling(context, found.record.report)
    return reply.redirect(PATHS.report(found.report.tracking_number), 303)
  })
}
