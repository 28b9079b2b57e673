import type { FastifyReply } from 'fastify'

/** The reporter's own page: their phone may keep it to be read without a network, until they sign out. */
export function mayBeKept(reply: FastifyReply): void {
  reply.header('x-lapor-luring', 'simpan')
}
