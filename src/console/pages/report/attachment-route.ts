import { notFound } from '../../../errors.ts'
import { type RegisterRoutes, sendFile, staffOf } from '../../../http/index.ts'
import { queryOf } from '../../query.ts'
import { loadReport } from './load-report.ts'

/** Twice the size at which a small picture is shown, for sharp screens. */
const SMALL_SIDE = 224

interface Address {
  Params: { number: string; id: string }
}

/** A file of a report, for those who may see the report; `?ukuran=kecil` for a small picture of a photo. */
export const attachmentRoutes: RegisterRoutes = (app, context) => {
  app.get<Address>(
    '/petugas/laporan/:number/lampiran/:id',
    { config: { access: 'staff' } },
    async (request, reply) => {
      const { record } = await loadReport(context, staffOf(request), request.params.number)
      const file = record.attachments.find((attachment) => attachment.id === request.params.id)
      if (file === undefined) throw notFound()
      const small = queryOf(request)('ukuran') === 'kecil' ? SMALL_SIDE : null
      return sendFile(context, reply, { id: file.id, copy: 'original', small })
    },
  )
}
