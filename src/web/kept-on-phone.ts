import type { FastifyReply } from 'fastify'

/** The reporter's own page: their phone may keep it to be read without a network, until they sign out. */
export function mayBeKept(reply: FastifyReply): void {
  reply.header('x-lapor-luring', 'simpan')
}

/** Nobody is signed in any more: the browser forgets every own page, its files and the news it was to show. */
export function mustBeForgotten(reply: FastifyReply): void {
  // Not "storage": reports that wait to be sent would be lost. Our worker clears what it kept of own pages.
  reply.header('x-lapor-luring', 'lupakan').header('clear-site-data', '"cache"')
}
