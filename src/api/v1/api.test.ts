import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'

let lapor: TestApp
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const REPORT = {
  class: 'complaint',
  title: 'Jalan berlubang di Medono',
  body: 'Jalan di depan pasar Medono berlubang besar dan membahayakan pengendara motor.',
  location: { area_code: '33.75.01.1002', text: 'depan pasar' },
  category_code: 'infrastruktur.jalan-rusak',
  contact: { name: 'Siti Nur Rahma', phone: '081234567890' },
}

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return lapor.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  })
}

const get = (url: string, headers: Record<string, string> = {}) =>
  lapor.app.inject({ method: 'GET', url: `/api/v1${url}`, headers })
const bearer = ({ token }: TestStaff) => ({ authorization: `Bearer ${token}` })

async function submitted(): Promise<{ number: string; secret: string; code: string }> {
  const { tracking_number, follow_url, training_code } = (await post('/reports', REPORT)).json()
  return {
    number: tracking_number,
    secret: new URL(follow_url).searchParams.get('kunci') ?? '',
    code: training_code,
  }
}

test('a program submits, confirms, and staff handle the report to its end', async () => {
  const { number, secret, code } = await submitted()
  const steps = [
    await post(`/reports/${number}/confirm-identity`, { code }),
    await post(`/reports/${number}/verify`, { title: 'Jalan berlubang' }, bearer(city)),
    await post(`/reports/${number}/assign`, { institution_code: 'pkl-dpupr' }, bearer(city)),
    await post(`/reports/${number}/follow-up`, { text: 'Kami survei lokasi besok.' }, bearer(works)),
    await post(`/reports/${number}/answer`, { text: 'Lubang sudah ditambal hari ini.' }, bearer(works)),
    await post(`/reports/${number}/confirm`, { rating: 5 }, { authorization: `Follow ${secret}` }),
  ]
  expect(steps.map((step) => step.statusCode)).toEqual([200, 200, 200, 200, 200, 200])
  const report = (await get(`/reports/${number}`)).json()
  expect(report).toMatchObject({
    state: 'closed',
    state_label: 'Selesai',
    rating: 5,
    holder: { code: 'pkl-dpupr' },
  })
  expect(report.timeline.map((event: { type: string }) => event.type)).toEqual([
    'submit',
    'confirm_identity',
    'verify',
    'assign',
    'follow_up',
    'answer',
    'confirm',
  ])
})

test('before it is handed on, the public reads the state and no word of the text', async () => {
  const { number } = await submitted()
  const report = (await get(`/reports/${number}`)).json()
  expect(report).toMatchObject({ state: 'awaiting_identity', published: false, title: null, body: null })
  expect(JSON.stringify(report)).not.toContain('Siti')
})

test('a secret report is a 404 for everyone but its reporter and those who hold it', async () => {
  const answer = await post('/reports', { ...REPORT, secret: true })
  const { tracking_number: number, follow_url, training_code } = answer.json()
  await post(`/reports/${number}/confirm-identity`, { code: training_code })
  const secret = new URL(follow_url).searchParams.get('kunci') ?? ''
  expect((await get(`/reports/${number}`)).statusCode).toBe(404)
  expect((await get(`/reports/${number}`, bearer(works))).statusCode).toBe(404)
  expect((await get(`/reports/${number}`, { authorization: `Follow ${secret}` })).statusCode).toBe(200)
  expect((await get(`/reports/${number}`, bearer(city))).statusCode).toBe(200)
})

test('an anonymous reporter stays unnamed to the public and to staff', async () => {
  const answer = await post('/reports', { ...REPORT, anonymous: true })
  const { tracking_number: number, training_code } = answer.json()
  await post(`/reports/${number}/confirm-identity`, { code: training_code })
  await post(`/reports/${number}/assign`, { institution_code: 'pkl-dpupr' }, bearer(city))
  for (const headers of [{}, bearer(city), bearer(works)]) {
    const text = (await get(`/reports/${number}`, headers)).body
    expect(text).not.toContain('Siti')
    expect(text).not.toContain('81234567890')
  }
})

test('the same Idempotency-Key makes one report, and another content is refused', async () => {
  const headers = { 'idempotency-key': 'kunci-1' }
  const [first, second] = await Promise.all([
    post('/reports', REPORT, headers),
    post('/reports', REPORT, headers),
  ])
  expect(first.json().tracking_number).toBe(second.json().tracking_number)
  const other = await post('/reports', { ...REPORT, title: 'Judul yang lain' }, headers)
  expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_key_reused'])
})

test('a repeated action of staff with the same key is done once', async () => {
  const { number, code } = await submitted()
  await post(`/reports/${number}/confirm-identity`, { code })
  await post(`/reports/${number}/assign`, { institution_code: 'pkl-dpupr' }, bearer(city))
  const headers = { ...bearer(works), 'idempotency-key': 'tindak-1' }
  const note = { text: 'Kami survei lokasi besok.' }
  const answers = await Promise.all([1, 2, 3].map(() => post(`/reports/${number}/follow-up`, note, headers)))
  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
  const types = (await get(`/reports/${number}`)).json().timeline.map((event: { type: string }) => event.type)
  expect(types.filter((type: string) => type === 'follow_up')).toHaveLength(1)
})

test('the list is filtered, searched and paged', async () => {
  for (let index = 0; index < 3; index += 1) {
    const { number, code } = await submitted()
    await post(`/reports/${number}/confirm-identity`, { code })
    await post(`/reports/${number}/assign`, { institution_code: 'pkl-dpupr' }, bearer(city))
  }
  const first = (await get('/reports?area=33.75&state=assigned&limit=2&q=berlubang')).json()
  expect(first.reports).toHaveLength(2)
  const second = (
    await get(`/reports?area=33.75&state=assigned&limit=2&q=berlubang&cursor=${first.next_cursor}`)
  ).json()
  const numbers = [...first.reports, ...second.reports].map(
    (report: { tracking_number: string }) => report.tracking_number,
  )
  expect(new Set(numbers).size).toBe(numbers.length)
  expect((await get('/reports?area=33.26')).json().reports).toEqual([])
})

test.each<[string, unknown, Record<string, string>, number, string]>([
  ['no JSON', '{"body":', {}, 400, 'broken_json'],
  [
    'broken UTF-8',
    Buffer.from([0x7b, 0x22, 0x62, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]),
    {},
    400,
    'broken_utf8',
  ],
  ['a wrong type', { ...REPORT, body: 5 }, {}, 422, 'invalid_input'],
  ['a list instead of an object', [], {}, 422, 'invalid_input'],
  ['no contact', { body: REPORT.body }, {}, 422, 'invalid_input'],
  ['a NUL byte', { ...REPORT, body: 'Jalan berlubang \0 sekali' }, {}, 422, 'invalid_input'],
  ['a NUL byte in a code', { ...REPORT, category_code: 'infra\0' }, {}, 422, 'invalid_input'],
  ['an unknown region', { ...REPORT, location: { area_code: '99.99' } }, {}, 422, 'invalid_input'],
  ['an invalid date', { ...REPORT, occurred_on: '2026-02-31' }, {}, 422, 'invalid_input'],
  [
    'a position in another country',
    { ...REPORT, location: { latitude: 52, longitude: 4 } },
    {},
    422,
    'invalid_input',
  ],
  [
    'an attachment that is not there',
    { ...REPORT, attachments: ['9b2f1c9e-3e0a-4a86-8f5c-5f1b7f0f8a11'] },
    {},
    422,
    'invalid_input',
  ],
  ['an attachment that is no id', { ...REPORT, attachments: ['1; drop table'] }, {}, 422, 'invalid_input'],
  ['a text of a megabyte', { ...REPORT, body: 'a'.repeat(1_000_000) }, {}, 413, 'too_large'],
  ['another content type', 'halo', { 'content-type': 'text/xml' }, 415, 'unsupported_media_type'],
  ['a poisoned prototype', '{"__proto__":{"x":1},"body":"Jalan berlubang"}', {}, 400, 'broken_json'],
])('%s is a problem in plain words', async (_name, body, headers, status, code) => {
  const answer = await post('/reports', body, headers)
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const { type, title } = answer.json()
  expect((await lapor.app.inject(new URL(type).pathname)).json()).toMatchObject({ code, title })
})

test.each([
  ['/reports/12345', 404],
  ['/reports/%00', 404],
  ['/reports?state=gone', 422],
  ['/reports?cursor=abc', 422],
  ['/reports?limit=1000', 422],
  ['/reports?area=1%002', 422],
  ['/reports?q=%00', 200],
  ["/reports?q='%22((%26!", 200],
  ['/areas?q=%00', 200],
  ['/institutions?cursor=zzz', 422],
  ['/nothing', 404],
])('GET %s answers %i', async (url, status) => {
  expect((await get(url)).statusCode).toBe(status)
})

test('without a token staff actions are refused, and a wrong token is told', async () => {
  const { number } = await submitted()
  expect((await post(`/reports/${number}/verify`, {})).statusCode).toBe(401)
  expect(
    (await post(`/reports/${number}/verify`, {}, { authorization: 'Bearer nonsense' })).json().code,
  ).toBe('unknown_token')
})

test('the OpenAPI document names every endpoint', async () => {
  const document = (await get('/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/v1/reports', '/api/v1/reports/{tracking_number}/assign', '/api/v1/areas']),
  )
})

test('areas, institutions and categories can be read', async () => {
  expect((await get('/areas?q=medono%20pekalongan')).json().areas[0]).toMatchObject({ code: '33.75.01.1002' })
  expect((await get('/institutions?q=kota%20pekalongan')).json().institutions[0].code).toBe('kota-pekalongan')
  expect((await get('/categories')).json().categories.length).toBe(29)
  expect((await get('/statistics')).json()).toMatchObject({ days: 30 })
})

/** A report that its reporter confirmed and nobody verified. */
async function confirmed(changes: object = {}): Promise<string> {
  const { tracking_number: number, training_code: code } = (
    await post('/reports', { ...REPORT, ...changes })
  ).json()
  await post(`/reports/${number}/confirm-identity`, { code })
  return number
}

test('one action for many reports tells what became of each, and is done once with the same key', async () => {
  const [first, second, unseen] = [await confirmed(), await confirmed(), (await submitted()).number]
  const headers = { ...bearer(city), 'idempotency-key': 'massal-1' }
  const body = {
    reports: [
      { tracking_number: first },
      { tracking_number: second, version: 99 },
      { tracking_number: unseen },
    ],
    institution_code: 'pkl-dpupr',
    verifies: true,
  }
  const run = (await post('/bulk/assign', body, headers)).json()
  expect(run).toMatchObject({ action: 'assign', done: 1, refused: 2 })
  expect(run.results).toEqual([
    { tracking_number: first, outcome: 'done', code: null },
    { tracking_number: second, outcome: 'refused', code: 'changed_meanwhile' },
    { tracking_number: unseen, outcome: 'refused', code: 'not_found' },
  ])
  expect((await post('/bulk/assign', body, headers)).json()).toEqual(run)
  expect((await get(`/bulk/${run.id}`, bearer(city))).json()).toEqual(run)
  expect((await get(`/bulk/${run.id}`, bearer(works))).statusCode).toBe(404)
  const both = [{ tracking_number: first }, { tracking_number: second }]
  const said = await post('/bulk/follow-up', { reports: both, text: 'Kami survei besok.' }, bearer(works))
  expect(said.json()).toMatchObject({ done: 1, refused: 1 })
  const held = await post('/bulk/hold', { reports: both, text: 'Mohon kirim foto lokasinya.' }, bearer(city))
  expect(held.json()).toMatchObject({ done: 2 })
  const completed = await post(
    `/reports/${second}/complete`,
    { text: 'Fotonya sudah kami terima.' },
    bearer(city),
  )
  expect(completed.json()).toMatchObject({ state: 'submitted' })
  const nothing = await post('/bulk/archive', { reports: [], reason: 'spam', text: '-' }, bearer(city))
  expect([nothing.statusCode, nothing.json().code]).toEqual([422, 'nothing_chosen'])
  const mistyped = await post('/bulk/hold', { reports: [{ tracking_number: '12' }], text: '-' }, bearer(city))
  expect(mistyped.json().errors).toMatchObject([{ field: 'reports.0.tracking_number' }])
  const automatic = await post(`/reports/${first}/undo-automation`, {}, bearer(works))
  expect(automatic.statusCode).toBe(409)
})

test('an identity is opened by two people, read by the one who asked, and each reading is noted', async () => {
  const nation = await lapor.staff('national_admin', 'nasional')
  const number = await confirmed({ anonymous: true })
  const reason = 'Penyidik meminta keterangan saksi dengan surat nomor 12 tahun 2026.'
  const ask = () =>
    post(`/reports/${number}/unseal-requests`, { reason }, { ...bearer(city), 'idempotency-key': 'buka-1' })
  const [asked, again] = [await ask(), await ask()]
  expect([asked.statusCode, again.json()]).toEqual([201, asked.json()])
  expect((await post(`/reports/${number}/unseal-requests`, { reason }, bearer(works))).statusCode).toBe(403)
  const read = () => post(`/reports/${number}/read-identity`, {}, bearer(city))
  expect((await read()).statusCode).toBe(404)
  expect((await get('/unseal-requests', bearer(nation))).statusCode).toBe(404)
  await post('/custodians', { email: nation.email, appointed: true }, bearer(nation))
  const { requests } = (await get('/unseal-requests', bearer(nation))).json()
  expect(requests).toMatchObject([{ id: asked.json().id, tracking_number: number, reason, decision: null }])
  const decide = (who: TestStaff) =>
    post(`/unseal-requests/${asked.json().id}/decide`, { approve: true }, bearer(who))
  expect((await decide(city)).statusCode).toBe(404)
  expect((await decide(nation)).json()).toMatchObject({ decision: 'approved' })
  const identity = await read()
  expect(identity.json()).toMatchObject({ name: 'Siti Nur Rahma', contact: { value: '+6281234567890' } })
  expect(identity.headers['cache-control']).toBe('no-store')
  expect((await post(`/reports/${number}/read-identity`, {}, bearer(nation))).statusCode).toBe(404)
  const noted = await lapor.context.db
    .selectFrom('access_log')
    .innerJoin('reports', 'reports.id', 'access_log.report_id')
    .select(['account_id', 'access_log.channel'])
    .where('tracking_number', '=', number)
    .execute()
  expect(noted).toEqual([{ account_id: city.staff.accountId, channel: 'api' }])
})

test('the inbox is narrowed by every filter of the console, and whoever verifies reads what is proposed', async () => {
  const number = await confirmed({ class: 'aspiration', title: 'Usul trotoar di Medono' })
  const numbers = async (query: string) =>
    (await get(`/inbox?${query}`, bearer(city))).json().reports.map(numberOf)
  const numberOf = (report: { tracking_number: string }) => report.tracking_number
  const fitting = 'class=aspiration&category=infrastruktur.jalan-rusak&area=33.75&institution=kota-pekalongan'
  expect(await numbers(`${fitting}&state=submitted&order=newest`)).toEqual([number])
  for (const other of [
    'overdue=true',
    'returned=true',
    'disputed=true',
    'institution=pkl-dpupr',
    'scope=to_approve',
  ])
    expect(await numbers(`class=aspiration&${other}`)).toEqual([])
  expect((await get('/inbox?category=tidak-ada', bearer(city))).statusCode).toBe(422)
  expect((await get('/inbox/tasks', bearer(works))).json()).toEqual({ reports: [], next_cursor: null })
  const proposal = () => get(`/reports/${number}/proposal`, bearer(city))
  expect((await proposal()).statusCode).toBe(404)
  const { id } = await lapor.context.db
    .selectFrom('reports')
    .select('id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
  const reasons = [{ kind: 'words', words: ['trotoar'] }]
  await lapor.owner
    .insertInto('proposals')
    .values({
      report_id: id,
      model_version: 'uji',
      inputs_hash: Buffer.alloc(32),
      handlers: JSON.stringify([
        {
          handler: null,
          institutionCode: 'pkl-dpupr',
          institutionId: 1,
          category: null,
          probability: 0.8,
          reasons,
        },
      ]),
      class: 'aspiration',
      category_code: null,
      oversight: false,
      place: '{}',
      urgency: '[]',
      abstain: false,
      created_at: lapor.clock.now(),
    })
    .execute()
  expect((await proposal()).json()).toMatchObject({
    abstain: false,
    handlers: [{ institution_code: 'pkl-dpupr', probability: 0.8, reasons }],
  })
  expect((await get(`/reports/${number}/proposal`, bearer(works))).statusCode).toBe(404)
})

test('a token opens no page of one’s own account: revoked, it leaves neither another token nor a way to sign in', async () => {
  for (const url of ['/petugas/akun', '/petugas/akun/langkah-kedua'])
    expect([url, (await lapor.app.inject({ url, headers: bearer(city) })).statusCode]).toEqual([url, 403])
})

test('fields that an operation does not name reach no use case: neither what is not the caller’s to set nor what is no text', async () => {
  const headers = bearer(city)
  const path = '/admin/institutions/kota-pekalongan'
  const before = (await get(path, headers)).json()
  const changed = await post(path, { duties: before.duties, area_code: '33.74', kind: 'ministry' }, headers)
  expect(changed.statusCode).toBe(200)
  expect((await get(path, headers)).json()).toEqual(before)
  const sent = await post('/reports', {
    ...REPORT,
    supports: 5,
    contact: { name: 'Siti', phone: '081234567890', occurred_on: 5, secret: true },
  })
  expect(sent.statusCode).toBe(201)
  expect((await get(`/reports/${sent.json().tracking_number}`)).statusCode).toBe(200)
})
