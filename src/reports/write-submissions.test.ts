import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { verifyChains } from './audit.ts'
import { type SubmitReport, submitReport } from './submit.ts'
import { openSubmissionWriter } from './write-submissions.ts'

let lapor: TestContext

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

function command(index: number, change: Partial<SubmitReport['input']> = {}, key?: string): SubmitReport {
  return {
    input: {
      body: `Lampu jalan nomor ${index} mati sejak tiga malam.`,
      name: 'Siti Nur Rahma',
      phone: `0812${20_000_000 + index}`,
      ...change,
    },
    channel: 'web',
    language: 'id',
    idempotencyKey: key ?? null,
  }
}

const count = async () => (await lapor.context.db.selectFrom('reports').select('id').execute()).length

test('many at once are all written, each with its reporter and a chain that holds', async () => {
  const before = await count()
  const sent = await Promise.all(
    Array.from({ length: 150 }, (_, index) => submitReport(lapor.context, command(index))),
  )
  expect(new Set(sent.map((report) => report.trackingNumber)).size).toBe(150)
  expect(await count()).toBe(before + 150)
  expect(await verifyChains(lapor.context.db)).toMatchObject({ sound: true })
})

test('one that cannot be written does not spoil those it travels with', async () => {
  const before = await count()
  const bad = { attachments: ['9b2f1c9e-3e0a-4a86-8f5c-5f1b7f0f8a11'] }
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      submitReport(lapor.context, command(1_000 + index, index === 7 ? bad : {})),
    ),
  )
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.map(({ reason }) => (reason instanceof DomainError ? reason.code : reason))).toEqual([
    'invalid_input',
  ])
  expect(await count()).toBe(before + 19)
})

test('the same key at the same instant makes one report', async () => {
  const before = await count()
  const sent = await Promise.all(
    Array.from({ length: 10 }, () => submitReport(lapor.context, command(2_000, {}, 'satu'))),
  )
  expect(new Set(sent.map((report) => report.trackingNumber)).size).toBe(1)
  expect(await count()).toBe(before + 1)
})

test('the same contact in one batch is one reporter', async () => {
  const phone = { phone: '081277777777' }
  await Promise.all(
    Array.from({ length: 5 }, (_, index) => submitReport(lapor.context, command(3_000 + index, phone))),
  )
  const hash = lapor.context.sealer.lookupHash('phone:+6281277777777')
  expect(
    await lapor.context.db
      .selectFrom('reporter_contacts')
      .select('reporter_id')
      .where('contact_hash', '=', hash)
      .execute(),
  ).toHaveLength(1)
})

test('when its job cannot be enqueued nothing is written', async () => {
  const before = await count()
  const write = openSubmissionWriter(lapor.context.db, async () => {
    throw new Error('the queue is down')
  })
  await expect(submitReport({ ...lapor.context, write }, command(4_000))).rejects.toThrow('the queue is down')
  expect(await count()).toBe(before)
})
