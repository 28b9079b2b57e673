import type { FastifySchema, RouteOptions } from 'fastify'
import type { Access, AppContext } from '../../http/index.ts'

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

/** Every operation gets a name made of its method and address, and says who may call it. */
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
  const name = [String(route.method).toLowerCase(), ...words.map(wordOf)].filter(Boolean).join('-')
  return {
    schema: {
      ...schema,
      operationId: name.replaceAll(/[-_]+([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      security: schema.security ?? SECURITY[route.config?.access ?? 'public'],
    },
    url,
  }
}

/** A parameter is no word of a name: /reports/:tracking_number/assign is postReportAssign. */
function wordOf(part: string, index: number, parts: readonly string[]): string {
  if (part.startsWith(':')) return ''
  return parts[index + 1]?.startsWith(':') ? part.replace(/s$/, '') : part
}
