import { existsSync, mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, fieldErrorText, type RegisterRoutes } from '../../../http/index.ts'
import { translator } from '../../../i18n/index.ts'
import { ATTACHMENT_LIMITS, isUuids, storeUpload } from '../../../reports/index.ts'
import { namesFields } from '../../field-problems.ts'

export const UPLOAD_PATH = '/unggah'
/** A phone that was without a network for a day begins its file anew. */
const UNFINISHED_FOR_MS = 24 * 3_600_000
/** From one address: a village office sends the photos of many, a script that fills the disk many more. */
const FILES_PER_MINUTE = 60

/**
 * Files that arrive in pieces and go on after a break, by the tus protocol 1.0. A finished one is taken in as any other
 * attachment, kept under the key its sender made up (128 random bits) until a report names that key.
 */
export const uploadRoutes: RegisterRoutes = (app, context) => {
  const server = openServer(context)
  app.register((scope, _options, done) => {
    // The pieces are read by the protocol's own server, not as a body.
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, parsed) =>
      parsed(null, null),
    )
    serve(scope, server)
    done()
  })
}

function serve(scope: FastifyInstance, server: Server): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack()
    await server.handle(request.raw, reply.raw)
  }
  // A foreign page cannot send the header Tus-Resumable here without asking, and is not allowed to.
  const config = { access: 'public', csrf: false } as const
  const rateLimit = { max: FILES_PER_MINUTE, timeWindow: '1 minute' }
  scope.route({ method: ['POST'], url: UPLOAD_PATH, config: { ...config, rateLimit }, handler })
  scope.route({ method: ['OPTIONS'], url: UPLOAD_PATH, config, handler })
  scope.route({ method: ['PATCH', 'HEAD', 'DELETE'], url: `${UPLOAD_PATH}/:id`, config, handler })
}

function openServer(context: AppContext): Server {
  const directory = join(context.config.dataDir, 'uploads')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const datastore = new FileStore({ directory, expirationPeriodInMilliseconds: UNFINISHED_FOR_MS })
  return new Server({
    path: UPLOAD_PATH,
    datastore,
    maxSize: ATTACHMENT_LIMITS.bytes,
    relativeLocation: true,
    allowedOrigins: [new URL(context.config.baseUrl).origin],
    async onUploadCreate(_request, upload) {
      if (!isUuids([upload.metadata?.key ?? ''])) throw { status_code: 422, body: 'key must be a UUID' }
      return {}
    },
    async onUploadFinish(_request, upload) {
      await takeIn(context, {
        path: join(directory, upload.id),
        key: upload.metadata?.key ?? '',
        name: upload.metadata?.name ?? '',
        language: upload.metadata?.language === 'en' ? 'en' : 'id',
      })
      await datastore.remove(upload.id)
      return {}
    },
  })
}

interface Finished {
  readonly path: string
  readonly key: string
  readonly name: string
  readonly language: 'id' | 'en'
}

/** A file whose end was not acknowledged comes once more, and is the same file. */
async function takeIn(context: AppContext, { path, key, name, language }: Finished): Promise<void> {
  const before = await context.db
    .selectFrom('attachments')
    .select('id')
    .where('draft_id', '=', key)
    .executeTakeFirst()
  if (before !== undefined) return
  try {
    await storeUpload(context, { name, bytes: await readFile(path), draftId: key })
  } catch (error) {
    if (!namesFields(error)) throw error
    const [field] = error.fields
    // The protocol's server answers with what is thrown.
    throw {
      status_code: 422,
      body: field === undefined ? error.message : fieldErrorText(translator(language), field),
    }
  }
}

/** Drop the pieces of files that were never finished. */
export async function dropUnfinishedUploads(dataDir: string): Promise<void> {
  const directory = join(dataDir, 'uploads')
  if (!existsSync(directory)) return
  await new FileStore({ directory, expirationPeriodInMilliseconds: UNFINISHED_FOR_MS }).deleteExpired()
}
