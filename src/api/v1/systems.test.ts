import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { saveExchangeLink } from '../../exchange/index.ts'
import { createSystem, makeSystemKey, SYSTEM_SCOPES } from '../../identity/index.ts'
import { writeExport } from '../../statistics/index.ts'

let lapor: TestApp
let city: { id: number; key: string }
let reader: { id: number; key: string }

beforeAll(async () => {
  lapor = await createTestApp({ LAPOR_RATE_LIMITS: 'on' })
  city = await connect('aplikasi-kota', ['reports:submit', 'reports:read', 'reports:handle'])
  reader = await connect('dasbor', ['reports:read'], 3)
})
afterAll(async () => lapor[Symbol.asyncDispose]())

test('a system gets an access token for its code and key, and handles reports of its institution with it', async () => {
  const token = (await askToken(city.key, 'aplikasi-kota')).json()
  expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  const { trackingNumber } = await lapor.report()
  const answer = await call('POST', `/reports/${trackingNumber}/assign`, token.access_token, {
    institution_code: 'pkl-dpupr',
  })
  expect(answer.json()).toMatchObject({ state: 'assigned' })
  const event = await lapor.context.db
    .selectFrom('report_events as event')
    .innerJoin('staff_accounts as account', 'account.id', 'event.actor_id')
    .select('account.name')
    .where('event.type', '=', 'assign')
    .executeTakeFirst()
  expect(event?.name).toBe('aplikasi-kota')
})

test('a token may be narrowed and never widened', async () => {
  const narrow = (await askToken(city.key, 'aplikasi-kota', 'reports:read')).json()
  expect(narrow.scope).toBe('reports:read')
  const { trackingNumber } = await lapor.report()
  const refused = await call('POST', `/reports/${trackingNumber}/assign`, narrow.access_token, {
    institution_code: 'pkl-dpupr',
  })
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'scope_missing'])
  expect((await askToken(reader.key, 'dasbor', 'reports:handle')).json().error).toBe('invalid_scope')
})

test.each([
  ['another system’s code', () => askToken(city.key, 'dasbor'), 401, 'invalid_client'],
  ['an unknown key', () => askToken('lapor_sys_x', 'dasbor'), 401, 'invalid_client'],
  ['an unknown grant', () => askToken(city.key, 'aplikasi-kota', '', 'tebak'), 400, 'unsupported_grant_type'],
  ['no grant', () => askToken(city.key, 'aplikasi-kota', '', ''), 400, 'invalid_request'],
])('%s is refused as OAuth says', async (_what, ask, status, error) => {
  const answer = await ask()
  expect([answer.statusCode, answer.json().error]).toEqual([status, error])
})

test('a token ends after an hour, and with it its rights', async () => {
  const { access_token } = (await askToken(city.key, 'aplikasi-kota')).json()
  expect((await call('GET', '/inbox', access_token)).statusCode).toBe(200)
  lapor.clock.set(new Date(lapor.clock.now().getTime() + 3_601_000))
  const answer = await call('GET', '/inbox', access_token)
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'unknown_token'])
})

test('a new key lets the old one work for seven days more', async () => {
  const system = await connect('berganti-kunci', ['reports:read'])
  const next = await makeSystemKey(lapor.context, system.id)
  expect((await call('GET', '/inbox', system.key)).statusCode).toBe(200)
  lapor.clock.set(new Date(lapor.clock.now().getTime() + 7 * 86_400_000 + 1))
  expect((await call('GET', '/inbox', system.key)).statusCode).toBe(401)
  expect((await call('GET', '/inbox', next)).statusCode).toBe(200)
})

test('each system has a limit of its own, told in headers, and its calls are counted', async () => {
  const statuses = []
  for (let i = 0; i < 4; i += 1) statuses.push(await call('GET', '/inbox', reader.key))
  expect(statuses.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 429])
  expect(statuses[0]?.headers).toMatchObject({ 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '2' })
  expect(statuses[3]?.headers['retry-after']).toBeDefined()
  // Calls are written together, a second later.
  await expect
    .poll(
      async () => {
        const rows = await lapor.context.db
          .selectFrom('system_calls')
          .select(['route', 'status', 'calls'])
          .where('system_id', '=', reader.id)
          .orderBy('status')
          .execute()
        return rows
      },
      { timeout: 20_000 },
    )
    .toEqual([
      { route: 'GET /api/v1/inbox', status: 200, calls: 3 },
      { route: 'GET /api/v1/inbox', status: 429, calls: 1 },
    ])
})

test('nobody signs in with the account of a system', async () => {
  const { signIn } = await import('../../identity/index.ts')
  const given = { email: 'aplikasi-kota@sistem.invalid', password: 'apa saja' }
  await expect(signIn(lapor.context, given, { agent: '', network: '10.0.0.1' })).rejects.toMatchObject({
    code: 'sign_in_failed',
  })
})

test('a system that vouches for its reporters submits without a code, another one with it', async () => {
  const vouching = await connect('super-app', ['reports:submit'], 300, true)
  const send = (key: string) =>
    call('POST', '/reports', key, {
      body: 'Lampu jalan di depan pasar mati sejak tiga malam.',
      location: { area_code: '33.75.01.1002' },
      contact: { name: 'Siti Rahma', phone: '081234567899' },
    })
  const sent = (await send(vouching.key)).json()
  expect(sent.state).toBe('submitted')
  // Who only submits reads what everybody reads: nothing of it yet.
  const read = async (key: string) => (await call('GET', `/reports/${sent.tracking_number}`, key)).json().body
  expect([await read(vouching.key), await read(city.key)]).toEqual([null, expect.stringContaining('Lampu')])
  expect((await send(city.key)).json().state).toBe('awaiting_identity')
  expect((await send(reader.key)).statusCode).toBeGreaterThanOrEqual(403)
})

test('a message of the exchange that does not fit is refused at the door with the field named', async () => {
  const { key } = await partner()
  const answer = await call('POST', '/exchange/messages', key, {
    id: 'x',
    type: 'exchange.dance',
    timestamp: 'kemarin',
    data: {},
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors.map(({ field }: { field: string }) => field)).toEqual(
    expect.arrayContaining(['type', 'timestamp']),
  )
})

test('what no table can hold is refused at the door; a clock that is centuries off or unreadable is no harm', async () => {
  const { key } = await partner()
  const report = { title: 'Lampu jalan mati', body: 'Lampu jalan mati sejak tiga malam.' }
  const data = {
    from: 'lapor-lain',
    origin: { instance: 'lapor-lain', number: '1' },
    hops: ['lapor-lain'],
    number: '1',
    seq: 1,
    saw: 0,
    report,
  }
  let tries = 0
  const post = async (change: object, more: object = {}) => {
    tries += 1
    const message = { id: `pintu-${tries}`, type: 'exchange.offer', timestamp: '2026-11-26T08:00:00Z' }
    return (
      await call('POST', '/exchange/messages', key, { ...message, ...more, data: { ...data, ...change } })
    ).statusCode
  }
  const changes = [
    { from: 'a\0' },
    { origin: { ...data.origin, number: '1\0' } },
    { origin: { ...data.origin, instance: '\0' } },
    { hops: ['a\0'] },
    { number: '\0' },
    { text: 'Selesai.\0' },
    ...['title', 'body', 'location_text'].map((name) => ({ report: { ...report, [name]: '\0' } })),
    ...['2026-13-45', '0000-01-01'].map((occurred_on) => ({ report: { ...report, occurred_on } })),
  ]
  for (const change of changes) expect([change, await post(change)]).toEqual([change, 422])
  expect(await post({}, { id: 'a\0' })).toBe(422)
  for (const timestamp of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2016-12-31T23:59:60Z'])
    expect([timestamp, await post({}, { timestamp })]).toEqual([timestamp, 200])
})

test('a webhook is made once under its key, and its secret shown once', async () => {
  const { key } = await connect('sekali', ['webhooks'])
  const make = () =>
    lapor.app.inject({
      method: 'POST',
      url: '/api/v1/webhooks',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'satu' },
      payload: { url: 'https://kota.example.go.id/kabar' },
    })
  const [first, again] = [(await make()).json(), (await make()).json()]
  expect(first.secret).toMatch(/^whsec_/)
  expect(again).toEqual({ id: first.id, secret: null })
  expect((await call('GET', '/webhooks', key)).json().webhooks).toHaveLength(1)
})

test('dead letters are sent again or set aside, and what was told is listed to whom it concerns', async () => {
  const admin = await lapor.staff('institution_admin', 'kota-pekalongan')
  const nation = await lapor.staff('national_admin', 'nasional')
  const regency = await lapor.staff('institution_admin', 'kab-pekalongan')
  const { id } = await lapor.owner
    .insertInto('notifications')
    .values({
      recipient_kind: 'staff',
      account_id: admin.staff.accountId,
      channel: 'email',
      address_sealed: lapor.context.sealer.seal(admin.email),
      subject: 'Laporan baru',
      body_sealed: lapor.context.sealer.seal('Rahasia isi surat'),
      state: 'failed',
      attempts: 9,
      last_error: 'mailbox full',
      created_at: lapor.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const dead = async () => (await call('GET', '/admin/channels/undelivered', nation.token)).json().messages
  expect(await dead()).toMatchObject([{ id, channel: 'email', last_error: 'mailbox full' }])
  const told = await call('GET', '/admin/messages?state=failed', admin.token)
  expect(told.json().messages).toMatchObject([{ id, subject: 'Laporan baru' }])
  expect(told.body).not.toContain('Rahasia isi surat')
  expect((await call('GET', '/admin/messages?state=failed', regency.token)).json().messages).toEqual([])
  expect((await call('POST', `/admin/channels/undelivered/${id}/again`, nation.token, {})).statusCode).toBe(
    200,
  )
  expect(await dead()).toEqual([])
  expect((await call('POST', `/admin/channels/undelivered/${id}/discard`, nation.token, {})).statusCode).toBe(
    404,
  )
  const { channels } = (await call('GET', '/admin/channels', nation.token)).json()
  expect(channels.map(({ channel }: { channel: string }) => channel)).toContain('sms')
})

test('an export is asked for, seen and fetched by who asked, and by nobody else', async () => {
  const admin = await lapor.staff('institution_admin', 'kota-pekalongan')
  const regency = await lapor.staff('institution_admin', 'kab-pekalongan')
  const asked = await call('POST', '/exports', admin.token, { format: 'csv', filter: { state: 'submitted' } })
  const { id } = asked.json()
  expect(asked.statusCode).toBe(202)
  expect((await call('GET', '/exports', admin.token)).json().exports).toMatchObject([
    { id, what: 'reports', state: 'queued' },
  ])
  expect((await call('GET', '/exports', regency.token)).json().exports).toEqual([])
  await writeExport(lapor.context, join(lapor.context.config.dataDir, 'exports'), id)
  expect((await call('GET', '/exports', admin.token)).json().exports).toMatchObject([{ state: 'finished' }])
  const file = await call('GET', `/exports/${id}/file`, admin.token)
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  expect((await call('GET', `/exports/${id}/file`, regency.token)).statusCode).toBe(404)
  const unknown = await call('POST', '/exports', admin.token, {
    format: 'csv',
    filter: { holder_code: 'tidak-ada' },
  })
  expect(unknown.json().errors).toMatchObject([{ field: 'holder_code' }])
  expect((await call('POST', '/mails', admin.token, { weekly: false })).statusCode).toBe(200)
  expect((await call('GET', '/mails', admin.token)).json()).toEqual({
    daily: false,
    weekly: false,
    alerts: true,
  })
})

/** A system with whom we exchange reports both ways. */
async function partner() {
  const system = await connect(`mitra-${randomUUID()}`, ['exchange'])
  await saveExchangeLink(lapor.context, system.id, {
    model: 'full',
    url: 'https://kabupaten.example.go.id/pesan',
    mayAskIdentity: false,
    takesSecret: false,
    states: [],
  })
  return system
}

async function connect(code: string, scopes: string[], requestsPerMinute = 300, vouchesForContacts = false) {
  expect(SYSTEM_SCOPES).toEqual(expect.arrayContaining(scopes))
  const id = await createSystem(lapor.context, {
    code,
    name: code,
    institutionCode: 'kota-pekalongan',
    scopes,
    requestsPerMinute,
    vouchesForContacts,
  })
  return { id, key: await makeSystemKey(lapor.context, id) }
}

function askToken(key: string, code: string, scope = '', grant = 'client_credentials') {
  return lapor.app.inject({
    method: 'POST',
    url: '/api/v1/oauth/token',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${code}:${key}`).toString('base64')}`,
    },
    payload: new URLSearchParams({ grant_type: grant, ...(scope === '' ? {} : { scope }) }).toString(),
  })
}

function call(method: 'GET' | 'POST', path: string, token: string, payload?: object) {
  return lapor.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  })
}
