import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { createSystem } from '../identity/index.ts'
import { assignReport, followUpReport } from '../reports/index.ts'
import {
  createWebhook,
  deliverWebhooks,
  listDeliveries,
  queueWebhooks,
  replayWebhook,
  testWebhook,
} from './index.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let systemId: number
let receiver: Server
let url: string
let calls: { id: string; body: string; headers: Record<string, string> }[]
let answer: (call: number) => number

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      calls.push({ id: headers['webhook-id'] ?? '', body: Buffer.concat(chunks).toString(), headers })
      response.writeHead(answer(calls.length)).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/lapor`
})
beforeEach(async () => {
  calls = []
  answer = () => 204
  systemId = await createSystem(lapor.context, {
    code: `sistem-${Math.random().toString(36).slice(2)}`,
    name: 'Sistem kota',
    institutionCode: 'kota-pekalongan',
    scopes: ['webhooks', 'reports:read'],
  })
})
afterEach(async () => {
  await lapor.context.db.updateTable('webhooks').set({ active: false }).execute()
})
afterAll(async () => {
  receiver.close()
  await lapor[Symbol.asyncDispose]()
})

test('events arrive signed by Standard Webhooks, in their order, each once, whichever job ran first', async () => {
  // The receiver's library refuses signatures older than five minutes by the real clock.
  lapor.clock.set(new Date())
  const { id, secret } = await createWebhook(lapor.context, systemId, { url, eventTypes: [] })
  const reportId = await handledReport()
  // The later event's job runs first, and all of them twice on two workers.
  for (const seq of [5, 3, 2, 5]) await queue(reportId, seq)
  await Promise.all([deliverWebhooks(lapor.context), deliverWebhooks(lapor.context)])
  const events = calls.map(({ body }) => JSON.parse(body))
  expect(events.map(({ data }) => data.seq)).toEqual([1, 2, 3, 4, 5])
  expect(events.at(-1)).toMatchObject({
    type: 'report.follow_up',
    data: { state: 'in_progress', holder_code: 'pkl-dpupr' },
  })
  for (const { body, headers } of calls) {
    expect(new Webhook(secret).verify(body, headers, { jsonParse: true })).toBeDefined()
  }
  expect(() => new Webhook(secret).verify(`${calls[0]?.body} `, calls[0]?.headers ?? {})).toThrow()
  expect((await listDeliveries(lapor.context.db, systemId, id, null)).map(({ state }) => state)).toEqual(
    Array(5).fill('delivered'),
  )
})

test('a receiver that fails is tried again later, and later events of the report wait for it', async () => {
  const { id } = await createWebhook(lapor.context, systemId, { url, eventTypes: [] })
  const reportId = await handledReport()
  await queue(reportId, 4)
  answer = (call) => (call === 1 ? 503 : 204)
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(1)
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(1)
  later(6)
  await deliverWebhooks(lapor.context)
  expect(calls.map(({ body }) => JSON.parse(body).data.seq)).toEqual([1, 1, 2, 3, 4])
  expect(calls[0]?.id).toBe(calls[1]?.id)
  const [, , , first] = await listDeliveries(lapor.context.db, systemId, id, null)
  expect(first).toMatchObject({ attempts: 2, state: 'delivered' })
})

test('a receiver that is started anew, which takes twenty seconds, has what it missed within the minute', async () => {
  await createWebhook(lapor.context, systemId, { url, eventTypes: ['report.assign'] })
  await queue(await handledReport(), 4)
  let seconds = 0
  answer = () => (seconds < 20 ? 503 : 204)
  for (; seconds < 60; seconds += 1) {
    await deliverWebhooks(lapor.context)
    later(1)
  }
  const { state } = await lapor.context.db
    .selectFrom('webhook_deliveries')
    .select('state')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(state).toBe('delivered')
})

test('after three days it is given up, and a replay sends it under its old id', async () => {
  const { id } = await createWebhook(lapor.context, systemId, { url, eventTypes: ['report.assign'] })
  const reportId = await handledReport()
  await queue(reportId, 4)
  answer = () => 500
  const begun = lapor.clock.now()
  for (let tries = 0; tries < 16; tries += 1) {
    await deliverWebhooks(lapor.context)
    later(24 * 3_600)
  }
  expect(calls).toHaveLength(14)
  expect(new Set(calls.map((call) => call.id)).size).toBe(1)
  const [given] = await listDeliveries(lapor.context.db, systemId, id, null)
  expect(given).toMatchObject({ state: 'failed', last_status: 500, last_error: 'HTTP 500' })
  answer = () => 200
  expect(await replayWebhook(lapor.context, systemId, id, begun)).toBe(1)
  await deliverWebhooks(lapor.context)
  expect(calls.at(-1)?.id).toBe(calls[0]?.id)
})

test('a delivery that a dying worker took is taken again when its lease is over', async () => {
  await createWebhook(lapor.context, systemId, { url, eventTypes: ['report.assign'] })
  const reportId = await handledReport()
  await queue(reportId, 4)
  await lapor.context.db
    .updateTable('webhook_deliveries')
    .set({ claimed_until: new Date(lapor.clock.now().getTime() + 60_000) })
    .where('state', '=', 'queued')
    .execute()
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(0)
  later(61)
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(1)
})

test('a receiver that says 410 Gone is called no more', async () => {
  const { id } = await createWebhook(lapor.context, systemId, { url, eventTypes: [] })
  answer = () => 410
  await testWebhook(lapor.context, systemId, id)
  await deliverWebhooks(lapor.context)
  await queue(await handledReport(), 4)
  await deliverWebhooks(lapor.context)
  expect(calls.map(({ body }) => JSON.parse(body).type)).toEqual(['test'])
})

test('another city’s reports, notes between colleagues and the words of secret reports stay with us', async () => {
  await createWebhook(lapor.context, systemId, { url, eventTypes: [] })
  const elsewhere = await lapor.report({ area_code: '33.26.01.2001' })
  await queue(elsewhere.id, 2)
  const hidden = await lapor.report({ secret: true })
  await assignReport(lapor.context, city.actor, hidden.trackingNumber, { institution_code: 'pkl-dpupr' })
  const note = { text: 'Catatan antarpetugas yang tidak untuk umum.', visibility: 'internal' as const }
  await followUpReport(lapor.context, works.actor, hidden.trackingNumber, note)
  const words = { text: 'Kami menelusuri laporan rahasia ini.', visibility: 'public' as const }
  await followUpReport(lapor.context, works.actor, hidden.trackingNumber, words)
  await queue(hidden.id, 10)
  await deliverWebhooks(lapor.context)
  const text = calls.map(({ body }) => body).join()
  expect(calls.length).toBeGreaterThan(2)
  expect(text).not.toMatch(/antarpetugas|menelusuri|Siti|0812/)
  expect(text).not.toContain(elsewhere.trackingNumber)
})

test('an address inside our own network is not called, and the log says why', async () => {
  const { id } = await createWebhook(lapor.context, systemId, {
    url: 'http://169.254.169.254/',
    eventTypes: [],
  })
  await testWebhook(lapor.context, systemId, id)
  await deliverWebhooks(lapor.context)
  const [delivery] = await listDeliveries(lapor.context.db, systemId, id, null)
  expect(delivery).toMatchObject({ state: 'queued', last_error: 'address_refused: 169.254.169.254' })
})

test('a receiver that answers without end is given up, holds nobody else up, and is tried again', async () => {
  const endless = createServer((request, response) => {
    request.resume()
    const write = () => {
      while (response.write(Buffer.alloc(65_536)));
      response.once('drain', write)
    }
    write()
  })
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
  const far = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
  const bad = await createWebhook(lapor.context, systemId, { url: far, eventTypes: [] })
  const good = await createWebhook(lapor.context, systemId, { url, eventTypes: [] })
  await testWebhook(lapor.context, systemId, bad.id)
  await testWebhook(lapor.context, systemId, good.id)
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(1)
  const [delivery] = await listDeliveries(lapor.context.db, systemId, bad.id, null)
  expect(delivery).toMatchObject({ state: 'queued', attempts: 1 })
  expect(delivery?.last_error).toContain('too_large')
  endless.closeAllConnections()
  endless.close()
})

test('a receiver that is back gets at once what found nobody, not when each wait is over', async () => {
  const { id } = await createWebhook(lapor.context, systemId, { url: 'http://127.0.0.1:1/', eventTypes: [] })
  await testWebhook(lapor.context, systemId, id)
  await deliverWebhooks(lapor.context)
  await lapor.context.db.updateTable('webhooks').set({ url }).where('id', '=', id).execute()
  await testWebhook(lapor.context, systemId, id)
  await deliverWebhooks(lapor.context)
  expect(calls).toHaveLength(2)
})

function later(seconds: number) {
  lapor.clock.set(new Date(lapor.clock.now().getTime() + seconds * 1_000))
}

function queue(reportId: number, seq: number): Promise<void> {
  return queueWebhooks({ ...lapor.context, baseUrl: 'https://lapor.test' }, { report_id: reportId, seq })
}

/** Submitted, confirmed, verified, assigned, followed up: five events. */
async function handledReport(): Promise<number> {
  const { id, trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, works.actor, trackingNumber, {
    text: 'Tim kami meninjau lokasi besok pagi.',
    visibility: 'public',
  })
  return id
}
