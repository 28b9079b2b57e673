import type { FastifyRequest } from 'fastify'

/** The parameters of an address; a repeated one counts once, what is not there is an empty text. */
export function queryOf(request: FastifyRequest): (name: string) => string {
  const query = request.query
  return (name) => {
    if (typeof query !== 'object' || query === null) return ''
    const value: unknown = Object.hasOwn(query, name) ? Reflect.get(query, name) : ''
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? first.replaceAll('\0', '').trim() : ''
  }
}

/** All values of a parameter that may be given several times. */
export function allOf(request: FastifyRequest, name: string): string[] {
  const query = request.query
  if (typeof query !== 'object' || query === null || !Object.hasOwn(query, name)) return []
  return [Reflect.get(query, name)].flat().filter((value): value is string => typeof value === 'string')
}

/** A path with the given parameters; absent and empty ones are left out. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
