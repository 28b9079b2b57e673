import { XMLBuilder } from 'fast-xml-parser'
import type { FastifyReply } from 'fastify'
import { DomainError } from '../../errors.ts'

/** GeoReport v2: the ending of the address says the format. */
export type Format = 'xml' | 'json'

/** Content types as GeoReport v2 writes them ("Format Support"). */
const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

export type Scalar = string | number | boolean | null
export type Tree = Scalar | readonly Tree[] | { readonly [name: string]: Tree | undefined }

/**
 * Part a name from its format: "services.json" → services, json.
 * @throws DomainError not_found for any other ending: the format is a part of the address
 */
export function splitFormat(file: string): { name: string; format: Format } {
  const match = /^(.+)\.(xml|json)$/.exec(file)
  if (match?.[1] === undefined) throw new DomainError('not_found', 404)
  return { name: match[1], format: match[2] === 'json' ? 'json' : 'xml' }
}

/** What the ending of an address asks for; XML, the format every GeoReport client reads, when it says nothing. */
export function formatOf(url: string): Format {
  return /\.json(\?|$)/.test(url) ? 'json' : 'xml'
}

const builder = new XMLBuilder({
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
  ignoreAttributes: true,
})

/**
 * Send one tree in either format. In JSON a list stands bare; in XML it stands in `root` with an `item` element each,
 * and lists inside are wrapped alike by `inner`.
 */
export function sendTree(
  reply: FastifyReply,
  format: Format,
  content: { root: string; item?: string; inner?: Readonly<Record<string, string>>; value: Tree },
  status = 200,
) {
  reply.code(status).header('content-type', CONTENT_TYPES[format]).header('access-control-allow-origin', '*')
  if (format === 'json') return reply.send(JSON.stringify(content.value))
  const { root, item, inner = {}, value } = content
  const body = Array.isArray(value)
    ? { [item ?? 'item']: value.map((entry) => toXml(entry, inner)) }
    : toXml(value, inner)
  return reply.send(`<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: body })}`)
}

/** Lists become repeated elements in a wrapper; a null an empty element; characters XML 1.0 forbids are left out. */
function toXml(value: Tree | undefined, inner: Readonly<Record<string, string>>): unknown {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string')
    return value.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((entry) => toXml(entry, inner))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([name, entry]) => {
        const item = Array.isArray(entry) ? inner[name] : undefined
        return [name, item === undefined ? toXml(entry, inner) : { [item]: toXml(entry, inner) }]
      }),
  )
}
