import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'
import { ATTACHMENT_LIMITS } from '../reports/index.ts'

export interface FormFile {
  readonly field: string
  readonly name: string
  readonly bytes: Buffer
  /** Longer than the limit; `bytes` is what came before it. */
  readonly tooLarge: boolean
}

/** A posted form, whichever way it was encoded. A field that is not there reads as an empty text. */
export interface PostedForm {
  get(name: string): string
  getAll(name: string): readonly string[]
  /** The fields that were sent. */
  readonly names: readonly string[]
  readonly files: readonly FormFile[]
}

declare module 'fastify' {
  interface FastifyRequest {
    form: PostedForm
  }
}

const FORM_BYTES = 256 * 1024
const MULTIPART_BYTES = (ATTACHMENT_LIMITS.count + 1) * ATTACHMENT_LIMITS.bytes + FORM_BYTES
const EMPTY: PostedForm = { get: () => '', getAll: () => [], names: [], files: [] }

/** Read urlencoded and multipart bodies into `request.form`. */
export function registerForms(app: FastifyInstance): void {
  app.decorateRequest('form')
  app.addHook('onRequest', async (request) => {
    request.form = EMPTY
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: FORM_BYTES },
    (_request, body, done) => {
      try {
        // The route's limit is that of files; a form without files is far smaller.
        if (body.length > FORM_BYTES) throw new DomainError('too_large', 413)
        done(null, fieldsOf(readUrlencoded(body)))
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  )
  app.addHook('onRoute', (route) => {
    // Fastify's own limit of 1 MiB would cut photos off before the form could say so.
    if (route.config?.access !== undefined && route.method === 'POST') route.bodyLimit ??= MULTIPART_BYTES
  })
  app.addHook('preValidation', async (request) => {
    if (request.isMultipart()) {
      await readMultipart(request)
    } else if (isForm(request.body)) {
      request.form = request.body
    }
  })
}

function isForm(body: unknown): body is PostedForm {
  return typeof body === 'object' && body !== null && 'getAll' in body && typeof body.getAll === 'function'
}

/** Files beyond the number a form takes are counted, not kept. */
const MOST_FILES = 30

/** What arrived stands in `request.form` even when the rest is refused, so that a page can show it again. */
async function readMultipart(request: FastifyRequest): Promise<void> {
  const fields: [string, string][] = []
  const files: FormFile[] = []
  try {
    await readParts(request, fields, files)
  } finally {
    request.form = fieldsOf(fields, files)
  }
}

async function readParts(
  request: FastifyRequest,
  fields: [string, string][],
  files: FormFile[],
): Promise<void> {
  for await (const part of request.parts({
    limits: {
      fileSize: ATTACHMENT_LIMITS.bytes,
      files: MOST_FILES,
      fields: 200,
      fieldSize: FORM_BYTES,
    },
  })) {
    if (part.type === 'field') {
      fields.push([part.fieldname, String(part.value ?? '')])
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) if (files.length <= ATTACHMENT_LIMITS.count) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    // A file field that was left empty arrives as a file without name and content.
    if (part.filename === '' && bytes.length === 0) continue
    files.push({ field: part.fieldname, name: part.filename, bytes, tooLarge: part.file.truncated })
  }
}

/** @throws DomainError broken_utf8 */
function readUrlencoded(body: string | Buffer): [string, string][] {
  const text = typeof body === 'string' ? body : decodeUtf8(body)
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decodePart(name), decodePart(value.join('='))]
    })
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    throw new DomainError('broken_utf8', 400)
  }
}

/** @throws DomainError broken_utf8: what cannot be read must not be stored as question marks */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new DomainError('broken_utf8', 400)
  }
}

function fieldsOf(pairs: readonly [string, string][], files: readonly FormFile[] = []): PostedForm {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  return {
    get: (name) => values.get(name)?.[0] ?? '',
    getAll: (name) => values.get(name) ?? [],
    names: [...values.keys()],
    files,
  }
}
