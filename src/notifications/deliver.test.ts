import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { withdrawReport } from '../reports/index.ts'
import { deliverDue, notifyOfEvent, type OutboundMessage, type Sender, type SendResult } from './index.ts'

let lapor: TestContext

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const COUNT = 400

async function fill(count: number): Promise<void> {
  const { sealer } = lapor.context
  const now = lapor.clock.now()
  await lapor.context.db
    .insertInto('notifications')
    .values(
      Array.from({ length: count }, (_, index) => ({
        report_id: null,
        event_seq: null,
        recipient_kind: 'reporter' as const,
        reporter_id: null,
        account_id: null,
        channel: 'sms' as const,
        address_sealed: sealer.seal(`+62812${10_000_000 + index}`),
        subject: '',
        body_sealed: sealer.seal(`kabar ${index}`),
        state: 'queued' as const,
        last_error: null,
        created_at: now,
        next_try_at: now,
        sent_at: null,
      })),
    )
    .execute()
}

/** A provider that knows its messages by their key, fails one call in five, and sometimes after it took the message. */
function fakeProvider() {
  const taken = new Map<string, number>()
  let calls = 0
  const send = async ({ idempotencyKey }: OutboundMessage): Promise<SendResult> => {
    calls += 1
    if (calls % 10 === 3) return { outcome: 'retry', reason: 'busy' }
    taken.set(idempotencyKey, (taken.get(idempotencyKey) ?? 0) + 1)
    if (calls % 10 === 7) throw new Error('connection lost after it was taken')
    return { outcome: 'accepted' }
  }
  const sender = (hand: Sender['send']): Sender => ({
    channel: 'sms',
    limits: { max: 160, wanted: 160, measure: (text) => text.length },
    buttons: 0,
    listLines: 0,
    send: hand,
  })
  return { taken, well: sender(send), sender }
}

test('with a provider that fails one call in five and workers that are killed, each message arrives once by its key', async () => {
  await fill(COUNT)
  const provider = fakeProvider()
  const work = (sender: Sender) => deliverDue({ ...lapor.context, mode: 'production', senders: [sender] }, 20)
  // A killed worker has taken its messages and never says what became of them: some had reached the provider.
  const killed = provider.sender(async (message) => {
    if (Number(message.idempotencyKey.replaceAll(/\D/g, '')) % 2 === 0)
      await provider.well.send?.(message, AbortSignal.timeout(1_000)).catch(() => undefined)
    return new Promise<never>(() => undefined)
  })
  for (let round = 0; round < 40; round += 1) {
    if (round % 4 === 0) void work(killed)
    await Promise.all([work(provider.well), work(provider.well)])
    lapor.clock.advanceHours(0.05)
  }
  while ((await work(provider.well)) > 0) lapor.clock.advanceHours(1)
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .select(['id', 'state', 'attempts'])
    .where('channel', '=', 'sms')
    .execute()
  const bySent = rows.filter(({ state }) => state === 'sent')
  expect(bySent.length + rows.filter(({ state }) => state === 'failed').length).toBe(COUNT)
  expect(bySent.filter(({ id }) => !provider.taken.has(`notification-${id}`))).toEqual([])
  expect(provider.taken.size).toBeGreaterThanOrEqual(bySent.length)
}, 60_000)

test('what a batch of messages is about is read once for all of them', async () => {
  const { id } = await lapor.report()
  await lapor.context.db.deleteFrom('notifications').execute()
  await fill(40)
  await lapor.context.db
    .updateTable('notifications')
    .set({ report_id: id, event_seq: sql<number>`id` })
    .execute()
  const { well, taken } = fakeProvider()
  let queries = 0
  const db = lapor.context.db.withPlugin({
    transformQuery({ node }) {
      queries += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  await deliverDue({ ...lapor.context, db, mode: 'production', senders: [well] }, 40)
  expect(taken.size).toBeGreaterThan(20)
  expect(queries).toBeLessThan(10)
})

test('what waits too long is a dead letter, and says why', async () => {
  await fill(1)
  const { well } = fakeProvider()
  await lapor.context.db
    .updateTable('notifications')
    .set({ expires_at: lapor.clock.now() })
    .where('state', '=', 'queued')
    .execute()
  await deliverDue({ ...lapor.context, mode: 'production', senders: [well] })
  const dead = await lapor.context.db
    .selectFrom('notifications')
    .select('last_error')
    .where('state', '=', 'failed')
    .where('last_error', '=', 'expired')
    .execute()
  expect(dead).toHaveLength(1)
})

test('what waits about a report is not sent once its reporter took it back', async () => {
  const { id, trackingNumber } = await lapor.report()
  await notifyOfEvent({ ...lapor.context, baseUrl: 'https://lapor.example.go.id' }, { report_id: id, seq: 2 })
  await withdrawReport(lapor.context, { kind: 'reporter', channel: 'web' }, trackingNumber, {})
  await deliverDue({ ...lapor.context, mode: 'production', senders: [fakeProvider().well] })
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .select('state')
    .where('report_id', '=', id)
    .where('event_seq', '=', 2)
    .execute()
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'discarded'))
  expect(rows.length).toBeGreaterThan(0)
})
