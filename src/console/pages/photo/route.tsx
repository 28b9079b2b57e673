import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BlurArea } from '../../../db/index.ts'
import { notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { blurPhoto } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { loadReport } from '../report/load-report.ts'
import { photoPath } from '../report/paths.ts'
import { PhotoPage } from './view.tsx'

/** A photo of a report, where faces and number plates are covered for the public. */
export const photoRoutes: RegisterRoutes = (app, context) => {
  const url = photoPath(':number', ':id')
  app.get(url, { config: { access: 'staff' } }, (request, reply) => show(context, request, reply, null))
  app.post(
    url,
    { config: { access: 'staff' } },
    orRefuse(
      'blur',
      (request, reply, refused) => show(context, request, reply, refused),
      async (request, reply) => {
        const { number, id } = addressOf(request)
        const staff = staffOf(request)
        const { report } = await loadReport(context, staff, number)
        const areas = readAreas(request.form.get('areas'))
        const actor = { kind: 'staff', staff, channel: 'web' } as const
        await blurPhoto(context, actor, report.tracking_number, { attachmentId: id, areas })
        return reply.redirect(`${photoPath(report.tracking_number, id)}?ok=1`, 303)
      },
    ),
  )
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const { number, id } = addressOf(request)
  const { report, record } = await loadReport(context, staffOf(request), number)
  const photo = record.attachments.find((file) => file.id === id && file.kind === 'image')
  if (photo === undefined) throw notFound()
  return sendPage(
    reply,
    <PhotoPage
      frame={await consoleFrame(context, request, reply, photoPath(report.tracking_number, id))}
      model={{
        number: report.tracking_number,
        photo,
        areas: refused?.posted.get('areas') ?? writeAreas(photo.blurred),
        refused,
        saved: queryOf(request)('ok') !== '',
      }}
    />,
    refused?.refusal.status ?? 200,
  )
}

function addressOf(request: FastifyRequest): { number: string; id: string } {
  const { params } = request
  if (typeof params !== 'object' || params === null || !('number' in params) || !('id' in params))
    throw notFound()
  return { number: String(params.number), id: String(params.id) }
}

/** One area a line: left, top, width and height in percent of the picture. What cannot be read counts as outside. */
function readAreas(text: string): BlurArea[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = line
        .split(/[\s,;]+/)
        .map((part) => Number(part) / 100)
      return { x, y, width, height }
    })
}

function writeAreas(areas: readonly BlurArea[] | null): string {
  const percent = (part: number) => Number((part * 100).toFixed(1))
  return (areas ?? [])
    .map(({ x, y, width, height }) => [x, y, width, height].map(percent).join(' '))
    .join('\n')
}
