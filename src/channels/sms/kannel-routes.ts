import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mode, SmsConfig } from '../../config.ts'
import { DomainError } from '../../errors.ts'
import { secretsEqual } from '../../identity/index.ts'
import type { Inbox } from '../inbox.ts'
import { deliveryToken } from './delivery-token.ts'
import { gsmSeptets, plainText } from './gsm.ts'
import { rawOfQuery } from './kannel-query.ts'

/** A long SMS of ten parts in UTF-16, each byte as %XX, is far below. */
const LONGEST_QUERY = 16_384

/** Kannel's get-url and post-url, and its delivery reports. */
export function kannelRoutes(config: {
  readonly sms: SmsConfig
  readonly mode: Mode
}): (app: FastifyInstance, inbox: Inbox) => void {
  const { sms, mode } = config
  // In training mode, which only this machine reaches, anyone may play the gateway.
  if (sms.secret === null && mode === 'production') return () => undefined
  return (app, inbox) => {
    const guard = async (request: FastifyRequest, given: string, wanted: string | null) => {
      if (sms.callers.includes(request.ip) && (wanted === null || secretsEqual(given, wanted))) return
      await inbox.refuse('sms')
      throw new DomainError('not_allowed', 403)
    }
    const take = async (request: FastifyRequest) => {
      const query = `${queryOf(request)}&${typeof request.body === 'string' ? request.body : ''}`
      await guard(request, fieldOf(query, 'secret'), sms.secret)
      if (query.length > LONGEST_QUERY) throw new DomainError('too_large', 413)
      const raw = rawOfQuery(query.replace(/&$/, ''))
      return inbox.answer(raw)
    }
    app.register(async (scope) => {
      scope.removeContentTypeParser('application/x-www-form-urlencoded')
      // Byte by byte: the text is in the message's own charset.
      scope.addContentTypeParser(
        ['application/x-www-form-urlencoded', 'text/plain'],
        { parseAs: 'buffer' },
        (_request, body, done) => done(null, body.toString('latin1')),
      )
      scope.route({
        method: ['GET', 'POST'],
        url: '/channels/sms/kannel',
        config: { access: 'public', csrf: false, rateLimit: false },
        handler: async (request, reply) => {
          const text = plainText((await take(request)) ?? '')
          // Without it Kannel would squeeze other scripts into the GSM alphabet.
          if (gsmSeptets(text) === null) reply.header('X-Kannel-Coding', '2')
          return reply.type('text/plain; charset=UTF-8').send(text)
        },
      })
      scope.get(
        '/channels/sms/kannel/delivery',
        { config: { access: 'public', csrf: false, rateLimit: false } },
        async (request, reply) => {
          const query = queryOf(request)
          const id = fieldOf(query, 'id')
          await guard(request, fieldOf(query, 'token'), deliveryToken(sms.secret ?? '', id))
          const outcome = OUTCOMES[fieldOf(query, 'status')]
          if (outcome !== undefined) await inbox.delivered('sms', id, outcome)
          return reply.type('text/plain; charset=UTF-8').send('')
        },
      )
    })
  }
}

/** Kannel's delivery report values. */
const OUTCOMES: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  1: 'delivered',
  2: 'undelivered',
  16: 'undelivered',
}

function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}

function fieldOf(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? ''
}
