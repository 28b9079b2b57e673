import type { FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, readingStaff, sendFile } from '../../../http/index.ts'
import { isUuids, loadPlace, readTrackingNumber, showsMirrored, staffMaySee } from '../../../reports/index.ts'
import { isFollower } from '../../follow.ts'
import { queryOf } from '../../query.ts'

/** The side of a small picture in pixels: twice what the page shows, for sharp screens. */
const SMALL = 256

/** A file of a report, for those who may see it. */
export const attachmentRoutes: RegisterRoutes = (app, context) => {
  app.get('/lampiran/:id', { config: { access: 'reporter' } }, async (request, reply) => {
    const attachment = await findAttachment(context, idOf(request))
    if (attachment === null || !(await maySee(context, request, attachment))) throw notFound()
    const covered = attachment.blurred_at !== null && !(await isInsider(context, request, attachment))
    return sendFile(context, reply, {
      id: attachment.id,
      copy: covered ? 'public' : 'original',
      small: queryOf(request)('kecil') === '' ? null : SMALL,
    })
  })
}

async function findAttachment(context: AppContext, id: string | null) {
  if (id === null) return null
  const row = await context.db
    .selectFrom('attachments as file')
    .innerJoin('reports as report', 'report.id', 'file.report_id')
    .select(['file.id', 'file.visibility', 'file.blurred_at'])
    .select([
      'report.id as report_id',
      'report.tracking_number',
      'report.state',
      'report.submitted_at',
      'report.secret',
    ])
    .select(['report.published_at', 'report.holder_id', 'report.institution_id'])
    .where('file.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

type Found = NonNullable<Awaited<ReturnType<typeof findAttachment>>>

async function maySee(context: AppContext, request: FastifyRequest, attachment: Found): Promise<boolean> {
  const { visibility, secret, published_at } = attachment
  if (visibility === 'public' && !secret && published_at !== null) return true
  const report = { ...attachment, id: attachment.report_id }
  if (visibility !== 'internal' && isFollower(context, request, report)) return true
  if (await maySeeOnJoined(context, request, attachment)) return true
  const staff = readingStaff(request)
  return staff !== null && staffMaySee(staff, await loadPlace(context.db, report))
}

/** The reporter sees their own photo, whoever handles it the original; everybody else the covered copy. */
async function isInsider(context: AppContext, request: FastifyRequest, attachment: Found): Promise<boolean> {
  const report = { ...attachment, id: attachment.report_id }
  if (isFollower(context, request, report)) return true
  const staff = readingStaff(request)
  return staff !== null && staffMaySee(staff, await loadPlace(context.db, report))
}

/** An entry of the main report stands on the joined ones too, with its files: who may see it there may see them. */
async function maySeeOnJoined(
  context: AppContext,
  request: FastifyRequest,
  attachment: Found,
): Promise<boolean> {
  const number = readTrackingNumber(queryOf(request)('laporan'))
  if (number === null || attachment.visibility === 'internal') return false
  const joined = await context.db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'secret', 'published_at'])
    .where('tracking_number', '=', number)
    .executeTakeFirst()
  if (joined === undefined) return false
  const open =
    attachment.visibility === 'public' && !attachment.secret && !joined.secret && joined.published_at !== null
  if (!open && !isFollower(context, request, joined)) return false
  return showsMirrored(context.db, joined.id, attachment.id)
}

function idOf(request: FastifyRequest): string | null {
  const { params } = request
  const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : ''
  return isUuids([id]) ? id : null
}
