import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { REPORTER } from '../../../test/support/context.ts'
import { connectPair } from '../../../test/support/exchange-pair.ts'
import {
  addInformation,
  answerReport,
  archiveReport,
  assignReport,
  closeReport,
  completeReport,
  confirmReport,
  disputeReport,
  followUpReport,
  holdReport,
  withdrawReport,
} from '../../reports/index.ts'
import {
  AREA,
  CODE,
  exchangeAll,
  lastNote,
  messagesAbout,
  moveAway,
  outMessage,
  rowByOrigin,
  rowOf,
  shareReport,
  stateOf,
  story,
  urlOf,
} from './exchange.fixture.ts'
import { saveExchangeLink } from './links.ts'
import type { ExchangeMessage } from './message.ts'
import { receiveMessage } from './receive-message.ts'

let home: TestApp
let regency: TestApp
let admin: TestStaff
let national: TestStaff
let pair: Awaited<ReturnType<typeof connectPair>>

beforeAll(async () => {
  home = await createTestApp()
  regency = await createTestApp()
  for (const side of [home, regency]) await side.app.listen({ port: 0, host: '127.0.0.1' })
  pair = await connectPair(
    { context: home.context, url: urlOf(home), place: 'kota-pekalongan' },
    { context: regency.context, url: urlOf(regency), place: CODE },
    { mayAskIdentity: true, states: [{ theirs: 'DIPROSES', ours: 'in_progress' }] },
  )
  admin = await regency.staff('institution_admin', CODE)
  national = await home.staff('national_admin', 'nasional')
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await regency[Symbol.asyncDispose]()
})

test('a report goes over, is handled there, and both histories tell the same', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await followUpReport(regency.context, admin.actor, there, {
    text: 'Tim kami meninjau lokasi besok pagi.',
    visibility: 'public',
  })
  await exchange()
  await addInformation(home.context, REPORTER, here, { text: 'Lampunya ada tiga, semuanya mati.' })
  await exchange()
  await answerReport(regency.context, admin.actor, there, { text: 'Tiga lampu sudah kami ganti kemarin.' })
  await exchange()
  await disputeReport(home.context, REPORTER, here, { text: 'Satu lampu masih mati, dekat gerbang.' })
  await exchange()
  await answerReport(regency.context, admin.actor, there, { text: 'Lampu dekat gerbang juga sudah diganti.' })
  await exchange()
  await confirmReport(home.context, REPORTER, here, { rating: 5 })
  await exchange()
  expect(await story(home, here)).toEqual(await story(regency, there))
  expect((await story(home, here)).map(([type]) => type)).toEqual([
    'assign',
    'follow_up',
    'add_information',
    'answer',
    'dispute',
    'answer',
    'confirm',
  ])
  expect([await stateOf(home, here), await stateOf(regency, there)]).toEqual(['closed', 'closed'])
})

test('who told it stays at home: names, contacts and numbers are masked in what goes over', async () => {
  const { there } = await shared({
    body: 'Saya Siti, hubungi 081234567890. Lampu jalan mati sejak tiga malam.',
  })
  const report = await regency.context.db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', there)
    .executeTakeFirstOrThrow()
  expect(report.contact_id).toBeNull()
  expect(report.name_sealed).toBeNull()
  const { rows } = {
    rows: await home.context.db.selectFrom('webhook_deliveries').select('payload').execute(),
  }
  expect(rows.map(({ payload }) => payload).join()).not.toMatch(/081234567890|Siti Nur Rahma|0812\d{8}/)
})

test('a message counts once, however often it comes', async () => {
  const { there, messages } = await shared()
  const [offer] = messages
  const again = await Promise.all([1, 2, 3].map(() => say(regency, offer)))
  expect(again).toEqual(Array(3).fill({ outcome: 'applied', reason: null, number: there, repeated: true }))
  const other = await say(regency, { ...offer, id: 'msg_lain' } as ExchangeMessage)
  expect(other).toMatchObject({ outcome: 'refused', reason: 'sequence_used' })
})

test('a message that is sent again while it is still being taken in is told what became of the first', async () => {
  const { here, there } = await shared()
  const base = await outMessage(regency, there)
  const text = 'Petugas sedang menuju lokasi.'
  const update = {
    ...base,
    id: `msg_${there}_bersamaan`,
    type: 'exchange.update',
    data: { ...base.data, seq: base.data.seq + 1, text, state: 'DIPROSES' },
  } as ExchangeMessage
  const answers = await Promise.all(Array.from({ length: 4 }, () => say(home, update)))
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'))
  expect((await story(home, here)).filter(([, said]) => said === text)).toHaveLength(1)
})

test('messages that overtake each other wait for the earlier ones', async () => {
  const { here, there } = await shared()
  const base = await outMessage(regency, there)
  const update = (seq: number, text: string) =>
    ({
      ...base,
      id: `msg_${there}_${seq}`,
      type: 'exchange.update',
      data: { ...base.data, seq, text, state: 'DIPROSES' },
    }) as ExchangeMessage
  const first = base.data.seq
  expect((await say(home, update(first + 3, 'Yang ketiga datang paling dahulu.'))).outcome).toBe('waiting')
  expect((await say(home, update(first + 2, 'Yang kedua menyusul kemudian.'))).outcome).toBe('waiting')
  expect((await say(home, update(first + 1, 'Yang pertama datang terakhir.'))).outcome).toBe('applied')
  const texts = (await story(home, here)).filter(([type]) => type === 'follow_up').map(([, text]) => text)
  expect(texts).toEqual([
    'Yang pertama datang terakhir.',
    'Yang kedua menyusul kemudian.',
    'Yang ketiga datang paling dahulu.',
  ])
})

test('what came too early has its turn also when the gap is filled by what does not count any more', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await answerReport(regency.context, admin.actor, there, { text: 'Lampunya sudah kami perbaiki kemarin.' })
  await exchange()
  await disputeReport(home.context, REPORTER, here, { text: 'Belum beres, masih sama saja.' })
  await exchange()
  const base = await outMessage(regency, there)
  const update = (seq: number, saw: number, text: string) =>
    ({
      ...base,
      id: `msg_${there}_${seq}`,
      type: 'exchange.update',
      data: { ...base.data, state: 'in_progress', seq, saw, text },
    }) as ExchangeMessage
  const { seq } = base.data
  expect((await say(home, update(seq + 2, 9, 'Kami periksa sekali lagi.'))).outcome).toBe('waiting')
  expect((await say(home, update(seq + 1, 0, 'Sudah selesai semuanya.'))).outcome).toBe('superseded')
  expect((await story(home, here)).at(-1)).toEqual(['follow_up', 'Kami periksa sekali lagi.'])
})

test('a report that is held up does not hold up what the partner says of another', async () => {
  const [slow, quick] = [await shared(), await shared()]
  const next = (of: typeof slow) =>
    ({
      ...of.messages[0],
      id: `msg_${of.there}`,
      type: 'exchange.update',
      data: { ...of.messages[0]?.data, seq: 2, text: 'Lampunya ada tiga, semuanya mati.' },
    }) as ExchangeMessage
  let held: Promise<unknown> = Promise.resolve()
  await regency.context.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('reports')
      .select('id')
      .where('tracking_number', '=', slow.there)
      .forUpdate()
      .execute()
    held = say(regency, next(slow))
    expect((await say(regency, next(quick))).outcome).toBe('applied')
  })
  expect(await held).toMatchObject({ outcome: 'applied' })
})

test('what the handler decided before it knew of the reporter’s own decision does not count', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await exchange()
  await answerReport(regency.context, admin.actor, there, {
    text: 'Sudah kami perbaiki seluruhnya hari ini.',
  })
  await exchange()
  await closeReport(regency.context, admin.actor, there, { text: 'Ditutup oleh instansi.' })
  await disputeReport(home.context, REPORTER, here, { text: 'Belum beres, masih sama saja.' })
  await exchange()
  expect([await stateOf(home, here), await stateOf(regency, there)]).toEqual(['in_progress', 'in_progress'])
  expect(await lastNote(regency, 'exchange.close')).toBe('superseded')
})

test('a report that is taken back while it is answered ends there, and the late answer is kept in the log', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await exchange()
  await answerReport(regency.context, admin.actor, there, {
    text: 'Sudah kami perbaiki seluruhnya hari ini.',
  })
  await moveAway(home, national, here)
  await exchange()
  expect(await stateOf(regency, there)).toBe('archived')
  expect((await rowOf(regency, there)).archive_reason).toBe('taken_back')
  expect(await lastNote(regency, 'exchange.answer')).toBe('superseded')
  // It comes back to the same place later: the same report goes on.
  await assignReport(home.context, national.actor, here, { institution_code: CODE })
  await exchange()
  expect(await stateOf(regency, there)).toBe('submitted')
  expect(
    await regency.context.db
      .selectFrom('exchange_shares')
      .select('id')
      .where('origin_number', '=', here)
      .execute(),
  ).toHaveLength(1)
})

test('what the handler does not take comes back to the level above, with the reason', async () => {
  const { here, there } = await shared()
  await archiveReport(regency.context, admin.actor, there, {
    reason: 'out_of_scope',
    text: 'Jalan ini milik provinsi, bukan kabupaten.',
  })
  await exchange()
  const report = await rowOf(home, here)
  expect(report).toMatchObject({ state: 'submitted', return_count: 1 })
  const events = await story(home, here)
  expect(events.at(-1)).toEqual(['return', 'Jalan ini milik provinsi, bukan kabupaten.'])
})

test('a report never comes round: its origin and everyone it passed refuse it', async () => {
  const { messages } = await shared()
  const [offer] = messages
  const back = { ...offer, id: 'msg_kembali', data: { ...offer?.data, seq: 1 } } as ExchangeMessage
  expect(await say(home, back)).toMatchObject({ outcome: 'refused', reason: 'loop' })
  const passed = {
    ...back,
    id: 'msg_lewat',
    data: {
      ...back.data,
      origin: { instance: 'kota-lain', number: '77' },
      hops: ['kota-lain', back.data.from],
    },
  }
  expect(await say(home, passed)).toMatchObject({ outcome: 'refused', reason: 'loop' })
})

test('a partner’s words mean what the admin’s table says; an unknown word is refused and named', async () => {
  const { here, there } = await shared()
  const base = await outMessage(regency, there)
  const { seq } = base.data
  const update = (id: string, at: number, state: string) =>
    ({
      ...base,
      id,
      type: 'exchange.update',
      data: { ...base.data, seq: at, state, text: 'Petugas menuju lokasi.' },
    }) as ExchangeMessage
  expect(await say(home, update(`${there}-a`, seq + 1, 'SEDANG-SEDANG'))).toMatchObject({
    outcome: 'refused',
    reason: 'state: unknown_state',
  })
  expect((await say(home, update(`${there}-b`, seq + 2, 'DIPROSES'))).outcome).toBe('applied')
  expect(await stateOf(home, here)).toBe('in_progress')
})

test('a clock that is an hour off changes nothing in the order, and is told to the admin', async () => {
  const { here, there } = await shared()
  const base = await outMessage(regency, there)
  const wrong = new Date(home.clock.now().getTime() - 3_600_000).toISOString()
  const late = {
    ...base,
    id: `${there}-jam`,
    timestamp: wrong,
    type: 'exchange.update',
    data: { ...base.data, seq: base.data.seq + 1, text: 'Jam kami salah satu jam.' },
  } as ExchangeMessage
  expect((await say(home, late)).outcome).toBe('applied')
  const link = await home.context.db
    .selectFrom('exchange_links')
    .select('clock_offset')
    .where('system_id', '=', pair.systemOfBAtA)
    .executeTakeFirstOrThrow()
  expect(link.clock_offset).toBe(-3_600)
  const event = await home.context.db
    .selectFrom('report_events')
    .innerJoin('reports', 'reports.id', 'report_events.report_id')
    .select('at')
    .where('tracking_number', '=', here)
    .where('report_events.type', '=', 'follow_up')
    .executeTakeFirstOrThrow()
  expect(event.at).toEqual(home.clock.now())
})

test('semi-integrated: only what we verified goes over, and nothing is taken from there', async () => {
  await relink('semi')
  try {
    const { trackingNumber } = await home.report({ area_code: AREA, institution_code: CODE })
    await exchange()
    expect(await rowByOrigin(regency, trackingNumber)).toBeUndefined()
    const ours = await home.staff('institution_admin', CODE)
    await assignReport(home.context, ours.actor, trackingNumber, { institution_code: CODE })
    await exchange()
    expect(await rowByOrigin(regency, trackingNumber)).toBeDefined()
    const messages = await messagesAbout(home, trackingNumber)
    const theirs = {
      ...messages[0],
      id: 'msg_semi',
      data: { ...messages[0]?.data, origin: { instance: 'kota-c', number: '1' }, hops: ['kota-c'], seq: 1 },
    } as ExchangeMessage
    expect(await say(home, theirs)).toMatchObject({ outcome: 'refused', reason: 'not_agreed' })
  } finally {
    await relink('full')
  }
})

test('central: they work in our console, so nothing goes over and nothing is taken', async () => {
  await relink('central')
  try {
    const { trackingNumber } = await home.report({ area_code: AREA, institution_code: CODE })
    await exchange()
    expect(await rowByOrigin(regency, trackingNumber)).toBeUndefined()
    const theirs = {
      id: 'msg_pusat',
      type: 'exchange.offer',
      timestamp: home.clock.now().toISOString(),
      data: { from: 'x', origin: { instance: 'x', number: '1' }, hops: ['x'], number: '1', seq: 1, saw: 0 },
    } as ExchangeMessage
    await expect(say(home, theirs)).rejects.toMatchObject({ code: 'exchange_off', status: 409 })
  } finally {
    await relink('full')
  }
})

test('the reporter takes it back before anyone worked on it, and it ends on both sides', async () => {
  const { here, there } = await shared()
  await withdrawReport(home.context, REPORTER, here, { text: 'Sudah menyala lagi.' })
  await exchange()
  expect([await stateOf(home, here), await stateOf(regency, there)]).toEqual(['archived', 'archived'])
  expect((await rowOf(regency, there)).archive_reason).toBe('withdrawn')
})

test('a hold there is a hold here, and the reporter’s data completes both', async () => {
  const { here, there } = await shared()
  await assignReport(regency.context, admin.actor, there, { institution_code: CODE })
  await holdReport(regency.context, admin.actor, there, { text: 'Mohon sebutkan nomor tiang lampunya.' })
  await exchange()
  expect(await stateOf(home, here)).toBe('on_hold')
  await completeReport(home.context, REPORTER, here, { text: 'Nomor tiangnya 14 dan 15.' })
  await exchange()
  expect([await stateOf(home, here), await stateOf(regency, there)]).toEqual(['assigned', 'assigned'])
})

function exchange() {
  return exchangeAll([home, regency])
}

async function shared(input: Parameters<TestApp['report']>[0] = {}) {
  const report = await shareReport(home, regency, input)
  return { ...report, messages: await messagesAbout(home, report.here) }
}

function say(side: TestApp, message: ExchangeMessage | undefined) {
  if (message === undefined) throw new Error('no message')
  return receiveMessage(side.context, side === home ? pair.systemOfBAtA : pair.systemOfAAtB, message)
}

function relink(model: 'central' | 'semi' | 'full') {
  return saveExchangeLink(home.context, pair.systemOfBAtA, {
    model,
    url: `${urlOf(regency)}/api/v1/exchange/messages`,
    mayAskIdentity: true,
    takesSecret: false,
    states: [{ theirs: 'DIPROSES', ours: 'in_progress' }],
  })
}
