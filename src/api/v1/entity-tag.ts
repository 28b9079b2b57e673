import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../errors.ts'
import { knowsTag } from '../../http/index.ts'

/** The tag of a report as this caller sees it (RFC 9110 §8.8.3): its version, whose view, which language. */
export function entityTag(version: number, view: 'public' | 'reporter' | 'staff', language: string): string {
  return `"${version}-${view}-${language}"`
}

/** Set the tag; true when the caller has this very state already and a 304 is enough. */
export function isFresh(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply
    .header('etag', tag)
    .header('vary', 'authorization, accept-language')
    .header('cache-control', 'no-cache')
  return knowsTag(request, tag)
}

/**
 * The version that `If-Match` demands; undefined when the header is not there or is `*`.
 * @throws DomainError precondition_failed when none of its tags is one of ours
 */
export function demandedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']?.trim()
  if (header === undefined || header === '*') return undefined
  const versions = header.split(',').flatMap((tag) => /^\s*"(\d{1,9})-/.exec(tag)?.[1] ?? [])
  if (versions.length !== 1) throw new DomainError('precondition_failed', 412)
  return Number(versions[0])
}

/** A change by somebody else is a conflict for a version in the body, and a failed precondition for `If-Match`. */
export async function underPrecondition<Result>(
  request: FastifyRequest,
  run: (version: number | undefined) => Promise<Result>,
): Promise<Result> {
  const version = demandedVersion(request)
  try {
    return await run(version)
  } catch (error) {
    const failed = version !== undefined && error instanceof DomainError && error.code === 'changed_meanwhile'
    throw failed ? new DomainError('precondition_failed', 412) : error
  }
}
