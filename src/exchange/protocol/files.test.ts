import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { REPORTER } from '../../../test/support/context.ts'
import { connectPair } from '../../../test/support/exchange-pair.ts'
import { createSystem, makeSystemKey } from '../../identity/index.ts'
import {
  addInformation,
  answerReport,
  assignReport,
  blurPhoto,
  storeUpload,
  withdrawReport,
} from '../../reports/index.ts'
import {
  AREA,
  CODE,
  exchangeAll,
  messagesAbout,
  outMessage,
  rowByOrigin,
  rowOf,
  shareReport,
  urlOf,
} from './exchange.fixture.ts'
import { fetchFilesDue } from './fetch-files.ts'
import { saveExchangeLink } from './links.ts'
import type { ExchangeMessage } from './message.ts'
import { receiveMessage } from './receive-message.ts'

let home: TestApp
let regency: TestApp
let admin: TestStaff
let pair: Awaited<ReturnType<typeof connectPair>>

beforeAll(async () => {
  home = await createTestApp()
  regency = await createTestApp()
  for (const side of [home, regency]) await side.app.listen({ port: 0, host: '127.0.0.1' })
  pair = await connectPair(
    { context: home.context, url: urlOf(home), place: 'kota-pekalongan' },
    { context: regency.context, url: urlOf(regency), place: CODE },
  )
  admin = await regency.staff('institution_admin', CODE)
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await regency[Symbol.asyncDispose]()
})

test('photos go over with the report, with what is added and with the answer, each once and to its entry', async () => {
  const first = await photo(home, 'KTP Siti.jpg')
  const { here, there } = await shared({ attachments: [first] })
  const later = await photo(home, 'tiang.jpg')
  await addInformation(home.context, REPORTER, here, {
    text: 'Ini tiangnya dari dekat.',
    attachments: [later],
  })
  await exchange()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  const evidence = [await photo(regency, 'sesudah.jpg'), await letter(regency)]
  await answerReport(regency.context, admin.actor, there, {
    text: 'Tiga lampu sudah kami ganti kemarin.',
    attachments: evidence,
  })
  await exchange()
  // Said again, as by a partner that did not hear the answer, and looked for again: nothing comes twice.
  const [offer] = await messagesAbout(home, here)
  await say(regency, { ...offer, id: `msg_${there}_lagi` } as ExchangeMessage)
  await exchange()
  expect(await filesOf(regency, there)).toEqual([
    ['submit', 'image', 'participants', `image-${first.slice(0, 8)}`],
    ['add_information', 'image', 'participants', `image-${later.slice(0, 8)}`],
    ['answer', 'document', 'public', 'surat.pdf'],
    ['answer', 'image', 'public', 'sesudah.jpg'],
  ])
  expect((await filesOf(home, here)).filter(([type]) => type === 'answer')).toEqual([
    ['answer', 'document', 'public', expect.stringMatching(/^document-/)],
    ['answer', 'image', 'public', expect.stringMatching(/^image-/)],
  ])
})

test('what cannot be masked stays, and photos of an anonymous reporter too, until a verifier shows them to all', async () => {
  const image = await photo(home, 'jalan.jpg')
  const paper = await letter(home)
  const named = await shared({ attachments: [image, paper] })
  expect((await filesOf(regency, named.there)).map(([, kind]) => kind)).toEqual(['image'])
  const hidden = await home.report({
    area_code: AREA,
    institution_code: CODE,
    anonymous: true,
    attachments: [await photo(home, 'rumah.jpg')],
  })
  const open = await photo(home, 'terbuka.jpg')
  const shown = await home.report({
    area_code: AREA,
    institution_code: CODE,
    anonymous: true,
    attachments: [open],
  })
  await home.context.db
    .updateTable('attachments')
    .set({ visibility: 'public' })
    .where('id', '=', open)
    .execute()
  await exchange()
  expect(await filesOf(regency, await numberThere(hidden.trackingNumber))).toEqual([])
  expect(await filesOf(regency, await numberThere(shown.trackingNumber))).toHaveLength(1)
})

test('a file is given to the partner alone, covered where it is covered, and for as long as the report is shared', async () => {
  const image = await photo(home, 'wajah.jpg')
  const { here } = await shared({ attachments: [image] })
  const stranger = await createSystem(home.context, {
    code: 'sistem-lain',
    name: 'Sistem Lain',
    institutionCode: CODE,
    scopes: ['exchange'],
  })
  const get = (key: string, id = image) =>
    home.app.inject({
      method: 'GET',
      url: `/api/v1/exchange/files/${id}`,
      headers: { authorization: `Bearer ${key}` },
    })
  const whole = await get(pair.keyForB)
  expect([whole.statusCode, whole.headers['content-type']]).toEqual([200, 'image/jpeg'])
  expect(whole.headers['content-disposition']).not.toContain('wajah')
  expect((await get(await makeSystemKey(home.context, stranger))).statusCode).toBe(404)
  expect((await get('salah')).statusCode).toBe(401)
  for (const id of [randomUUID(), 'bukan-id']) expect((await get(pair.keyForB, id)).statusCode).toBe(404)
  const { staff } = await home.staff('institution_admin', CODE)
  const areas = [{ x: 0, y: 0, width: 0.5, height: 0.5 }]
  await blurPhoto(home.context, { kind: 'staff', staff, channel: 'web' }, here, {
    attachmentId: image,
    areas,
  })
  const covered = await get(pair.keyForB)
  expect(covered.statusCode).toBe(200)
  expect(covered.rawPayload.equals(whole.rawPayload)).toBe(false)
  await withdrawReport(home.context, REPORTER, here, {})
  await exchange()
  expect((await get(pair.keyForB)).statusCode).toBe(404)
})

test('a file is fetched from the partner’s own host alone, as long as it takes, and only what can be a file here', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await exchange()
  const base = await outMessage(regency, there)
  const real = await photo(regency, 'sesudah.jpg')
  const named = [
    { id: 'host-lain', name: 'a', url: 'http://169.254.169.254/latest' },
    { id: 'tidak-ada', name: 'b', url: `/api/v1/exchange/files/${randomUUID()}` },
    { id: 'bukan-berkas', name: 'c', url: '/api/v1/openapi.json' },
    { id: 'rusak', name: 'd', url: '/api/v1/openapi.json', sha256: 'a'.repeat(64) },
    { id: 'dua-kali', name: 'e', url: `/api/v1/exchange/files/${real}` },
    { id: 'dua-kali', name: 'f', url: `/api/v1/exchange/files/${real}` },
  ]
  const update = {
    ...base,
    id: `msg_${there}_berkas`,
    type: 'exchange.update',
    data: {
      ...base.data,
      seq: base.data.seq + 1,
      state: 'in_progress',
      text: 'Ini keadaannya tadi pagi.',
      attachments: named,
    },
  } as ExchangeMessage
  expect((await say(home, update)).outcome).toBe('applied')
  await fetchFilesDue(home.context)
  expect(await askedFor(here)).toEqual([
    ['bukan-berkas', 'failed', 'file_type_refused'],
    // Not yet an entry's: whoever asks early asks again.
    ['dua-kali', 'failed', 'HTTP 404'],
    ['host-lain', 'failed', 'not on the host of the link'],
    ['rusak', 'failed', 'the checksum differs'],
    ['tidak-ada', 'failed', 'HTTP 404'],
  ])
})

test('a partner that is away is asked again later, and a file that comes late goes on to the next', async () => {
  const { trackingNumber: here } = await home.report({
    area_code: AREA,
    institution_code: CODE,
    attachments: [await photo(home, 'jalan.jpg')],
  })
  await exchangeAll([home, regency])
  const there = await numberThere(here)
  const third = await nextPartner(there)
  await linkTo('http://127.0.0.1:1')
  await fetchFilesDue(regency.context)
  expect(await filesOf(regency, there)).toEqual([])
  await linkTo(urlOf(home))
  regency.clock.advanceHours(1)
  await fetchFilesDue(regency.context)
  const [[, kind, , name] = []] = await filesOf(regency, there)
  expect([kind, name]).toEqual(['image', expect.stringMatching(/^image-/)])
  const told = await regency.context.db
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('webhooks as webhook', 'webhook.id', 'delivery.webhook_id')
    .select('delivery.payload')
    .where('webhook.system_id', '=', third)
    .execute()
  expect(told.map(({ payload }) => JSON.parse(payload ?? ''))).toEqual([
    expect.objectContaining({
      type: 'exchange.update',
      data: expect.objectContaining({ attachments: [expect.objectContaining({ name: expect.any(String) })] }),
    }),
  ])
})

/** Both say and fetch what they have to, until nothing is left. */
async function exchange(): Promise<void> {
  await exchangeAll([home, regency])
  for (const side of [home, regency]) await fetchFilesDue(side.context)
  await exchangeAll([home, regency])
}

async function shared(input: Parameters<TestApp['report']>[0] = {}) {
  const report = await shareReport(home, regency, input)
  await exchange()
  return report
}

async function numberThere(here: string): Promise<string> {
  const there = (await rowByOrigin(regency, here))?.tracking_number
  if (there === undefined) throw new Error('the report did not go over')
  return there
}

function say(side: TestApp, message: ExchangeMessage) {
  return receiveMessage(side.context, side === home ? pair.systemOfBAtA : pair.systemOfAAtB, message)
}

async function photo(side: TestApp, name: string): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#000', noise } })
    .jpeg()
    .toBuffer()
  return (await storeUpload(side.context, { name, bytes, draftId: null })).id
}

async function letter(side: TestApp): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4\n%${randomUUID()}\n%%EOF`)
  return (await storeUpload(side.context, { name: 'surat.pdf', bytes, draftId: null })).id
}

async function filesOf(side: TestApp, number: string): Promise<string[][]> {
  const { id } = await rowOf(side, number)
  const rows = await side.context.db
    .selectFrom('attachments as file')
    .innerJoin('report_events as event', (join) =>
      join.onRef('event.report_id', '=', 'file.report_id').onRef('event.seq', '=', 'file.event_seq'),
    )
    .select(['event.type', 'file.kind', 'file.visibility', 'file.original_name'])
    .where('file.report_id', '=', id)
    .orderBy('event.seq')
    .orderBy('file.kind')
    .execute()
  return rows.map(({ type, kind, visibility, original_name }) => [type, kind, visibility, original_name])
}

async function askedFor(number: string): Promise<(string | null)[][]> {
  const { id } = await rowOf(home, number)
  const rows = await home.context.db
    .selectFrom('exchange_files')
    .select(['remote_id', 'state', 'last_error', 'name', 'url'])
    .where('report_id', '=', id)
    .orderBy('remote_id')
    .execute()
  expect(rows.filter(({ name, url }) => name !== null || url !== null)).toEqual([])
  return rows.map(({ remote_id, state, last_error }) => [remote_id, state, last_error])
}

function linkTo(url: string) {
  return saveExchangeLink(regency.context, pair.systemOfAAtB, {
    model: 'full',
    url: `${url}/api/v1/exchange/messages`,
    mayAskIdentity: false,
    takesSecret: false,
    states: [],
  })
}

/** As if the regency had handed the report on to a third system. */
async function nextPartner(number: string): Promise<number> {
  const { context } = regency
  const report = await rowOf(regency, number)
  const system = await createSystem(context, {
    code: 'sistem-ketiga',
    name: 'Sistem Ketiga',
    institutionCode: CODE,
    scopes: ['exchange'],
  })
  await saveExchangeLink(context, system, {
    model: 'full',
    url: 'http://127.0.0.1:1/',
    mayAskIdentity: false,
    takesSecret: false,
    states: [],
  })
  await context.db
    .insertInto('exchange_shares')
    .values({
      report_id: report.id,
      system_id: system,
      direction: 'out',
      origin_instance: 'lapor-asal',
      origin_number: number,
      hops: ['lapor-asal'],
      remote_number: null,
      state: 'offered',
      told_event_seq: report.event_count,
      created_at: context.clock.now(),
    })
    .execute()
  return system
}
