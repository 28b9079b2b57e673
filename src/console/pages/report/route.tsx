import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, invalid, notFound } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  type PostedForm,
  type RegisterRoutes,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import { logIdentityRead } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { queryOf } from '../../query.ts'
import { type StoredFiles, storeFiles } from '../../store-files.ts'
import { attachmentRoutes } from './attachment-route.ts'
import { DONE_ACTIONS, type DoneAction } from './done-action.ts'
import type { RefusedForm } from './form-state.ts'
import { keptFiles } from './kept-files.ts'
import { loadReport } from './load-report.ts'
import { formOfSlug, reportPath } from './paths.ts'
import { performAction } from './perform-action.ts'
import type { FormName } from './possible-actions.ts'
import { reportPageModel } from './report-page.ts'
import { SeveralTargets } from './several-targets.ts'
import { targetChoices } from './target-choices.ts'
import { ReportPage } from './view.tsx'

interface Address {
  Params: { number: string; action: string }
}

/** `/petugas/laporan/:number`: the report, its files, and a POST for each thing one can do to it. */
export const reportRoutes: RegisterRoutes = async (app, context) => {
  await attachmentRoutes(app, context)

  app.get<Address>('/petugas/laporan/:number', { config: { access: 'staff' } }, (request, reply) => {
    const ok = queryOf(request)('ok')
    const done = DONE_ACTIONS.find((action) => action === ok) ?? null
    const templateId = Number(queryOf(request)('templat')) || null
    return sendReport(context, request, reply, request.params.number, { refused: null, done, templateId })
  })

  app.post<Address>(
    '/petugas/laporan/:number/:action',
    { config: { access: 'staff' } },
    async (request, reply) => {
      const staff = staffOf(request)
      const form = formOfSlug(request.params.action)
      if (form === null) throw notFound()
      // Before anything is stored: what one may not see takes no files.
      const { report, record } = await loadReport(context, staff, request.params.number)
      const trackingNumber = report.tracking_number
      const files = await storeFiles(context, request.form)
      try {
        if (files.errors.length > 0) throw invalid(files.errors)
        const done = await performAction(context, form, {
          staff,
          trackingNumber,
          posted: request.form,
          attachments: files.ids,
        })
        return reply.redirect(`${reportPath(trackingNumber)}?ok=${done}`, 303)
      } catch (error) {
        const refused = await refusedForm(context, error, form, {
          posted: request.form,
          files,
          reportId: record.report.id,
        })
        return sendReport(context, request, reply, trackingNumber, { refused, done: null })
      }
    },
  )
}

interface Outcome {
  readonly refused: RefusedForm | null
  readonly done: DoneAction | null
  /** The template an answer is to start from. */
  readonly templateId?: number | null
}

async function sendReport(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
  { templateId = null, ...outcome }: Outcome,
) {
  const staff = staffOf(request)
  const loaded = await loadReport(context, staff, number)
  const path = reportPath(loaded.report.tracking_number)
  const [, model, frame] = await Promise.all([
    // What cannot be noted is not shown: the page is sent when all of this is done.
    loaded.report.reporter === null
      ? null
      : logIdentityRead(context, staff, loaded.record.report.id, 'console'),
    reportPageModel(context, staff, loaded, { templateId, proposalRank: queryOf(request)('usul') }),
    consoleFrame(context, request, reply, path),
  ])
  const { mapTiles } = context.config
  const tiles = mapTiles === null ? null : { url: mapTiles.urlTemplate, attribution: mapTiles.attribution }
  return sendPage(
    reply,
    <ReportPage frame={frame} model={model} tiles={tiles} {...outcome} />,
    outcome.refused?.refusal.status ?? 200,
  )
}

/** Everything needed to show the form again as it was sent; what is not a refusal is thrown on. */
async function refusedForm(
  context: AppContext,
  error: unknown,
  form: FormName,
  sent: { readonly posted: PostedForm; readonly files: StoredFiles; readonly reportId: number },
): Promise<RefusedForm> {
  const { posted, files, reportId } = sent
  const refusal = error instanceof Error ? asRefusal(error) : null
  // A forged or broken request gets the plain error page: there is no form of ours to show again.
  if (!(refusal instanceof DomainError) || refusal.status === 404 || refusal.status === 400) throw error
  const choices = error instanceof SeveralTargets ? await targetChoices(context.db, error.candidates) : []
  // The verification alone has its button on the form that also assigns.
  const shown = form === 'verify' && posted.get('verifies') !== '' ? 'assign' : form
  return {
    form: shown,
    posted,
    refusal,
    choices,
    keptFiles: await keptFiles(context.db, reportId, files.ids),
  }
}
