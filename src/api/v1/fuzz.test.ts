import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { createWebhook, saveExchangeLink } from '../../exchange/index.ts'
import { createSystem, makeSystemKey, SYSTEM_SCOPES, startReporterSession } from '../../identity/index.ts'

/** Every operation of the document is called with what its schema allows and with what it does not. */

interface Schema {
  readonly type?: string
  readonly format?: string
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
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[]
  readonly requestBody?: { content: Record<string, { schema: Schema }> }
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>
}

interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly operation: Operation
}
type Caller = Readonly<Record<string, string>>

const RUNS = 15
const RUNS_OF_A_SYSTEM = 60
const ajv = new Ajv({ strict: false })
addFormats(ajv)
let lapor: TestApp
let operations: Call[]
let callers: Caller[]
let system: Caller
let known: string[]
/** The shape of a refusal, which the document states once. */
let problem: object

beforeAll(async () => {
  lapor = await createTestApp()
  const document = (await lapor.app.inject('/api/v1/openapi.json')).json()
  problem = document.components.schemas.Problem
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
  system = await connectSystem()
  const { token: reporter } = await startReporterSession(
    lapor.context,
    await reporterOf(trackingNumber),
    'program',
  )
  callers = [
    {},
    { authorization: `Bearer ${city.token}` },
    { authorization: `Bearer ${nation.token}` },
    { authorization: `Follow ${followSecret}` },
    { authorization: `Bearer ${reporter}` },
    { authorization: 'Bearer salah' },
    system,
  ]
  known = [trackingNumber, 'kota-pekalongan', 'pkl-dpupr', '33.75.01.1002', 'infrastruktur.jalan-rusak']
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('no input makes an operation fail on our side, and every answer fits its schema', async () => {
  expect(operations.length).toBeGreaterThan(30)
  for (const call of operations) await tryOut(call, callers, RUNS)
}, 240_000)

test('nothing that a connected system says makes an operation fail on our side', async () => {
  const ofSystems = operations.filter(({ operation }) =>
    operation.security?.every((one) => Object.keys(one).join() === 'system'),
  )
  expect(ofSystems.map(({ operation }) => operation.operationId)).toEqual(
    expect.arrayContaining(['postExchangeMessages', 'postWebhooks']),
  )
  for (const call of ofSystems) await tryOut(call, [system], RUNS_OF_A_SYSTEM)
}, 240_000)

async function reporterOf(trackingNumber: string): Promise<number> {
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirstOrThrow()
  return reporter_id
}

/** A system that may do everything, with whom we exchange reports. */
async function connectSystem(): Promise<Caller> {
  const { context } = lapor
  const id = await createSystem(context, {
    code: 'sistem-kabupaten',
    name: 'Sistem Kabupaten',
    institutionCode: 'kab-pekalongan',
    scopes: [...SYSTEM_SCOPES],
    requestsPerMinute: 60_000,
  })
  const url = 'https://kabupaten.example.go.id/pesan'
  await saveExchangeLink(context, id, {
    model: 'full',
    url,
    mayAskIdentity: true,
    takesSecret: true,
    states: [],
  })
  await createWebhook(context, id, { url, eventTypes: [] })
  return { authorization: `Bearer ${await makeSystemKey(context, id)}` }
}

async function tryOut(
  { method, path, operation }: Call,
  by: readonly Caller[],
  numRuns: number,
): Promise<void> {
  const body = operation.requestBody?.content['application/json']?.schema
  const parameters = (operation.parameters ?? []).filter((one) => one.name !== undefined)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...by),
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
        const [type = ''] = String(answer.headers['content-type']).split(';')
        const said = response?.content?.[type]?.schema
        const schema = said !== undefined && '$ref' in said ? problem : said
        if (response?.content !== undefined && answer.body !== '' && !path.includes('/files/'))
          expect(schema, `${told} ${type}`).toBeDefined()
        if (schema !== undefined && type.endsWith('json')) {
          expect(ajv.validate(schema, answer.json()), `${told} ${ajv.errorsText()}`).toBe(true)
        }
      },
    ),
    { numRuns },
  )
}

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

/** Far and near, one second too many, and none at all. */
const INSTANTS = [
  '2026-11-26T08:00:00Z',
  '2026-11-26T15:00:00+07:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2016-12-31T23:59:60Z',
  'kemarin',
]
const DAYS = ['2026-11-01', '0001-01-01', '0000-01-01', '2026-13-45', '2026-02-30', 'kemarin']

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
    const { minimum: min = -5, maximum: max = 5 } = schema
    return fc.oneof(fc.integer({ min, max }), fc.constant(Math.max(min, 1)), fc.maxSafeInteger())
  }
  if (schema.type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.format === 'date-time') return fc.constantFrom(...INSTANTS)
  if (schema.format === 'date') return fc.constantFrom(...DAYS)
  return fc.oneof(
    fc.constantFrom(...known, '081234567890', 'Siti Rahma', '2026-11-01', 'Sudah kami perbaiki pagi ini.'),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...ODD),
  )
}
