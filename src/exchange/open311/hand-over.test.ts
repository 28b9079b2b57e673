import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { createSystem, makeSystemKey } from '../../identity/index.ts'
import {
  admitReport,
  answerReport,
  assignReport,
  closeReport,
  followUpReport,
  returnReport,
  withdrawConsent,
} from '../../reports/index.ts'
import { passOnDue } from '../protocol/pass-on.ts'
import { badServer, rememberingServer, slowServer } from './far-systems.fixture.ts'
import { handOverDue } from './hand-over.ts'
import { saveOpen311Target } from './targets.ts'

/** Our own Open311 server plays the institution's system; it is tried against the specification elsewhere. */
let home: TestApp
let far: TestApp
let admin: TestStaff
let farAdmin: TestStaff
let systemId: number
const CODE = 'kab-pekalongan'
const AREA = '33.26.01.2001'
const keys: Record<'vouching' | 'plain', string> = { vouching: '', plain: '' }

beforeAll(async () => {
  home = await createTestApp()
  far = await createTestApp()
  await far.app.listen({ port: 0, host: '127.0.0.1' })
  admin = await home.staff('institution_admin', CODE)
  farAdmin = await far.staff('institution_admin', CODE)
  systemId = await createSystem(home.context, {
    code: 'open311-kabupaten',
    name: 'Sistem Kabupaten',
    institutionCode: CODE,
    scopes: ['exchange'],
  })
  for (const kind of ['vouching', 'plain'] as const) {
    const id = await createSystem(far.context, {
      code: `lapor-${kind}`,
      name: 'LAPOR!',
      institutionCode: CODE,
      scopes: ['reports:submit', 'reports:read'],
      vouchesForContacts: kind === 'vouching',
    })
    keys[kind] = await makeSystemKey(far.context, id)
  }
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await far[Symbol.asyncDispose]()
})

test.each(['json', 'xml'] as const)(
  'a verified report is handed over by %s, its updates are followed, and closed there is an answer here',
  async (format) => {
    await connect({ format, apiKey: keys.vouching })
    const number = await assigned({ body: `Jembatan "A & B" <retak> dan hampir putus (${format}).` })
    await work()
    const there = await handedOver(number)
    expect(there).toMatchObject({
      body: `Jembatan "A & B" <retak> dan hampir putus (${format}).\n\nLAPOR! ${number}`,
      channel: 'open311',
      area_code: AREA,
    })
    await assignReport(far.context, farAdmin.actor, there.tracking_number, { institution_code: CODE })
    await followUpReport(far.context, farAdmin.actor, there.tracking_number, {
      text: 'Petugas "survei" & teknisi menuju lokasi.',
      visibility: 'public',
    })
    await answerReport(far.context, farAdmin.actor, there.tracking_number, {
      text: 'Jembatan sudah kami perkuat kemarin.',
    })
    await later()
    expect(await told(number)).toContain('follow_up: Jembatan sudah kami perkuat kemarin.')
    await closeReport(far.context, farAdmin.actor, there.tracking_number, {})
    await later()
    expect((await told(number)).at(-1)).toBe('answer: Jembatan sudah kami perkuat kemarin.')
    // Asked again nothing is told twice.
    await later()
    expect((await told(number)).filter((line) => line.startsWith('answer'))).toHaveLength(1)
  },
)

test('who told it stays here: an office is the sender there', async () => {
  await connect({ apiKey: keys.vouching })
  const number = await assigned({ body: 'Hubungi saya di 081234567890. Jalan desa berlubang besar.' })
  await work()
  const there = await handedOver(number)
  expect(there.body).not.toContain('081234567890')
  expect(far.context.sealer.open(there.name_sealed ?? Buffer.alloc(0))).toBe('Dinas Kominfo')
})

test('where the far system gives a token, its number is asked for until it is known', async () => {
  await connect({ apiKey: keys.plain })
  const number = await assigned({})
  await work()
  expect(await stateOf(number)).toMatchObject({ state: 'token', remote_id: null })
  const { token } = await stateOf(number)
  await later()
  expect((await stateOf(number)).state).toBe('token')
  await admitReport(far.context, String(token).slice(0, 10))
  await later(60)
  await later(60)
  expect(await stateOf(number)).toMatchObject({ state: 'open', remote_id: String(token).slice(0, 10) })
})

test('what the far system refuses comes back to the level above, with its reason', async () => {
  await connect({ apiKey: keys.vouching, defaultService: 'tidak.ada' })
  const number = await assigned({})
  await work()
  expect(await stateOf(number)).toMatchObject({
    state: 'failed',
    last_error: expect.stringContaining('HTTP 400'),
  })
  expect((await told(number)).at(-1)).toMatch(/^return: .*Sistem Kabupaten/)
})

test('a far system that is away is tried again, and nothing is told twice', async () => {
  await connect({ url: 'http://127.0.0.1:1/open311/v2', apiKey: keys.vouching })
  const number = await assigned({})
  await work()
  expect(await stateOf(number)).toMatchObject({ state: 'queued', attempts: 1 })
  await connect({ apiKey: keys.vouching })
  await later()
  expect((await stateOf(number)).state).toBe('open')
})

test.each([
  ['an answer of five gigabytes', 'too_large'],
  ['an answer that is no JSON', 'no json'],
  ['an answer without a number', 'neither'],
])('%s is put off, and nothing hangs', async (what, reason) => {
  const server = await badServer(what)
  await connect({ url: server.url, apiKey: keys.vouching })
  const number = await assigned({})
  await work()
  expect(await stateOf(number)).toMatchObject({
    state: 'queued',
    last_error: expect.stringContaining(reason),
  })
  server.close()
  await home.context.db.updateTable('open311_handovers').set({ next_try_at: null }).execute()
})

test('entities of a far system’s XML are no program: none is read', async () => {
  const server = await badServer('XXE')
  await connect({ url: server.url, format: 'xml', apiKey: keys.vouching })
  const number = await assigned({})
  await work()
  const { remote_id } = await stateOf(number)
  expect(String(remote_id)).not.toContain('root:')
  server.close()
  await home.context.db.updateTable('open311_handovers').set({ next_try_at: null }).execute()
})

test('a report that became secret or left while it waited is not handed over', async () => {
  const server = await slowServer(() => Promise.resolve())
  await connect({ url: server.url, apiKey: keys.vouching })
  const hidden = await assigned({ phone: '081244443333' })
  const left = await assigned({})
  await passOnDue(home.context)
  const { reporter_id } = await reportOf(hidden)
  await withdrawConsent(home.context, reporter_id, 'publication')
  await returnReport(home.context, admin.actor, left, {
    reason: 'Jalan ini milik provinsi, bukan kabupaten.',
  })
  await handOverDue({ ...home.context, baseUrl: 'https://lapor.test' })
  expect([(await stateOf(hidden)).state, (await stateOf(left)).state]).toEqual(['ended', 'ended'])
  expect(server.posted).toEqual([])
  server.close()
})

test('a slow system gets each request once, also when another worker comes along meanwhile', async () => {
  const server = await slowServer(async (call) => {
    // Two requests outlast the lease of anything that was taken before them.
    if (call <= 2) home.clock.set(new Date(home.clock.now().getTime() + 3 * 60_000))
    if (call === 2) await handOverDue({ ...home.context, baseUrl: 'https://lapor.test' })
  })
  await connect({ url: server.url, apiKey: keys.vouching })
  const numbers = [await assigned({}), await assigned({}), await assigned({})]
  await work()
  const posted = server.posted.map((body) => numbers.find((number) => body.includes(number)))
  expect(posted.sort()).toEqual([...numbers].sort())
  server.close()
  await home.context.db.updateTable('open311_handovers').set({ next_try_at: null }).execute()
})

test('what was refused there is sent again when it is assigned there again; what is open there is followed on', async () => {
  await connect({ apiKey: keys.vouching, defaultService: 'tidak.ada' })
  const number = await assigned({})
  await work()
  expect((await told(number)).at(-1)).toMatch(/^return: /)
  await connect({ apiKey: keys.vouching })
  await assignAgain(number)
  const there = await stateOf(number)
  expect(there).toMatchObject({ state: 'open', attempts: 0, last_error: null })
  await returnReport(home.context, admin.actor, number, {
    reason: 'Jalan ini milik provinsi, bukan kabupaten.',
  })
  await work()
  expect((await stateOf(number)).state).toBe('ended')
  await assignAgain(number)
  expect(await stateOf(number)).toMatchObject({ state: 'open', remote_id: there.remote_id })
})

test('a number that the far system does not know holds up nobody’s news, and nothing that is open is given up', async () => {
  const server = await rememberingServer('n-1')
  await connect({ url: server.url, apiKey: keys.vouching })
  const numbers = [await assigned({}), await assigned({}), await assigned({})]
  await work()
  await home.context.db
    .updateTable('open311_handovers')
    .set({ attempts: 500, last_error: 'HTTP 503' })
    .where('state', '=', 'open')
    .execute()
  server.notes = 'Petugas\0 menuju\x07 lokasi pagi ini.'
  await later()
  const [unknown, ...known] = await Promise.all(numbers.map(stateOf))
  expect(unknown).toMatchObject({ remote_id: 'n-1', state: 'open', attempts: 501, last_error: 'HTTP 404' })
  for (const one of known) expect(one).toMatchObject({ state: 'open', attempts: 0, last_error: null })
  for (const number of numbers.slice(1))
    expect((await told(number)).at(-1)).toBe('follow_up: Petugas menuju lokasi pagi ini.')
  server.close()
  await home.context.db.updateTable('open311_handovers').set({ next_try_at: null }).execute()
})

test('a token that is forgotten there brings the report back, and it can be sent anew', async () => {
  await connect({ apiKey: keys.plain })
  const number = await assigned({})
  await work()
  await home.context.db
    .updateTable('open311_handovers')
    .set({ token: 'tidak-dikenal', attempts: 500 })
    .where('state', '=', 'token')
    .execute()
  await later()
  expect(await stateOf(number)).toMatchObject({ state: 'failed', token: null })
  expect((await told(number)).at(-1)).toMatch(/^return: .*HTTP 404/)
  await assignAgain(number)
  expect(await stateOf(number)).toMatchObject({ state: 'token', token: expect.any(String) })
  await home.context.db.updateTable('open311_handovers').set({ next_try_at: null }).execute()
})

test('a far system that does not answer holds up its own reports alone', async () => {
  const place = 'kota-pekalongan'
  const cityAdmin = await home.staff('institution_admin', place)
  const other = await createSystem(home.context, {
    code: 'open311-kota',
    name: 'Sistem Kota',
    institutionCode: place,
    scopes: ['exchange'],
  })
  // Each answers only once the other was asked too.
  const bothAsked = Promise.withResolvers<void>()
  let asked = 0
  const meanwhile = () => {
    asked += 1
    if (asked === 2) bothAsked.resolve()
    return bothAsked.promise
  }
  const servers = [await slowServer(meanwhile), await slowServer(meanwhile)]
  await connect({ url: servers[0]?.url ?? '', apiKey: keys.vouching })
  await connect({ url: servers[1]?.url ?? '', apiKey: keys.vouching }, other)
  const number = await assigned({})
  const { trackingNumber } = await home.report({ area_code: '33.75.01.1002', institution_code: place })
  await assignReport(home.context, cityAdmin.actor, trackingNumber, { institution_code: place })
  await work()
  expect(await stateOf(number)).toMatchObject({ state: 'open', attempts: 0 })
  expect(await stateOf(trackingNumber)).toMatchObject({ state: 'open', attempts: 0 })
  for (const server of servers) server.close()
})

function reportOf(number: string) {
  return home.context.db
    .selectFrom('reports')
    .innerJoin('institutions as holder', 'holder.id', 'reports.holder_id')
    .select(['reports.reporter_id', 'holder.code as holder_code'])
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
}

async function assignAgain(number: string): Promise<void> {
  const above = await home.staff('institution_admin', (await reportOf(number)).holder_code)
  await assignReport(home.context, above.actor, number, { institution_code: CODE })
  await work()
}

function connect(
  more: { url?: string; format?: string; apiKey: string; defaultService?: string },
  system = systemId,
) {
  const { port } = far.app.server.address() as AddressInfo
  return saveOpen311Target(home.context, system, {
    url: `http://127.0.0.1:${port}/open311/v2`,
    format: 'json',
    jurisdictionId: CODE,
    contactName: 'Dinas Kominfo',
    contactEmail: 'kominfo@kabupaten.example.go.id',
    defaultService: 'infrastruktur.jalan-rusak',
    services: {},
    active: true,
    ...more,
  })
}

async function assigned(input: Parameters<TestApp['report']>[0]): Promise<string> {
  const { trackingNumber } = await home.report({ area_code: AREA, institution_code: CODE, ...input })
  await assignReport(home.context, admin.actor, trackingNumber, { institution_code: CODE })
  return trackingNumber
}

async function work(): Promise<void> {
  await passOnDue(home.context)
  await handOverDue({ ...home.context, baseUrl: 'https://lapor.test' })
}

async function later(minutes = 6): Promise<void> {
  home.clock.set(new Date(home.clock.now().getTime() + minutes * 60_000))
  await work()
}

function stateOf(number: string) {
  return home.context.db
    .selectFrom('open311_handovers as handover')
    .innerJoin('reports', 'reports.id', 'handover.report_id')
    .selectAll('handover')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
}

async function handedOver(number: string) {
  const { remote_id } = await stateOf(number)
  return far.context.db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', String(remote_id))
    .executeTakeFirstOrThrow()
}

async function told(number: string): Promise<string[]> {
  const rows = await home.context.db
    .selectFrom('report_events as event')
    .innerJoin('reports', 'reports.id', 'event.report_id')
    .select(['event.type', 'event.text'])
    .where('tracking_number', '=', number)
    .orderBy('event.seq')
    .execute()
  return rows.map(({ type, text }) => `${type}: ${text ?? ''}`)
}
