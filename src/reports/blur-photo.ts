import sharp from 'sharp'
import type { Clock } from '../clock.ts'
import type { BlurArea, Db } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { type Actor, loadPlace, partiesOf, staffMaySee } from './actor.ts'
import { isUuids } from './attachments.ts'
import type { FileStore } from './file-store.ts'

/** More faces than this are a crowd; then the picture is not for the public. */
const MOST_AREAS = 40
/** A face of so few pixels side by side is nobody's, whatever is done to the picture. */
const COARSE = 6

/** Where the copy lies that the public sees. */
export function publicCopyOf(attachmentId: string): string {
  return `${attachmentId}.public`
}

/**
 * Make faces and number plates of a photo unrecognisable in the copy that the public sees; the original stays for the
 * handlers. Without areas the public sees the original again.
 * @throws DomainError not_found; not_allowed (403) for others than verifiers and handlers; invalid_input on `areas`
 */
export async function blurPhoto(
  deps: { readonly db: Db; readonly clock: Clock; readonly files: FileStore },
  actor: Actor & { readonly kind: 'staff' },
  trackingNumber: string,
  command: { readonly attachmentId: string; readonly areas: readonly BlurArea[] },
): Promise<void> {
  const { attachmentId, areas } = command
  const report = await deps.db
    .selectFrom('reports')
    .select(['id', 'state', 'submitted_at', 'holder_id', 'institution_id'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (report === undefined || !isUuids([attachmentId])) throw notFound()
  const place = await loadPlace(deps.db, report)
  if (!staffMaySee(actor.staff, place)) throw notFound()
  const parties = partiesOf(actor, place)
  if (!parties.has('verifier') && !parties.has('handler')) throw new DomainError('not_allowed', 403)
  const photo = await deps.db
    .selectFrom('attachments')
    .select('id')
    .where('id', '=', attachmentId)
    .where('report_id', '=', report.id)
    .where('kind', '=', 'image')
    .executeTakeFirst()
  if (photo === undefined) throw notFound()
  if (areas.length > MOST_AREAS || !areas.every(isInside)) {
    throw invalid([{ field: 'areas', code: 'areas_unreadable' }])
  }
  if (areas.length > 0) {
    const original = await readAll(deps.files, attachmentId)
    await deps.files.put(publicCopyOf(attachmentId), await blur(original, areas))
  }
  await deps.db
    .updateTable('attachments')
    .set({
      blurred: areas.length === 0 ? null : JSON.stringify(areas),
      blurred_at: areas.length === 0 ? null : deps.clock.now(),
    })
    .where('id', '=', attachmentId)
    .execute()
  if (areas.length === 0) await deps.files.remove(publicCopyOf(attachmentId))
}

async function blur(original: Buffer, areas: readonly BlurArea[]): Promise<Buffer> {
  const { width, height } = await sharp(original).metadata()
  const covers = await Promise.all(
    areas.map(async (area) => {
      const left = Math.min(Math.floor(area.x * width), width - 1)
      const top = Math.min(Math.floor(area.y * height), height - 1)
      const box = {
        left,
        top,
        width: Math.max(1, Math.min(Math.ceil(area.width * width), width - left)),
        height: Math.max(1, Math.min(Math.ceil(area.height * height), height - top)),
      }
      // Thrown away, not only blurred: a strong blur can be computed back, six pixels cannot.
      const coarse = await sharp(original).extract(box).resize(COARSE, COARSE, { fit: 'fill' }).toBuffer()
      const input = await sharp(coarse)
        .resize(box.width, box.height, { fit: 'fill', kernel: 'cubic' })
        .toBuffer()
      return { input, left: box.left, top: box.top }
    }),
  )
  return sharp(original).composite(covers).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
}

function isInside({ x, y, width, height }: BlurArea): boolean {
  const fits = (from: number, length: number) => from >= 0 && length > 0 && from < 1 && from + length <= 1.001
  return [x, y, width, height].every(Number.isFinite) && fits(x, width) && fits(y, height)
}

async function readAll(files: FileStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of files.read(id)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
