import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext } from '../../../test/support/context.ts'
import { createSystem } from '../../identity/index.ts'
import { addInformation } from '../../reports/index.ts'
import { deliverWebhooks } from '../deliver-webhooks.ts'
import { countHeldUp } from './failed-messages.ts'
import { saveExchangeLink } from './links.ts'
import type { ExchangeMessage } from './message.ts'
import { passOnDue } from './pass-on.ts'
import { receiveMessage } from './receive-message.ts'

const CODE = 'kab-pekalongan'
const NOBODY = 'http://127.0.0.1:1/'

let lapor: TestContext
let partner: Server
let url: string
let systemId: number
let calls: ExchangeMessage[]
let status: number
let answer: string

beforeAll(async () => {
  lapor = await createTestContext()
  partner = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    calls.push(JSON.parse(body))
    response.writeHead(status).end(answer)
  })
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/`
  systemId = await createSystem(lapor.context, {
    code: 'sistem-kabupaten',
    name: 'Sistem Kabupaten',
    institutionCode: CODE,
    scopes: ['exchange'],
  })
})
beforeEach(async () => {
  calls = []
  status = 204
  answer = ''
  await connect(url)
})
afterAll(async () => {
  partner.close()
  await lapor[Symbol.asyncDispose]()
})

test('an offer that never arrives comes back to the level above', async () => {
  status = 500
  const number = await offered()
  await threeDays()
  expect(await lastEvent(number)).toMatchObject({
    type: 'return',
    text: expect.stringContaining('Sistem Kabupaten: tidak dapat dihubungi'),
  })
  expect(await shareOf(number)).toMatchObject({ state: 'refused' })
  // Saved anew the link sends no offer of a report that is elsewhere by now.
  status = 204
  calls = []
  await connect(url)
  await deliver()
  expect(calls).toEqual([])
})

test('a refused offer comes back with the partner’s reason, whatever characters are in it', async () => {
  status = 200
  answer = JSON.stringify({ outcome: 'refused\x07', reason: 'Bukan\0 wilayah kami \ud83d' })
  const number = await offered()
  await deliver()
  answer = JSON.stringify({ outcome: 'refused', reason: 'Bukan\0 wilayah kami \ud83d' })
  const other = await offered()
  await deliver()
  for (const one of [number, other])
    expect(await lastEvent(one)).toMatchObject({
      type: 'return',
      text: 'Sistem Kabupaten: Bukan wilayah kami \ufffd',
    })
})

test('a partner that takes an offer after it was given up is told that it was taken back', async () => {
  status = 500
  const number = await offered()
  await threeDays()
  status = 204
  await hearFrom(number, { type: 'exchange.accept', saw: 1 })
  calls = []
  await deliver()
  expect(calls.map(({ type, data }) => [type, data.seq, data.outcome])).toEqual([
    ['exchange.close', 2, 'taken_back'],
  ])
})

test('a message that was given up holds up the later ones until the admin saves the link, and all come in order', async () => {
  const number = await offered()
  await deliver()
  status = 500
  await tell(number, 'Lampunya ada tiga, semuanya mati.')
  await threeDays()
  status = 204
  calls = []
  await tell(number, 'Tiangnya juga mulai miring.')
  await deliver()
  expect(calls).toEqual([])
  expect(await countHeldUp(lapor.context.db, systemId)).toBe(1)
  await connect(url)
  await deliver()
  expect(calls.map(({ data }) => [data.seq, data.text])).toEqual([
    [2, 'Lampunya ada tiga, semuanya mati.'],
    [3, 'Tiangnya juga mulai miring.'],
  ])
  expect(await countHeldUp(lapor.context.db, systemId)).toBe(0)
})

test('what found nobody for three days is sent once its receiver is heard of', async () => {
  const number = await offered()
  await deliver()
  await address(NOBODY)
  await tell(number, 'Lampunya ada tiga, semuanya mati.')
  await threeDays()
  await address(url)
  calls = []
  await deliver()
  expect(calls).toEqual([])
  await hearFrom(number, { type: 'exchange.accept', saw: 1 })
  await deliver()
  expect(calls.map(({ data }) => data.seq)).toEqual([2])
})

function connect(to: string) {
  return saveExchangeLink(lapor.context, systemId, {
    model: 'full',
    url: to,
    mayAskIdentity: false,
    takesSecret: false,
    states: [],
  })
}

/** The address moves, but nobody has said that anything was mended. */
function address(to: string) {
  return lapor.context.db.updateTable('webhooks').set({ url: to }).where('system_id', '=', systemId).execute()
}

async function offered(): Promise<string> {
  const { trackingNumber } = await lapor.report({ area_code: '33.26.01.2001', institution_code: CODE })
  await passOnDue(lapor.context)
  return trackingNumber
}

async function tell(number: string, text: string): Promise<void> {
  await addInformation(lapor.context, REPORTER, number, { text })
}

async function deliver(): Promise<void> {
  await passOnDue(lapor.context)
  await deliverWebhooks(lapor.context)
}

async function threeDays(): Promise<void> {
  for (let tries = 0; tries < 14; tries += 1) {
    await deliver()
    lapor.clock.set(new Date(lapor.clock.now().getTime() + 24 * 3_600_000))
  }
}

function shareOf(number: string) {
  return lapor.context.db
    .selectFrom('exchange_shares as share')
    .innerJoin('reports as report', 'report.id', 'share.report_id')
    .select(['share.state', 'share.origin_instance', 'share.heard_seq'])
    .where('report.tracking_number', '=', number)
    .executeTakeFirstOrThrow()
}

async function hearFrom(number: string, said: { type: 'exchange.accept'; saw: number }): Promise<void> {
  const share = await shareOf(number)
  const received = await receiveMessage(lapor.context, systemId, {
    id: `dari-kabupaten-${number}`,
    type: said.type,
    timestamp: lapor.clock.now().toISOString(),
    data: {
      from: 'kabupaten',
      origin: { instance: share.origin_instance, number },
      hops: [share.origin_instance, 'kabupaten'],
      number: 'KAB-1',
      seq: share.heard_seq + 1,
      saw: said.saw,
    },
  })
  expect(received.outcome).toBe('applied')
}

function lastEvent(number: string) {
  return lapor.context.db
    .selectFrom('report_events as event')
    .innerJoin('reports as report', 'report.id', 'event.report_id')
    .select(['event.type', 'event.text'])
    .where('report.tracking_number', '=', number)
    .orderBy('event.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}
