import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { createSystem, makeSystemKey, SYSTEM_SCOPES } from '../../../identity/index.ts'

let lapor: TestApp
let nation: TestStaff
let city: TestStaff
let regency: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  nation = await lapor.staff('national_admin', 'nasional')
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  regency = await lapor.staff('institution_admin', 'kab-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('no operation of administration opens to anybody without a token, to a system, or, save a few, to an officer', async () => {
  const document = (await lapor.app.inject('/api/v1/openapi.json')).json()
  const all = Object.entries<Record<string, { tags?: string[] }>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags?.some((tag) => tag.startsWith('admin: ')))
      .map(([method]) => ({ method: method === 'get' ? ('GET' as const) : ('POST' as const), path })),
  )
  expect(all.length).toBeGreaterThan(80)
  const system = await createSystem(lapor.context, {
    code: 'aplikasi-kota',
    name: 'Aplikasi Kota',
    institutionCode: 'kota-pekalongan',
    scopes: [...SYSTEM_SCOPES],
    requestsPerMinute: 60_000,
  })
  const key = await makeSystemKey(lapor.context, system)
  const open: string[] = []
  for (const { method, path } of all) {
    const url = path
      .slice('/api/v1'.length)
      .replaceAll('{code}', 'kab-pekalongan')
      .replaceAll(/\{\w+\}/g, '1')
    const status = async (token: string | null) => (await call(method, url, token, {})).statusCode
    expect([path, await status(null), await status(key)]).toEqual([path, 401, 403])
    if ((await status(works.token)) !== 403) open.push(`${method} ${path.slice('/api/v1/admin/'.length)}`)
  }
  // Nor do the console's pages, where a system could make itself a token like a person's.
  for (const url of ['/petugas/staf', '/petugas/akun', '/petugas/laporan'])
    expect([url, (await lapor.app.inject({ url, headers: bearer(key) })).statusCode]).toEqual([url, 403])
  expect(open).toEqual([
    'GET institutions/{code}',
    'GET categories',
    'GET holidays',
    'GET deadline-rules',
    'GET routing-rules',
    'GET routing',
    // Refused by whose they are, in the test of templates.
    'GET institutions/{code}/templates',
    'POST institutions/{code}/templates',
    'POST institutions/{code}/templates/{id}',
    'POST institutions/{code}/templates/{id}/switch',
    'GET messages',
  ])
})

test('an admin adds, changes, moves and closes units of their own tree, and nobody else’s; each change is kept', async () => {
  const unit = {
    parent_code: 'kota-pekalongan',
    kind: 'office',
    name: 'Dinas Taman Kota',
    short_name: 'Taman Pkl',
  }
  const made = await post('/admin/institutions', city, unit)
  expect([made.statusCode, made.json()]).toEqual([201, { code: 'taman-pkl' }])
  expect((await post('/admin/institutions/taman-pkl', city, { functions: ['parks'] })).statusCode).toBe(200)
  expect(
    (await post('/admin/institutions/taman-pkl/move', city, { parent_code: 'pkl-dpupr' })).statusCode,
  ).toBe(200)
  expect((await get('/admin/institutions/taman-pkl', city)).json()).toMatchObject({
    name: 'Dinas Taman Kota',
    functions: ['parks'],
    editable: true,
    above: [{ code: 'nasional' }, { code: 'kota-pekalongan' }, { code: 'pkl-dpupr' }],
  })
  const refusals = [
    await post('/admin/institutions', regency, unit),
    await post('/admin/institutions/taman-pkl', regency, { name: 'Milik kami' }),
    await post('/admin/institutions/taman-pkl/move', regency, { parent_code: 'kab-pekalongan' }),
    await post('/admin/institutions/taman-pkl/move', city, { parent_code: 'kab-pekalongan' }),
    await post('/admin/institutions/taman-pkl/deactivate', regency),
    await post('/admin/institutions/taman-pkl/deactivate', works),
  ]
  expect(refusals.map((answer) => answer.statusCode)).toEqual([403, 403, 403, 403, 403, 403])
  expect((await post('/admin/institutions/taman-pkl/deactivate', city)).statusCode).toBe(200)
  expect((await post('/admin/institutions/tidak-ada', nation, {})).statusCode).toBe(404)
  const kept = await lapor.owner
    .selectFrom('change_log')
    .select(['action', 'account_id', 'data'])
    .where('area', '=', 'institution')
    .where('subject', '=', 'taman-pkl')
    .orderBy('id')
    .execute()
  expect(kept).toEqual(
    [
      ['ubah', { functions: ['parks'] }],
      ['pindah', { parent_code: 'pkl-dpupr' }],
      ['nonaktif', {}],
    ].map(([action, data]) => ({ action, data, account_id: city.staff.accountId })),
  )
})

test('days off and rules are the nation’s; an institution binds itself more strictly, and not more loosely', async () => {
  const day = { date: '2027-04-01', name: 'Hari Jadi Kota Pekalongan', kind: 'holiday', area_code: '33.75' }
  expect((await post('/admin/holidays', city, day)).statusCode).toBe(403)
  const { id } = (await post('/admin/holidays', nation, day)).json()
  expect((await post('/admin/holidays', nation, day)).json().errors).toMatchObject([{ field: 'date' }])
  expect((await post(`/admin/holidays/${id}`, nation, { name: 'Hari Jadi ke-121' })).statusCode).toBe(200)
  const csv =
    'date;name;kind\n02/04/2027;Wafat Isa Almasih;libur nasional\n05/04/2027;Cuti bersama;cuti bersama'
  expect((await post('/admin/holidays/import', nation, { csv })).json()).toEqual({
    added: 2,
    changed: 0,
    unchanged: 0,
  })
  const { holidays } = (await get('/admin/holidays?year=2027', city)).json()
  expect(holidays).toContainEqual({ ...day, id, name: 'Hari Jadi ke-121' })
  expect(holidays).toContainEqual(expect.objectContaining({ date: '2027-04-05', kind: 'joint_leave' }))
  expect((await post(`/admin/holidays/${id}/remove`, nation)).json()).toEqual({ done: true })

  const rule = { kind: 'verify', calendar: 'working', valid_from: '2027-02-01', source: 'Perwal 12/2026' }
  expect((await post('/admin/deadline-rules', city, { ...rule, amount: 9 })).json().errors).toMatchObject([
    { field: 'amount', code: 'not_stricter_than_working' },
  ])
  expect((await post('/admin/deadline-rules', city, { ...rule, amount: 1 })).statusCode).toBe(201)
  const own = async (who: TestStaff) =>
    (await get('/admin/deadline-rules', who)).json().rules.filter((one: { own: boolean }) => one.own)
  expect(await own(city)).toMatchObject([{ kind: 'verify', amount: 1, source: 'Perwal 12/2026' }])
  expect(await own(regency)).toEqual([])
})

test('accounts are given from above down, within one’s tree; others’ do not exist', async () => {
  const plan = {
    name: 'Budi Santoso',
    email: 'budi@pekalongan.test',
    role: 'unit_officer',
    institution_code: 'pkl-dpupr',
  }
  const { id } = (await post('/admin/accounts', city, plan)).json()
  expect((await get(`/admin/accounts/${id}`, city)).json()).toMatchObject({
    email: 'budi@pekalongan.test',
    institution_code: 'pkl-dpupr',
    accepted: false,
    manageable: true,
    events: [{ type: 'invited', actor_name: city.staff.name }],
  })
  const again = await post('/admin/accounts', city, { ...plan, email: 'a@b.test', role: 'institution_admin' })
  expect(again.json().errors).toMatchObject([{ field: 'role', code: 'role_missing' }])
  const nowhere = await post('/admin/accounts', city, { ...plan, email: 'e@f.test', institution_code: 'x' })
  expect(nowhere.json().errors).toMatchObject([{ field: 'institution_code', code: 'unknown_institution' }])
  expect((await post('/admin/accounts', regency, { ...plan, email: 'c@d.test' })).statusCode).toBe(403)
  expect((await get(`/admin/accounts/${id}`, regency)).statusCode).toBe(404)
  const leave = (by: TestStaff) => post(`/admin/accounts/${id}/deactivate`, by, { reason: 'Sudah pindah' })
  expect((await leave(regency)).statusCode).toBe(404)
  expect((await get('/admin/accounts?q=budi', regency)).json().accounts).toEqual([])
  expect((await post(`/admin/accounts/${id}`, city, { ...plan, name: 'Budi S.' })).statusCode).toBe(200)
  expect((await leave(city)).statusCode).toBe(200)
  expect((await get('/admin/accounts?show=left', city)).json().accounts).toMatchObject([
    { id, active: false },
  ])
})

test('under one key a thing is done once, and what was shown once is not shown again', async () => {
  const system = {
    code: 'jaga-jalan',
    name: 'Jaga Jalan',
    institution_code: 'kota-pekalongan',
    scopes: ['reports:read'],
  }
  const connect = (more: object = {}) =>
    post('/admin/systems', city, { ...system, ...more }, { 'idempotency-key': 'k1' })
  const [first, second] = [await connect(), await connect()]
  const { id, key } = first.json()
  expect(key).toMatch(/^lapor_sys_/)
  expect(second.json()).toEqual({ id, key: null })
  expect((await connect({ name: 'Lain' })).json().code).toBe('idempotency_key_reused')
  const kept = await lapor.owner.selectFrom('answered_requests').select('answer').execute()
  expect(JSON.stringify(kept)).not.toContain('lapor_sys_')
  const shown = await get(`/admin/systems/${id}`, city)
  expect(shown.body).not.toContain(key)
  expect(shown.json()).toMatchObject({
    code: 'jaga-jalan',
    keys: [{ ending: key.slice(-4) }],
    exchange: null,
  })
})

test('a system is its own institution’s: others do not know it, and what reaches all the nation agrees to', async () => {
  const wanted = {
    code: 'lampu-kota',
    name: 'Lampu Kota',
    institution_code: 'kota-pekalongan',
    scopes: ['reports:handle', 'exchange', 'webhooks'],
  }
  expect((await post('/admin/systems', regency, wanted)).statusCode).toBe(422)
  expect((await post('/admin/systems', city, { ...wanted, vouches_for_contacts: true })).statusCode).toBe(403)
  const { id } = (await post('/admin/systems', city, wanted)).json()
  const exchange = {
    model: 'semi',
    url: 'https://kota.example.go.id/pesan',
    may_ask_identity: false,
    takes_secret: false,
    states: [{ theirs: 'beres', ours: 'answered' }],
  }
  expect((await post(`/admin/systems/${id}/exchange`, city, exchange)).json().secret).toMatch(/^whsec_/)
  expect((await post(`/admin/systems/${id}/exchange`, city, { ...exchange, model: 'full' })).statusCode).toBe(
    403,
  )
  expect(
    (await post(`/admin/systems/${id}/exchange`, nation, { ...exchange, model: 'full' })).statusCode,
  ).toBe(200)
  const hook = await post(`/admin/systems/${id}/webhooks`, city, { url: 'https://kota.example.go.id/kabar' })
  expect(hook.json().secret).toMatch(/^whsec_/)
  const of = `/admin/systems/${id}/webhooks/${hook.json().id}`
  expect((await post(`${of}/test`, city)).statusCode).toBe(202)
  expect((await get(`${of}/deliveries`, city)).json().deliveries).toMatchObject([{ type: 'test' }])
  const strangers = [
    await get(`/admin/systems/${id}`, regency),
    await get(`${of}/deliveries`, regency),
    await post(`/admin/systems/${id}/keys`, regency),
    await post(`/admin/systems/${id}/exchange`, regency, exchange),
    await post(`${of}/replay`, regency, { since: '2026-11-01T00:00:00Z' }),
    await post(`/admin/systems/${id}/switch`, regency, { on: false }),
  ]
  expect(strangers.map((answer) => answer.statusCode)).toEqual([404, 404, 404, 404, 404, 404])
  expect((await get('/admin/systems', regency)).json().systems).toEqual([])
  expect((await get(`/admin/systems/${id}`, city)).json()).toMatchObject({
    exchange: { model: 'full', states: [{ theirs: 'beres', ours: 'answered' }] },
    open311: null,
    webhooks: [{ kind: 'exchange' }, { kind: 'events' }],
  })
})

test('a unit’s officer writes its templates, its admin says whose approval answers need', async () => {
  const template = { name: 'Sudah diperbaiki', text: 'Terima kasih, {nama_unit} sudah memperbaikinya.' }
  const path = '/admin/institutions/pkl-dpupr/templates'
  expect((await post(path, works, template)).statusCode).toBe(201)
  expect((await post(path, regency, template)).statusCode).toBe(403)
  expect((await post(path, works, { ...template, text: 'Halo {siapa} semua' })).json().errors).toMatchObject([
    { field: 'text', code: 'unknown_template_field' },
  ])
  const [{ id }] = (await get(path, works)).json().templates
  expect((await post(`${path}/${id}/switch`, city, { active: false })).statusCode).toBe(200)
  expect((await get(path, city)).json().templates).toMatchObject([{ ...template, active: false }])
  const approval = '/admin/institutions/kota-pekalongan/approval'
  const wanted = { needed: true, approvers: [works.staff.accountId] }
  expect((await post(approval, regency, wanted)).statusCode).toBe(403)
  expect((await post(approval, city, wanted)).statusCode).toBe(200)
  const settings = (await get(approval, city)).json()
  expect(settings.needed).toBe(true)
  expect(settings.accounts).toContainEqual(
    expect.objectContaining({ id: works.staff.accountId, may_approve: true }),
  )
})

test('the nation writes rules of competence, an institution what the machine may do alone for it', async () => {
  const rule = {
    categories: ['infrastruktur.jalan-rusak'],
    words: ['tol'],
    level: 'national',
    handler: 'kemen-pu',
    priority: 50,
    strength: 90,
  }
  expect((await post('/admin/routing-rules', city, rule)).statusCode).toBe(403)
  const { id } = (await post('/admin/routing-rules', nation, rule)).json()
  expect((await get(`/admin/routing-rules/${id}/trial`, nation)).json()).toMatchObject({ moved: 0 })
  expect((await post(`/admin/routing-rules/${id}/switch`, nation, { on: true })).statusCode).toBe(200)
  const { rules } = (await get('/admin/routing-rules', city)).json()
  expect(rules).toContainEqual({ ...rule, id, except_words: [], area_prefix: null, note: '', enabled: true })
  const alone = { assign_from: 80, archive_nobody: false }
  expect((await post('/admin/routing', city, alone)).statusCode).toBe(200)
  expect((await get('/admin/routing', city)).json()).toMatchObject(alone)
  expect((await get('/admin/routing', regency)).json()).toMatchObject({ assign_from: null })
})

test('what holds in the country the nation sets; what an institution watches of itself, its admin', async () => {
  const retention = { class: 'aspiration', months: 30, source: 'UU 43/2009 tentang Kearsipan' }
  expect((await post('/admin/retention', nation, retention)).statusCode).toBe(200)
  expect((await get('/admin/retention', nation)).json().rules).toContainEqual({ ...retention, due: 0 })
  const identity = { class: 'complaint', category_code: 'infrastruktur.jalan-rusak', step: 'stated' }
  expect((await post('/admin/identity-rules', nation, identity)).statusCode).toBe(200)
  const [rule] = (await get('/admin/identity-rules', nation)).json().rules
  expect(rule).toMatchObject(identity)
  expect((await post(`/admin/identity-rules/${rule.id}/remove`, nation)).statusCode).toBe(200)
  expect((await post('/admin/alerts', city, { measure: 'rating', threshold: 3.5 })).statusCode).toBe(200)
  expect(
    (await post('/admin/alerts', city, { measure: 'rating', threshold: 9 })).json().errors,
  ).toMatchObject([{ field: 'threshold' }])
  expect((await get('/admin/alerts', city)).json().rules).toMatchObject([
    { measure: 'rating', threshold: 3.5 },
  ])
  expect((await get('/admin/alerts', regency)).json().rules).toEqual([])
  expect((await post('/admin/survey', city, { on: true })).statusCode).toBe(200)
  expect((await get('/admin/survey', city)).json().since).toEqual(expect.any(String))
  const { changes } = (await get('/admin/changes', nation)).json()
  expect(changes[0]).toMatchObject({
    area: 'survey',
    action: 'switched_on',
    account: city.staff.name,
    data: { on: true },
  })
  const { cells } = (await get('/admin/message-table', nation)).json()
  const off = cells.find((cell: { fixed: boolean }) => !cell.fixed)
  await post('/admin/message-table', nation, { on: cells.filter((cell: object) => cell !== off) })
  expect((await get('/admin/message-table', nation)).json().cells).toContainEqual({ ...off, on: false })
})

test('a block is made by the number of a report, without learning who it is, and lifted again', async () => {
  const { trackingNumber } = await lapor.report()
  const block = { target: trackingNumber, reason: 'Mengirim laporan palsu berulang kali.', days: 30 }
  const { id } = (await post('/admin/abuse/blocks', nation, block)).json()
  const { rules, blocks } = (await get('/admin/abuse', nation)).json()
  expect(blocks).toMatchObject([{ id, tracking_number: trackingNumber, contact: null, ended_at: null }])
  expect((await post('/admin/abuse/rules', nation, { ...rules, block_days: 60 })).statusCode).toBe(200)
  const lift = await post(`/admin/abuse/blocks/${id}/lift`, nation, { reason: 'Ternyata laporannya benar.' })
  expect(lift.json()).toEqual({ done: true })
  expect((await get('/admin/abuse', nation)).json()).toMatchObject({ rules: { block_days: 60 } })
})

test('an institution’s front and sign-on are its own; a host name is given by the nation alone', async () => {
  const front = '/admin/institutions/kota-pekalongan/front'
  const pixels = { width: 8, height: 8, channels: 3 } as const
  const picture = await sharp(Buffer.alloc(192, 'merah'), { raw: pixels }).png().toBuffer()
  const emblem = picture.toString('base64')
  const saved = await post(front, city, {
    name: 'Wadul Pekalongan',
    color: '#0a5c36',
    host: 'wadul.example.go.id',
  })
  expect(saved.json()).toEqual({ darkened: false })
  expect((await get(front, city)).json()).toEqual({
    name: 'Wadul Pekalongan',
    color: '#0a5c36',
    host: null,
    emblem_url: null,
  })
  expect((await post(front, nation, { host: 'wadul.example.go.id' })).statusCode).toBe(200)
  expect((await post(front, city, { emblem: 'bukan gambar' })).json().errors).toMatchObject([
    { field: 'emblem' },
  ])
  expect((await post(front, city, { emblem })).json()).toEqual({ darkened: false })
  expect((await get(front, city)).json()).toMatchObject({
    name: 'Wadul Pekalongan',
    host: 'wadul.example.go.id',
  })
  expect((await post(front, regency, { name: 'Milik kami' })).statusCode).toBe(403)
  const signOn = '/admin/institutions/kota-pekalongan/sign-on'
  const provider = {
    name: 'SSO Kota',
    issuer: 'https://sso.example.go.id',
    client_id: 'lapor',
    asks_second_factor: true,
    active: true,
  }
  expect((await post(signOn, regency, { ...provider, client_secret: 'x' })).statusCode).toBe(403)
  expect((await post(signOn, city, { ...provider, client_secret: 'amat-rahasia' })).statusCode).toBe(200)
  const read = await get(signOn, city)
  expect(read.json().settings).toEqual(provider)
  const log = await lapor.owner
    .selectFrom('change_log')
    .select('data')
    .where('area', '=', 'sign_on')
    .execute()
  expect(read.body + JSON.stringify(log)).not.toContain('amat-rahasia')
})

function call(
  method: 'GET' | 'POST',
  url: string,
  token: string | null,
  payload: object,
  headers: Record<string, string> = {},
) {
  return lapor.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { ...headers, ...(token === null ? {} : bearer(token)) },
    ...(method === 'POST' ? { payload } : {}),
  })
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

function post(url: string, { token }: TestStaff, payload: object = {}, headers: Record<string, string> = {}) {
  return call('POST', url, token, payload, headers)
}

function get(url: string, { token }: TestStaff) {
  return call('GET', url, token, {})
}
