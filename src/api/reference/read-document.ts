import type { Schema } from './sample-of.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly type: Schema
  readonly description: string | null
}

export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string | null
  /** Who may call it, each way by itself. */
  readonly security: readonly string[]
  /** Whether anybody may, without any of them. */
  readonly isOpen: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  readonly isMultipart: boolean
  readonly answers: readonly { readonly status: string; readonly schema: Schema | null }[]
}

interface RawOperation {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema?: Schema
    readonly description?: string
  }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

const JSON_TYPE = 'application/json'

/** The operations of an OpenAPI document, by their tag, in the order they stand there. */
export function readDocument(document: object): ReadonlyMap<string, readonly Operation[]> {
  const paths = ('paths' in document ? document.paths : {}) as Readonly<
    Record<string, Readonly<Record<string, RawOperation>>>
  >
  const byTag = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, raw] of Object.entries(methods)) {
      const operation = toOperation(path, method, raw)
      byTag.set(operation.tag, [...(byTag.get(operation.tag) ?? []), operation])
    }
  }
  return byTag
}

function toOperation(path: string, method: string, raw: RawOperation): Operation {
  const content = raw.requestBody?.content ?? {}
  const ways = raw.security ?? []
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method === 'get' ? 'GET' : 'POST',
    path,
    tag: raw.tags?.[0] ?? 'other',
    summary: raw.summary ?? path,
    description: raw.description ?? null,
    security: ways.flatMap((way) =>
      Object.entries(way).map(([name, scopes]) => (scopes.length === 0 ? name : scopes.join(', '))),
    ),
    isOpen: ways.length === 0 || ways.some((way) => Object.keys(way).length === 0),
    parameters: (raw.parameters ?? []).flatMap((parameter) =>
      parameter.in === 'path' || parameter.in === 'query'
        ? [
            {
              name: parameter.name,
              in: parameter.in,
              required: parameter.required ?? false,
              type: parameter.schema ?? {},
              description: parameter.description ?? null,
            },
          ]
        : [],
    ),
    body: content[JSON_TYPE]?.schema ?? null,
    isMultipart: 'multipart/form-data' in content,
    answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => ({
      status,
      schema: Object.values(answer.content ?? {})[0]?.schema ?? null,
    })),
  }
}
