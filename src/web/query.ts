import type { FastifyRequest } from 'fastify'

/** The parameters of an address; a repeated one counts once, what is not there is an empty text. */
export function queryOf(request: FastifyRequest): (name: string) => string {
  const query = request.query
  return (name) => {
    if (typeof query !== 'object' || query === null || !Object.hasOwn(query, name)) return ''
    const value: unknown = Reflect.get(query, name)
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? first.replaceAll('\0', '').trim().slice(0, QUERY_LENGTH) : ''
  }
}

/** Nobody searches with more; it keeps a pasted page away from the full-text parser. */
const QUERY_LENGTH = 300

/** A path with the given parameters; absent and empty ones are left out. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
