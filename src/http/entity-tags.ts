import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The tag of a text: the same text, the same tag. */
export function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** Whether the caller has what this tag names already (RFC 9110 §13.1.2); a proxy that compresses calls it weak. */
export function knowsTag({ headers }: FastifyRequest, tag: string): boolean {
  return headers['if-none-match']?.split(',').some((known) => bare(known) === bare(tag)) ?? false
}

/** What the API answers to a question carries a tag; who has it already gets a 304 and no body. */
export function registerTags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isAnswer =
      request.method === 'GET' && request.url.startsWith('/api/v1/') && reply.statusCode === 200
    if (!isAnswer || typeof payload !== 'string' || reply.hasHeader('etag')) return payload
    const tag = tagOf(payload)
    reply.header('etag', tag)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
    if (!knowsTag(request, tag)) return payload
    reply.code(304)
    return null
  })
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
