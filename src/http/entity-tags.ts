import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** The tag of a text: the same text, the same tag. */
export function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** Whether the caller has what this tag names already (RFC 9110 §13.1.2); a proxy that compresses calls it weak. */
export function knowsTag({ headers }: FastifyRequest, tag: string): boolean {
  return headers['if-none-match']?.split(',').some((known) => bare(known) === bare(tag)) ?? false
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
