import { join } from 'node:path'
import { invalid, notFound } from '../../../errors.ts'
import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import {
  conditionsOf,
  EXPORT_FORMATS,
  EXPORT_TYPES,
  listExports,
  queryText,
  requestExport,
  takeExport,
} from '../../../statistics/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { readFilter } from '../reports/filter.ts'
import { EXPORTS_PATH, ExportsPage } from './view.tsx'

/** `/petugas/unduhan`: lists of reports as files, written by a job and fetched from here. */
export const exportsRoutes: RegisterRoutes = (app, context) => {
  const folder = join(context.config.dataDir, 'exports')
  app.get(EXPORTS_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const [frame, exports] = await Promise.all([
      consoleFrame(context, request, reply),
      listExports(context.db, staffOf(request).accountId),
    ])
    return sendPage(reply, <ExportsPage frame={frame} exports={exports} />)
  })
  app.post(EXPORTS_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    const posted = new URLSearchParams(request.form.get('query'))
    const filter = await readFilter(context.db, (name) =>
      (posted.get(name) ?? '').replaceAll('\0', '').trim(),
    )
    const format = EXPORT_FORMATS.find((known) => known === request.form.get('format'))
    if (format === undefined) throw invalid([{ field: 'format', code: 'unknown_part' }])
    const { language } = (await consoleFrame(context, request, reply)).page
    await requestExport(context, staff, {
      format,
      filter: conditionsOf(filter),
      query: queryText(filter),
      language,
    })
    return reply.redirect(EXPORTS_PATH, 303)
  })
  app.get<{ Params: { id: string } }>(
    `${EXPORTS_PATH}/:id`,
    { config: { access: 'staff' } },
    async (request, reply) => {
      const taken = await takeExport(context.db, staffOf(request).accountId, request.params.id)
      if (taken === null) throw notFound()
      const { format } = taken
      // A broken-off download goes on by ranges; nobody between may keep it.
      return reply
        .type(EXPORT_TYPES[format])
        .header('cache-control', 'private, no-cache')
        .header(
          'content-disposition',
          `attachment; filename="lapor-${request.params.id.slice(0, 8)}.${format}"`,
        )
        .sendFile(request.params.id, folder, { cacheControl: false, contentType: false })
    },
  )
}
