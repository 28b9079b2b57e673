import type { FastifySchema, RouteOptions } from 'fastify'
import type { Access, AppContext } from '../../http/index.ts'
import { ProblemSchema } from './schemas.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False where an answer is a secret that we do not keep, so that it cannot be given twice. */
    repeatable?: false
  }
}

/** What stands at the top of the OpenAPI document. */
export function openApiInfo({ config }: AppContext) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'LAPOR! API',
      version: '1.0.0',
      description:
        'Submit, follow and handle public-service complaints. Errors are RFC 9457 problem details with a stable `code`. ' +
        'Lists are paged by `cursor`. Every POST accepts an `Idempotency-Key` header.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: config.baseUrl }],
    components: {
      securitySchemes: {
        staff: {
          type: 'http' as const,
          scheme: 'bearer',
          description: 'Personal token (lapor accounts token)',
        },
        system: {
          type: 'oauth2' as const,
          description: 'A connected system: OAuth 2.1 client credentials, or its key as a bearer token',
          flows: {
            clientCredentials: {
              tokenUrl: `${config.baseUrl}/api/v1/oauth/token`,
              scopes: {
                'reports:submit': 'Submit reports for people',
                'reports:read': 'Read the reports of its institution',
                'reports:handle': 'Verify, assign, follow up and answer them',
                webhooks: 'Set up its own webhooks',
                exchange: 'Exchange reports both ways',
              },
            },
          },
        },
        reporter: {
          type: 'http' as const,
          scheme: 'bearer',
          description:
            'A reporter’s own token for a day, by a code to their contact: POST /api/v1/reporter/codes, …/check',
        },
        follow: {
          type: 'apiKey' as const,
          in: 'header' as const,
          name: 'Authorization',
          description: '`Follow <secret>`: the secret of the follow link, returned at submission',
        },
      },
    },
  }
}

const SECURITY: Readonly<Record<Access, readonly Record<string, readonly string[]>[]>> = {
  public: [],
  reporter: [],
  staff: [{ staff: [] }, { system: ['reports:read'] }],
  admin: [{ staff: [] }],
  national: [{ staff: [] }],
}

/** Every operation gets a name made of its method and address, and says who may call it, with which headers. */
export function describeOperation({
  schema,
  url,
  route,
}: {
  schema: FastifySchema
  url: string
  route: RouteOptions
}): { schema: FastifySchema; url: string } {
  const words = url.split('/').slice(3)
  const method = String(route.method).toLowerCase()
  const name = [method, ...words.map(wordOf)].filter(Boolean).join('-')
  const security = schema.security ?? SECURITY[route.config?.access ?? 'public']
  return {
    schema: {
      ...schema,
      operationId: name.replaceAll(/[-_]+([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      security,
      headers: headersOf(method, url, security, route.config?.repeatable ?? true),
      response: describeAnswers(schema.response, method, security),
    },
    url,
  }
}

const text = (description: string) => ({ type: 'string', description })
const whole = (description: string) => ({ type: 'integer', description })

const IDEMPOTENCY = {
  'Idempotency-Key': text('The same key with the same content is done once, however often it is sent'),
}
const REPORT_ACTION = '/api/v1/reports/:tracking_number/'

/** What a caller may send beside the body; all of it can be left out. */
function headersOf(method: string, url: string, security: Security, repeatable: boolean) {
  const language = { 'Accept-Language': text('`en` for English texts; Indonesian otherwise') }
  const isOfStaff = security.some((way) => 'staff' in way)
  const properties =
    method !== 'post'
      ? {
          ...language,
          'If-None-Match': text('The ETag one has; 304 when it is still the present one'),
        }
      : {
          ...language,
          ...(repeatable ? IDEMPOTENCY : {}),
          ...(isOfStaff && url.startsWith(REPORT_ACTION)
            ? { 'If-Match': text('The ETag one read; 412 when the report has changed since') }
            : {}),
        }
  return { type: 'object', properties }
}

type Security = readonly Readonly<Record<string, readonly string[]>>[]

/** Told with every answer to a connected system, and to any other caller. */
const LIMITS = {
  'x-ratelimit-limit': whole('Requests a minute'),
  'x-ratelimit-remaining': whole('Those left of it'),
  'x-ratelimit-reset': whole('Seconds until they begin anew'),
}

/** Refusals are problem details, whatever the operation; what is read carries its tag. */
function describeAnswers(given: unknown, method: string, security: Security) {
  const answers = {
    ...(method === 'get'
      ? { 304: { type: 'null', description: 'What `If-None-Match` names is still so' } }
      : {}),
    ...(given as Record<string, Record<string, unknown>> | undefined),
  }
  return Object.fromEntries(
    Object.entries<Record<string, unknown>>(answers).map(([status, answer]) => {
      if (status.toLowerCase() !== '4xx' && status.toLowerCase() !== '5xx')
        return [status, { ...answer, headers: { ...LIMITS, ...(method === 'get' ? ETAG : {}) } }]
      const own = ((answer.anyOf ?? []) as unknown[]).filter((schema) => schema !== ProblemSchema)
      return [
        status,
        {
          description: status.startsWith('4') ? refusalsOf(security) : 'We failed; it may be tried again',
          headers: { ...LIMITS, 'retry-after': whole('Seconds to wait after a 429 or 503') },
          content: {
            'application/problem+json': { schema: ProblemSchema },
            ...(own.length === 0 ? {} : { 'application/json': { schema: own[0] } }),
          },
        },
      ]
    }),
  )
}

const ETAG = { etag: text('What `If-Match` and `If-None-Match` take') }

function refusalsOf(security: Security): string {
  const isOpen = security.length === 0 || security.some((way) => Object.keys(way).length === 0)
  const own = isOpen ? '' : ', 401 without a valid token, 403 for what its owner may not do'
  return `A refusal, told by its \`code\`: 404 for what the caller may not know of, 422 with each wrong field${own}`
}

/** A parameter is no word of a name: /reports/:tracking_number/assign is postReportAssign. */
function wordOf(part: string, index: number, parts: readonly string[]): string {
  if (part.startsWith(':')) return ''
  return parts[index + 1]?.startsWith(':') ? part.replace(/ies$/, 'y').replace(/s$/, '') : part
}
