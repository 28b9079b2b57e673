import sharp from 'sharp'
import { notFound } from '../../../errors.ts'
import { type RegisterRoutes, staffOf } from '../../../http/index.ts'
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
      const bytes = context.files.read(file.id)
      // The bytes of an id never change; only this browser may keep them.
      reply.header('cache-control', 'private, max-age=86400, immutable')
      // Whatever somebody managed to upload: it runs nothing and reaches nothing here.
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      if (file.kind === 'image' && queryOf(request)('ukuran') === 'kecil') {
        const small = sharp()
          .resize({ width: SMALL_SIDE, height: SMALL_SIDE, fit: 'cover' })
          .jpeg({ quality: 75 })
        bytes.on('error', (error) => small.destroy(error))
        return reply.type('image/jpeg').send(bytes.pipe(small))
      }
      return reply
        .type(file.mime)
        .header('content-length', file.bytes)
        .header(
          'content-disposition',
          `${file.kind === 'image' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.original_name.toWellFormed())}`,
        )
        .send(bytes)
    },
  )
}
