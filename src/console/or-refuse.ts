import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'
import type { Refused } from './form-values.ts'

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Do what a form asks; where it is refused, show the page again with everything typed and what is to be mended. */
export function orRefuse(
  form: string,
  show: (request: FastifyRequest, reply: FastifyReply, refused: Refused) => Promise<FastifyReply>,
  handle: Handle,
): Handle {
  return async (request, reply) => {
    try {
      return await handle(request, reply)
    } catch (error) {
      const mendable = error instanceof DomainError && (error.fields.length > 0 || error.status === 409)
      if (!mendable) throw error
      return show(request, reply, { form, posted: request.form, refusal: error })
    }
  }
}
