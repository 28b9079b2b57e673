import type { FastifyInstance } from 'fastify'
import type { ChannelName } from '../db/index.ts'
import type { Inbox } from './inbox.ts'
import { fitsSignature } from './signature.ts'

/** Meta gathers up to 3 MB in one call. */
const BODY_MAX = 4 * 1024 * 1024

/** A webhook whose calls are signed over the body as it came: a forged one is refused, a true one answered once stored. */
export function receiveSigned(
  app: FastifyInstance,
  inbox: Inbox,
  webhook: {
    channel: ChannelName
    url: string
    header: string
    secret: string
    encoding: 'hex' | 'base64'
    take(body: unknown): Promise<void>
  },
): void {
  app.register(async (scope) => {
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: BODY_MAX },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      webhook.url,
      { bodyLimit: BODY_MAX, config: { access: 'public', csrf: false, rateLimit: false } },
      async (request, reply) => {
        const { secret, encoding } = webhook
        const given = request.headers[webhook.header]
        if (!Buffer.isBuffer(request.body) || !fitsSignature(request.body, { secret, encoding, given })) {
          await inbox.refuse(webhook.channel)
          return reply.code(401).send({})
        }
        const body = parse(request.body)
        if (body === null) return reply.code(400).send({})
        await webhook.take(body)
        return {}
      },
    )
  })
}

function parse(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
