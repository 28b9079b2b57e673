import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'

/** Every operation of the document is called with what its schema allows and with what it does not. */

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[]
  readonly requestBody?: { content: Record<string, { schema: Schema }> }
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>
}

const RUNS = 12
let lapor: TestApp
let operations: { method: 'GET' | 'POST'; path: string; operation: Operation }[]
let callers: Record<string, string>[]
let known: string[]

beforeAll(async () => {
  lapor = await createTestApp()
  const document = (await lapor.app.inject('/api/v1/openapi.json')).json()
  operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method === 'get' ? ('GET' as const) : ('POST' as const),
      path,
      operation,
    })),
  )
  const [city, nation] = [
    await lapor.staff('institution_admin', 'kota-pekalongan'),
    await lapor.staff('national_admin', 'nasional'),
  ]
  const { trackingNumber, followSecret } = await lapor.report()
  callers = [
    {},
    { authorization: `Bearer ${city.token}` },
    { authorization: `Bearer ${nation.token}` },
    { authorization: `Follow ${followSecret}` },
    { authorization: 'Bearer salah' },
  ]
  known = [trackingNumber, 'kota-pekalongan', 'pkl-dpupr', '33.75.01.1002', 'infrastruktur.jalan-rusak']
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('no input makes an operation fail on our side, and every answer fits its schema', async () => {
  const ajv = new Ajv({ strict: false })
  addFormats(ajv)
  expect(operations.length).toBeGreaterThan(30)
  for (const { method, path, operation } of operations) {
    const body = operation.requestBody?.content['application/json']?.schema
    const parameters = operation.parameters ?? []
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...callers),
        fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, text(schema)]))),
        body === undefined
          ? fc.constant(undefined)
          : fc.oneof(arbitraryOf(body), arbitraryOf(body), fc.jsonValue()),
        async (headers, given, payload) => {
          const query = new URLSearchParams(
            parameters
              .filter((one) => one.in === 'query' && given[one.name] !== '')
              .map(({ name }) => [name, given[name] ?? '']),
          )
          const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
            encodeURIComponent(given[name] || 'x'),
          )
          const answer = await lapor.app.inject({
            method,
            url: `${filled}?${query}`,
            headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
            ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
          })
          const told = `${operation.operationId} ${answer.statusCode} ${answer.body.slice(0, 300)}`
          expect(answer.statusCode, told).toBeLessThan(500)
          const range = `${String(answer.statusCode)[0]}XX`
          const response = operation.responses[answer.statusCode] ?? operation.responses[range]
          expect(response, told).toBeDefined()
          const schema = response?.content?.['application/json']?.schema
          if (schema !== undefined && answer.statusCode !== 404) {
            expect(ajv.validate(schema, answer.json()), `${told} ${ajv.errorsText()}`).toBe(true)
          }
        },
      ),
      { numRuns: RUNS },
    )
  }
}, 240_000)

/** Words that hurt: what databases, parsers and pages stumble over. */
const ODD = [
  '',
  ' ',
  '\0',
  '\u{fffe}',
  '\ud800',
  "'; drop table reports; --",
  '%00',
  '../../etc/passwd',
  '🙂'.repeat(50),
  'a'.repeat(20_000),
]

function text(schema: Schema = {}): fc.Arbitrary<string> {
  const likely = (schema.enum ?? known).map(String)
  return fc
    .oneof(fc.constantFrom(...likely), fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...ODD))
    .map((word) => (word.isWellFormed() ? word : ''))
}

function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(arbitraryOf))
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.type === 'object') {
    const properties = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, arbitraryOf(inner)]),
    )
    return fc.record(properties, { requiredKeys: [...(schema.required ?? [])] })
  }
  if (schema.type === 'array') return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 7 })
  if (schema.type === 'integer') {
    return fc.oneof(fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 5 }), fc.maxSafeInteger())
  }
  if (schema.type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  return fc.oneof(
    fc.constantFrom(...known, '081234567890', 'Siti Rahma', '2026-11-01', 'Sudah kami perbaiki pagi ini.'),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...ODD),
  )
}
