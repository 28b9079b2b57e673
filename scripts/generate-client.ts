import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: JSONSchema
}
interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { content: Record<string, { schema: JSONSchema }> }
  readonly responses: Record<string, { content?: Record<string, { schema: JSONSchema }> }>
}

const clientDir = join(import.meta.dirname, '..', 'client')

/** The types of every operation, made of the OpenAPI document; `npm run client` writes them. */
export async function generateOperations(): Promise<string> {
  const document: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
    readFileSync(join(clientDir, 'openapi.json'), 'utf8'),
  )
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const types = await compile(
    {
      type: 'object',
      additionalProperties: false,
      required: operations.map(({ operation }) => operation.operationId),
      properties: Object.fromEntries(
        operations.map(({ operation }) => [operation.operationId, typeOf(operation)]),
      ),
    },
    'Operations',
    {
      bannerComment: '// Made of openapi.json by `npm run client`; do not edit.',
      additionalProperties: false,
      style: { semi: false, singleQuote: true, printWidth: 110 },
    },
  )
  const addresses = operations.map(
    ({ path, method, operation }) =>
      `  ${operation.operationId}: { method: '${method.toUpperCase()}', path: '${path}' },`,
  )
  return `${types}
/** Method and address of every operation. */
export const OPERATIONS = {
${addresses.join('\n')}
} as const satisfies Record<keyof Operations, { method: string; path: string }>
`
}

/** Bytes of a file. */
const FILE: JSONSchema = { tsType: 'Blob' }

function typeOf(operation: Operation): JSONSchema {
  const parameters = operation.parameters ?? []
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1]
  const query = parametersOf(parameters, 'query')
  const parts = Object.entries({
    path: parametersOf(parameters, 'path'),
    query,
    body: operation.requestBody?.content['application/json']?.schema,
    answer: success?.content?.['application/json']?.schema ?? (success?.content?.['*/*'] ? FILE : {}),
  }).flatMap(([name, schema]) => (schema === undefined ? [] : [{ name, schema }]))
  const queryIsOptional =
    query?.required === false || (Array.isArray(query?.required) && query.required.length === 0)
  return {
    type: 'object',
    ...(operation.summary === undefined ? {} : { description: operation.summary }),
    additionalProperties: false,
    required: parts.map(({ name }) => name).filter((name) => name !== 'query' || !queryIsOptional),
    properties: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
  }
}

function parametersOf(all: readonly Parameter[], place: string): JSONSchema | undefined {
  const parameters = all.filter((parameter) => parameter.in === place)
  if (parameters.length === 0) return undefined
  return {
    type: 'object',
    additionalProperties: false,
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [
        name,
        { ...schema, ...(description === undefined ? {} : { description }) },
      ]),
    ),
  }
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(clientDir, 'src', 'operations.ts'), await generateOperations())
}
