import { createHash } from 'node:crypto'
import { notFound } from '../../../errors.ts'
import type { RegisterRoutes } from '../../../http/index.ts'
import {
  type InstitutionFront,
  institutionByCode,
  readEmblem,
  readFront,
} from '../../../institutions/index.ts'

interface Address {
  Params: { code: string }
}

const FOR_A_YEAR = 'public, max-age=31536000, immutable'
const FOR_A_MINUTE = 'public, max-age=60'

/** Where an institution's colour stands, as a style sheet; null where it has the colour of all pages. */
export function colorPath({ code, color }: InstitutionFront): string | null {
  return color === null ? null : `/instansi/${code}/warna.css?v=${digestOf(styleOf(color))}`
}

/** The emblem and the colour of a front page; both may be kept for ever, as their address changes with them. */
export const frontFileRoutes: RegisterRoutes = (app, context) => {
  app.get<Address>(
    '/instansi/:code/lambang.webp',
    { config: { access: 'public' } },
    async (request, reply) => {
      const emblem = await readEmblem(context.db, known(request.params.code))
      if (emblem === null) throw notFound()
      return reply
        .type('image/webp')
        .header('cache-control', asksFor(request.query, emblem.digest) ? FOR_A_YEAR : FOR_A_MINUTE)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(emblem.bytes)
    },
  )
  app.get<Address>('/instansi/:code/warna.css', { config: { access: 'public' } }, async (request, reply) => {
    const node = await institutionByCode(context.db, known(request.params.code))
    const color = node === null ? null : (await readFront(context.db, node.id)).color
    if (color === null) throw notFound()
    const style = styleOf(color)
    return reply
      .type('text/css; charset=utf-8')
      .header('cache-control', asksFor(request.query, digestOf(style)) ? FOR_A_YEAR : FOR_A_MINUTE)
      .send(style)
  })
}

/** On a colour of its own all text is as light as it can be. */
function styleOf(color: string): string {
  return `:root{--color-field:${color};--color-on-field-soft:#fbf7f0}`
}

function digestOf(style: string): string {
  return createHash('sha256').update(style).digest('hex').slice(0, 16)
}

function asksFor(query: unknown, digest: string): boolean {
  return typeof query === 'object' && query !== null && 'v' in query && query.v === digest
}

function known(code: string): string {
  if (!/^[\w.-]+$/.test(code)) throw notFound()
  return code
}
