import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import sharp from 'sharp'
import { notFound } from '../errors.ts'
import { secretsEqual } from '../identity/index.ts'
import { isUuids, publicCopyOf } from '../reports/index.ts'
import type { AppContext } from './app-context.ts'

/** A file of a report, for someone who has just been found to be allowed it. */
export interface ServedFile {
  readonly id: string
  /** `public`: the copy with faces and plates covered. */
  readonly copy: 'original' | 'public'
  /** The side of a small picture in pixels; null for the file itself. */
  readonly small: number | null
  /** What it is called for whoever may not know the name that a person gave it. */
  readonly name?: string
}

/** Where files are served from on the host that has no cookies. */
const PATH = '/berkas'
const DAY_SECONDS = 86_400
/** A link that was passed on is dead soon; a page that was opened just now still shows its pictures. */
const LINK_MS = 10 * 60_000
/** Small pictures are made for lists; a link asks for no other size. */
const LARGEST_SMALL = 1_024

/**
 * Send a file: from here, or, where an operator has set a host for files, by a signed link to that host, which reads no
 * cookies. Whatever somebody managed to upload then shares no origin with the pages.
 */
export async function sendFile(context: AppContext, reply: FastifyReply, file: ServedFile) {
  const { uploadsUrl } = context.config
  if (uploadsUrl === null) return streamFile(context, reply, file)
  return reply
    .header('cache-control', `private, max-age=${LINK_MS / 2_000}`)
    .redirect(`${uploadsUrl}${linkTo(context, file)}`, 302)
}

/** `/berkas`: signed links on the host for files, and nothing else there. */
export function registerFiles(app: FastifyInstance, context: AppContext): void {
  const { uploadsUrl } = context.config
  if (uploadsUrl === null) return
  const { host } = new URL(uploadsUrl)
  app.addHook('onRequest', async (request) => {
    // Pages are not on the host of files, where an upload could reach them; files are not on the host of pages.
    const isFile = request.url.startsWith(`${PATH}/`)
    if ((request.host === host) !== isFile) throw notFound()
  })
  app.get<{ Params: { id: string } }>(`${PATH}/:id`, { config: { access: 'public' } }, (request, reply) => {
    const file = readLink(context, request)
    if (file === null) throw notFound()
    reply.header('cross-origin-resource-policy', 'cross-origin')
    return streamFile(context, reply, file)
  })
}

/** Send a file from here, to whoever follows no redirect. */
export async function streamFile(
  context: AppContext,
  reply: FastifyReply,
  { id, copy, small, name }: ServedFile,
) {
  const file = await context.db
    .selectFrom('attachments')
    .select(['kind', 'mime', 'bytes', 'original_name'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (file === undefined) throw notFound()
  // A picture we encoded ourselves is harmless in the browser; everything else is saved, not opened.
  const inline = file.kind === 'image'
  reply
    .header('content-type', file.mime)
    .header('content-disposition', disposition(inline ? 'inline' : 'attachment', name ?? file.original_name))
    .header('x-content-type-options', 'nosniff')
    // Whatever somebody managed to upload: it runs nothing and reaches nothing here.
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', `private, max-age=${DAY_SECONDS}`)
  const bytes = context.files.read(copy === 'public' ? publicCopyOf(id) : id)
  if (!inline || small === null) {
    return copy === 'public' ? reply.send(bytes) : reply.header('content-length', file.bytes).send(bytes)
  }
  const picture = sharp()
    .resize({ width: small, height: small, fit: 'cover', withoutEnlargement: true })
    .jpeg({ quality: 70 })
  bytes.on('error', (error) => picture.destroy(error))
  return reply.type('image/jpeg').send(bytes.pipe(picture))
}

function linkTo(context: AppContext, file: ServedFile): string {
  // On a grid, so that a browser that comes back within minutes has the picture already.
  const until = (Math.floor(context.clock.now().getTime() / LINK_MS) + 2) * LINK_MS
  const query = new URLSearchParams({
    salinan: file.copy,
    ukuran: String(file.small ?? 0),
    sampai: String(until),
    tanda: signatureOf(context, file, until),
  })
  return `${PATH}/${file.id}?${query}`
}

/** The file of a link that we made and that is still good; null for any other. */
function readLink(
  context: AppContext,
  request: FastifyRequest<{ Params: { id: string } }>,
): ServedFile | null {
  const { query } = request
  const read = (name: string) =>
    typeof query === 'object' && query !== null && name in query ? String(Reflect.get(query, name)) : ''
  const small = Number(read('ukuran'))
  const until = Number(read('sampai'))
  if (!isUuids([request.params.id]) || !Number.isInteger(small) || small < 0 || small > LARGEST_SMALL)
    return null
  const file: ServedFile = {
    id: request.params.id,
    copy: read('salinan') === 'original' ? 'original' : 'public',
    small: small === 0 ? null : small,
  }
  const good = Number.isSafeInteger(until) && until > context.clock.now().getTime()
  return good && secretsEqual(signatureOf(context, file, until), read('tanda')) ? file : null
}

function signatureOf({ sealer }: AppContext, { id, copy, small }: ServedFile, until: number): string {
  return sealer.derive('file link', `${id} ${copy} ${small ?? 0} ${until}`).toString('base64url')
}

/** RFC 6266: a plain name for old browsers, the real one encoded. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\w.\- ]/g, '_')
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll("'", '%27')}`
}
