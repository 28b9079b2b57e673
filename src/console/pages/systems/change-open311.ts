import type { FastifyRequest } from 'fastify'
import { invalid } from '../../../errors.ts'
import { changeOpen311Target } from '../../../exchange/index.ts'
import { type AppContext, staffOf } from '../../../http/index.ts'

const MOST_SERVICES = 300

/** What the form says of an institution's own Open311 system. */
export async function changeOpen311(context: AppContext, request: FastifyRequest, id: number) {
  const field = (name: string) =>
    request.form
      .get(name)
      .replaceAll(/[\p{Cc}]/gu, '')
      .trim()
  const apiKey = field('api_key')
  const target = {
    url: field('url'),
    format: field('format'),
    jurisdictionId: field('jurisdiction_id') || null,
    apiKey: apiKey === '' ? undefined : apiKey,
    contactName: field('contact_name'),
    contactEmail: field('contact_email'),
    defaultService: field('default_service'),
    services: readServices(request.form.get('services')),
    active: field('active') !== '',
  }
  await changeOpen311Target(context, staffOf(request), id, target)
  return 'pertukaran'
}

/** One pair a line: `our.category = their-code`. */
function readServices(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([a-z0-9.-]{1,100})\s*=\s*(\S.{0,99}?)\s*$/.exec(line))
  if (lines.length > MOST_SERVICES || pairs.includes(null))
    throw invalid([{ field: 'services', code: 'service_pairs' }])
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}
