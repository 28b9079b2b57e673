import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { createSystem, makeSystemKey } from '../../identity/index.ts'
import { admitReport, assignReport, followUpReport, readReport } from '../../reports/index.ts'

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Written from the GeoReport v2 specification: every endpoint, in both formats. */

let lapor: TestApp
/** A city's app that confirms its reporters itself, and one that does not. */
let trusted: string
let plain: string
let officer: Promise<TestStaff>
let works: Promise<TestStaff>
const FORMATS = ['json', 'xml'] as const
type Format = (typeof FORMATS)[number]

beforeAll(async () => {
  lapor = await createTestApp()
  officer = lapor.staff('institution_admin', 'kota-pekalongan')
  works = lapor.staff('unit_officer', 'pkl-dpupr')
  trusted = await keyFor('aplikasi-kota', { vouchesForContacts: true })
  plain = await keyFor('aplikasi-warga', {})
})
afterAll(async () => lapor[Symbol.asyncDispose]())

describe.each(FORMATS)('GeoReport v2 in %s', (format) => {
  test('discovery names the endpoint, its kind and both formats', async () => {
    const { discovery } = await read(format, `/discovery.${format}`)
    const [endpoint] = listOf(discovery.endpoints, 'endpoint')
    expect(endpoint).toMatchObject({ specification: 'http://wiki.open311.org/GeoReport_v2', type: 'test' })
    expect(endpoint.url).toMatch(/\/open311\/v2$/)
    expect(listOf(endpoint.formats, 'format')).toEqual(['text/xml', 'application/json'])
  })

  test('services are the categories, with their group and whether a number comes at once', async () => {
    const services = listOf((await read(format, `/services.${format}`)).services, 'service')
    expect(services.length).toBeGreaterThan(50)
    expect(services[0]).toMatchObject({
      service_code: 'infrastruktur.jalan-rusak',
      group: 'Infrastruktur',
      type: 'batch',
    })
    const own = listOf((await read(format, `/services.${format}?api_key=${trusted}`)).services, 'service')
    expect(own[0].type).toBe('realtime')
  })

  test('a service definition lists its attributes in order with their values', async () => {
    const { service_definition } = await read(format, `/services/infrastruktur.jalan-rusak.${format}`)
    expect(service_definition.service_code).toBe('infrastruktur.jalan-rusak')
    const attributes = listOf(service_definition.attributes, 'attribute')
    expect(attributes.map(({ code }) => code)).toEqual(['class', 'occurred_on', 'nik', 'anonymous', 'secret'])
    expect(listOf(attributes[0].values, 'value').map(({ key }) => key)).toContain('aspiration')
    expect(attributes.map(({ order }) => Number(order))).toEqual([1, 2, 3, 4, 5])
  })

  test('a request of a system that vouches for its reporters gets its number at once and reaches the institution', async () => {
    const { answer, body } = await post(format, { api_key: trusted })
    expect(answer.statusCode).toBe(201)
    const [created] = listOf(body.service_requests, 'request')
    expect(String(created.service_request_id)).toMatch(/^\d{10}$/)
    const report = await lapor.context.db
      .selectFrom('reports')
      .select(['state', 'channel', 'area_code', 'system_id'])
      .where('tracking_number', '=', String(created.service_request_id))
      .executeTakeFirstOrThrow()
    expect(report).toMatchObject({ state: 'submitted', channel: 'open311', area_code: '33.75.01.1002' })
    expect(report.system_id).not.toBeNull()
  })

  test('any other request gets a token, which names the number once the reporter confirmed the contact', async () => {
    const { body } = await post(format, { api_key: plain, phone: phone() })
    const [created] = listOf(body.service_requests, 'request')
    expect(created.service_request_id).toBeUndefined()
    const token = created.token
    const before = listOf((await read(format, `/tokens/${token}.${format}`)).service_requests, 'request')
    expect(before[0]).toMatchObject({ token })
    expect(before[0].service_request_id || null).toBeNull()
    await admitReport(lapor.context, String(token).slice(0, 10))
    const after = listOf((await read(format, `/tokens/${token}.${format}`)).service_requests, 'request')
    expect(String(after[0].service_request_id)).toBe(String(token).slice(0, 10))
  })

  test('published requests are listed with every field, and found by several ids', async () => {
    const number = await published()
    const { service_requests } = await read(format, `/requests.${format}?service_request_id=${number},1234`)
    const requests = listOf(service_requests, 'request')
    expect(requests).toHaveLength(1)
    const [request] = requests
    expect(String(request.service_request_id)).toBe(number)
    expect(request).toMatchObject({
      status: 'open',
      service_code: 'infrastruktur.jalan-rusak',
      address_id: format === 'json' ? '33.75.01.1002' : expect.anything(),
      description: expect.stringContaining('berlubang'),
    })
    expect(request.requested_datetime).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/)
    expect(Object.keys(request)).toEqual([
      'service_request_id',
      'status',
      'status_notes',
      'service_name',
      'service_code',
      'description',
      'agency_responsible',
      'service_notice',
      'requested_datetime',
      'updated_datetime',
      'expected_datetime',
      'address',
      'address_id',
      'zipcode',
      'lat',
      'long',
      'media_url',
    ])
    const one = listOf((await read(format, `/requests/${number}.${format}`)).service_requests, 'request')
    expect(String(one[0].service_request_id)).toBe(number)
  })

  test('the finer state stands in the extension, when it is asked for', async () => {
    const number = await published()
    const { service_requests } = await read(format, `/requests/${number}.${format}?extensions=true`)
    const [request] = listOf(service_requests, 'request')
    expect(request.extended_attributes).toMatchObject({
      state: 'in_progress',
      jurisdiction_id: 'kota-pekalongan',
    })
  })

  test('requests are filtered by status, service, place of law and time', async () => {
    const number = await published()
    const numbersFor = async (query: string) =>
      listOf((await read(format, `/requests.${format}?${query}`)).service_requests, 'request').map((row) =>
        String(row.service_request_id),
      )
    expect(await numbersFor('status=open')).toContain(number)
    expect(await numbersFor('status=closed')).not.toContain(number)
    expect(await numbersFor('service_code=infrastruktur.jalan-rusak&status=open,closed')).toContain(number)
    expect(await numbersFor('service_code=kesehatan.puskesmas')).not.toContain(number)
    expect(await numbersFor('jurisdiction_id=kota-pekalongan')).toContain(number)
    expect(await numbersFor('jurisdiction_id=kab-pekalongan')).not.toContain(number)
    expect(
      await numbersFor('start_date=2026-11-09T00:00:00%2B07:00&end_date=2026-11-11T00:00:00Z'),
    ).toContain(number)
    expect(await numbersFor('end_date=2026-11-09T00:00:00Z')).not.toContain(number)
    expect(await numbersFor('updated_after=2026-11-09T00:00:00Z&page_size=1')).toHaveLength(1)
  })

  test.each([
    ['/services/tidak.ada', 404, 'service_code'],
    ['/requests/1234567890', 404, 'Laporan'],
    ['/tokens/1234567890-abc', 404, 'Token'],
    ['/requests?jurisdiction_id=atlantis', 404, 'jurisdiction_id'],
    ['/requests?status=sedang', 400, 'status'],
    ['/requests?service_code=tidak.ada', 400, 'service_code'],
    ['/requests?start_date=kemarin', 400, 'start_date'],
    ['/requests?start_date=2026-11-24', 400, 'start_date'],
    ['/requests?start_date=2026-11-24T00:00:00Z&end_date=2026-11-23T00:00:00Z', 400, 'end_date'],
    ['/requests?page_size=0', 400, 'page_size'],
    ['/requests?api_key=salah', 403, 'Token'],
    ['/requests?service_request_id=%00', 200, ''],
    ['/nothing', 404, ''],
  ])('%s answers with %i in the list of errors', async (path, status, word) => {
    const answer = await lapor.app.inject(`/open311/v2${path.replace(/(\?|$)/, `.${format}$1`)}`)
    expect(answer.statusCode).toBe(status)
    if (status === 200) return
    const [error] = listOf(parse(format, answer.body).errors, 'error')
    expect(Number(error.code)).toBe(status)
    expect(error.description).toContain(word)
  })

  test.each([
    [{ service_code: '' }, 400, 'service_code'],
    [{ service_code: 'tidak.ada' }, 400, 'service_code'],
    [{ description: '' }, 400, 'description'],
    [{ address_id: '', address_string: '', lat: '' }, 400, 'lat'],
    [{ lat: 'utara' }, 400, 'lat'],
    [{ lat: '52.5', long: '13.4' }, 400, 'lat'],
    [{ address_id: '99.99' }, 400, 'address_id'],
    [{ first_name: '', last_name: '' }, 400, 'first_name'],
    [{ phone: '', email: '' }, 400, 'phone'],
    [{ 'attribute[anonymous]': 'mungkin' }, 400, 'anonymous'],
    [{ jurisdiction_id: 'atlantis' }, 404, 'jurisdiction_id'],
    [{ jurisdiction_id: 'kab-pekalongan' }, 403, ''],
    [{ api_key: '' }, 403, 'api_key'],
    [{ api_key: 'salah' }, 403, 'Token'],
  ])('a request with %j is refused and says why', async (fields, status, word) => {
    const { answer, body } = await post(format, { api_key: trusted, ...fields })
    expect(answer.statusCode).toBe(status)
    expect(listOf(body.errors, 'error').some(({ description }) => String(description).includes(word))).toBe(
      true,
    )
  })
})

test('words that are no XML, and a text that is, come out whole in both formats', async () => {
  const words =
    'Jalan <b>rusak</b> & "berlubang" ]]> <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]> &x;'
  const number = await published(words)
  const xml = await lapor.app.inject(`/open311/v2/requests/${number}.xml`)
  expect(XMLValidator.validate(xml.body)).toBe(true)
  expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8')
  const json = await lapor.app.inject(`/open311/v2/requests/${number}.json`)
  expect(json.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(json.json()[0].description).toBe(words)
  const [parsed] = listOf(parse('xml', xml.body).service_requests, 'request')
  expect(parsed.description).toBe(words)
})

test('secret and unverified requests do not exist for others; their own system sees what it sent', async () => {
  const { body } = await post('json', { api_key: trusted, 'attribute[secret]': 'yes' })
  const number = body.service_requests[0].service_request_id
  expect((await lapor.app.inject(`/open311/v2/requests/${number}.json`)).statusCode).toBe(404)
  expect((await lapor.app.inject(`/open311/v2/requests/${number}.json?api_key=${plain}`)).statusCode).toBe(
    404,
  )
  expect((await lapor.app.inject(`/open311/v2/requests/${number}.json?api_key=${trusted}`)).statusCode).toBe(
    200,
  )
})

test('a phone number in the words for a place is masked for other systems', async () => {
  const number = await published(REQUEST.description, { address_string: 'Rumah saya, hubungi 081234567812' })
  const [request] = (await lapor.app.inject(`/open311/v2/requests/${number}.json`)).json()
  expect(request.address).toMatch(/^Rumah saya, hubungi \[nomor telepon\]/)
})

test('each key has a limit of its own, also in the form or the query, told in headers', async () => {
  await using limited = await createTestApp({ LAPOR_RATE_LIMITS: 'on' })
  const id = await createSystem(limited.context, {
    code: 'sedikit',
    name: 'Sedikit',
    institutionCode: 'kota-pekalongan',
    scopes: ['reports:read'],
    requestsPerMinute: 2,
  })
  const key = await makeSystemKey(limited.context, id)
  const ask = () => limited.app.inject(`/open311/v2/services.json?api_key=${key}`)
  const answers = [await ask(), await ask(), await ask()]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
  expect(answers[2]?.json()[0].code).toBe('429')
  expect(answers[2]?.headers['retry-after']).toBeDefined()
})

test('a request repeated with the same Idempotency-Key makes one report', async () => {
  const send = () =>
    lapor.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': 'satu' },
      payload: new URLSearchParams({ ...REQUEST, api_key: trusted }).toString(),
    })
  const [one, two] = [await send(), await send()]
  expect(two.json()[0].service_request_id).toBe(one.json()[0].service_request_id)
})

test('the picture at media_url comes along, once however often the request is repeated; one that is not there is told', async () => {
  let fetched = 0
  const pictures = createServer((request, response) => {
    fetched += 1
    if (request.url !== '/foto%20jalan.png') return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE)
  })
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve))
  const { port } = pictures.address() as AddressInfo
  const send = async (path: string, key: string) => {
    const media_url = `http://127.0.0.1:${port}${path}`
    const sent = await lapor.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': key },
      payload: new URLSearchParams({ ...REQUEST, media_url, api_key: trusted }).toString(),
    })
    return sent.json()[0]
  }
  try {
    const [one, two] = [await send('/foto%20jalan.png', 'foto'), await send('/foto%20jalan.png', 'foto')]
    expect([two.service_request_id, fetched]).toEqual([one.service_request_id, 1])
    const record = await readReport(lapor.context.db, one.service_request_id)
    expect(record?.attachments.map(({ kind, original_name }) => [kind, original_name])).toEqual([
      ['image', 'foto jalan.png'],
    ])
    const without = await send('/hilang.png', 'hilang')
    expect(without.service_request_id).toMatch(/^\d{10}$/)
    expect(without.service_notice).toContain('media_url')
  } finally {
    pictures.close()
  }
})

test('a body in a broken charset or another type is refused, not stored as question marks', async () => {
  const send = (type: string, payload: Buffer | string) =>
    lapor.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': type },
      payload,
    })
  const latin = Buffer.from(`api_key=${trusted}&description=caf\xe9`, 'latin1')
  expect((await send('application/x-www-form-urlencoded', latin)).statusCode).toBe(400)
  expect((await send('text/xml', '<!DOCTYPE a><a/>')).statusCode).toBe(415)
  expect((await send('application/json', '{"description":')).statusCode).toBe(400)
})

const REQUEST = {
  jurisdiction_id: 'kota-pekalongan',
  service_code: 'infrastruktur.jalan-rusak',
  address_id: '33.75.01.1002',
  address_string: 'Jalan Hayam Wuruk',
  lat: '-6.8886',
  long: '109.6753',
  first_name: 'Siti',
  last_name: 'Rahma',
  phone: '081234567890',
  description: 'Jalan berlubang besar di depan pasar, sudah dua orang jatuh minggu ini.',
  'attribute[occurred_on]': '2026-11-09T08:00:00+07:00',
}
let phones = 0
function phone(): string {
  phones += 1
  return `08137${String(1_000_000 + phones)}`
}

async function keyFor(code: string, options: { vouchesForContacts?: boolean }): Promise<string> {
  const id = await createSystem(lapor.context, {
    code,
    name: code,
    institutionCode: 'kota-pekalongan',
    scopes: ['reports:submit', 'reports:read'],
    ...options,
  })
  return makeSystemKey(lapor.context, id)
}

async function published(body = REQUEST.description, fields: Record<string, string> = {}): Promise<string> {
  const sent = await post('json', { api_key: trusted, description: body, ...fields })
  const number = String(sent.body.service_requests[0].service_request_id)
  const { actor } = await officer
  await assignReport(lapor.context, actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, (await works).actor, number, {
    text: 'Tim kami sudah meninjau lokasi pagi ini.',
    visibility: 'public',
  })
  return number
}

async function post(format: Format, fields: Record<string, string>) {
  const answer = await lapor.app.inject({
    method: 'POST',
    url: `/open311/v2/requests.${format}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...REQUEST, ...fields }).toString(),
  })
  return { answer, body: parse(format, answer.body) }
}

async function read(format: Format, path: string) {
  const answer = await lapor.app.inject(`/open311/v2${path}`)
  expect([path, answer.statusCode]).toEqual([path, 200])
  return parse(format, answer.body)
}

const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false })

/** Both formats as one tree: JSON's bare list gets the name that XML gives it. */
// biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever the answer holds
function parse(format: Format, text: string): any {
  if (format === 'xml') return parser.parse(text)
  const value = JSON.parse(text)
  if (!Array.isArray(value)) return value.endpoints ? { discovery: value } : { service_definition: value }
  const [first] = value
  if (first?.description !== undefined && first?.code !== undefined) return { errors: value }
  return first?.group === undefined ? { service_requests: value } : { services: value }
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever the answer holds
function listOf(value: any, item: string): any[] {
  if (Array.isArray(value)) return value
  const inner = value?.[item]
  if (inner === undefined || inner === '') return []
  return Array.isArray(inner) ? inner : [inner]
}
