import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { startSmtpDouble } from '../../test/support/smtp-double.ts'
import {
  addTask,
  answerReport,
  assignReport,
  codeOf,
  followUpReport,
  followUpTask,
} from '../reports/index.ts'
import { deliverDue, notifyOfEvent, readOutbox, type Sender, smtpSender } from './index.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const deps = () => ({ ...lapor.context, baseUrl: 'https://lapor.example.go.id' })

async function messagesOf(reportId: number) {
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, body: lapor.context.sealer.open(row.body_sealed) }))
}

async function deliver(senders: readonly Sender[], mode: 'training' | 'production' = 'training') {
  while ((await deliverDue({ ...lapor.context, mode, senders })) > 0);
}

test('before the contact is confirmed it is sent the code alone: it may be a stranger’s', async () => {
  const { id, followSecret } = await lapor.report(
    { phone: null, email: 'siti@contoh.id' },
    { confirmed: false },
  )
  await notifyOfEvent(deps(), { report_id: id, seq: 1 })
  const [message, ...others] = await messagesOf(id)
  expect(others).toEqual([])
  expect(message).toMatchObject({ channel: 'email', recipient_kind: 'reporter', state: 'queued' })
  expect(message?.body).toContain(codeOf(lapor.context.sealer, id, lapor.clock.now()))
  expect(message?.body).not.toContain(followSecret)
})

test('one event makes one message for each person, however often its job runs', async () => {
  const { id, trackingNumber } = await lapor.report()
  const { seq } = await assignReport(lapor.context, city.actor, trackingNumber, {
    institution_code: 'pkl-dpupr',
  })
  for (let run = 0; run < 3; run += 1) await notifyOfEvent(deps(), { report_id: id, seq })
  const messages = await messagesOf(id)
  expect(messages.map((message) => message.recipient_kind).sort()).toEqual(['reporter', 'staff'])
})

test('what staff are told holds no word of the report', async () => {
  const { id, trackingNumber } = await lapor.report({ title: 'Pungli di kantor' })
  const { seq } = await assignReport(lapor.context, city.actor, trackingNumber, {
    institution_code: 'pkl-dpupr',
  })
  await notifyOfEvent(deps(), { report_id: id, seq })
  const staff = (await messagesOf(id)).filter((message) => message.recipient_kind === 'staff')
  expect(staff).toHaveLength(1)
  expect(JSON.stringify(staff.map(({ subject, body }) => [subject, body]))).not.toMatch(/Pungli|Siti/)
})

test('an internal note tells nobody', async () => {
  const { id, trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const { seq } = await followUpReport(lapor.context, works.actor, trackingNumber, {
    text: 'Anggaran habis.',
    visibility: 'internal',
  })
  await notifyOfEvent(deps(), { report_id: id, seq })
  expect(await messagesOf(id)).toEqual([])
})

test('a supporter’s news is told to the reporter, its coordination notes to nobody', async () => {
  const { context } = lapor
  const { id, trackingNumber } = await lapor.report()
  await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await addTask(context, works.actor, trackingNumber, {
    institution_code: 'kota-pekalongan',
    task: 'Siapkan pompa air di lokasi.',
    required: true,
  })
  const note = await followUpTask(context, city.actor, trackingNumber, {
    text: 'Anggaran habis.',
    visibility: 'internal',
  })
  await notifyOfEvent(deps(), { report_id: id, seq: note.seq })
  expect(await messagesOf(id)).toEqual([])
  const news = await followUpTask(context, city.actor, trackingNumber, {
    text: 'Pompa dipasang malam ini.',
    visibility: 'public',
  })
  await notifyOfEvent(deps(), { report_id: id, seq: news.seq })
  const [message, ...others] = await messagesOf(id)
  expect(others).toEqual([])
  expect(message).toMatchObject({ recipient_kind: 'reporter' })
  expect(message?.body).toContain('Pompa dipasang malam ini.')
})

test('the answer reaches a real mail server, in the person’s words', async () => {
  await using smtp = await startSmtpDouble()
  const { id, trackingNumber } = await lapor.report({ phone: null, email: 'siti@contoh.id' })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const { seq } = await answerReport(lapor.context, works.actor, trackingNumber, {
    text: 'Lubang sudah ditambal.',
  })
  await notifyOfEvent(deps(), { report_id: id, seq })
  await deliver([smtpSender({ smtpUrl: smtp.url, from: 'LAPOR! <lapor@example.go.id>' })])
  const received = smtp.received.filter((message) => message.includes('Lubang sudah ditambal'))
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('To: siti@contoh.id')
  expect((await messagesOf(id))[0]).toMatchObject({ state: 'sent', attempts: 1 })
})

test('a refusal for good stays in the outbox as failed, a passing one asks for another try', async () => {
  await using smtp = await startSmtpDouble()
  const send = smtpSender({ smtpUrl: smtp.url, from: 'lapor@example.go.id' })
  const { id } = await lapor.report({ phone: null, email: 'salah@contoh.id' }, { confirmed: false })
  await notifyOfEvent(deps(), { report_id: id, seq: 1 })
  smtp.answerWith('451 busy')
  await deliver([send])
  expect((await messagesOf(id))[0]).toMatchObject({ state: 'queued', attempts: 1 })
  smtp.answerWith('550 no such user')
  await deliver([send])
  expect((await messagesOf(id))[0]).toMatchObject({ state: 'queued', attempts: 1 })
  lapor.clock.advanceHours(0.01)
  await deliver([send])
  expect((await messagesOf(id))[0]).toMatchObject({ state: 'failed' })
})

test('without a gateway a message is kept readable in training, and seen as failed in production', async () => {
  const { id } = await lapor.report({}, { confirmed: false })
  await notifyOfEvent(deps(), { report_id: id, seq: 1 })
  await deliver([])
  expect((await messagesOf(id))[0]?.state).toBe('kept')
  const other = await lapor.report({}, { confirmed: false })
  await notifyOfEvent(deps(), { report_id: other.id, seq: 1 })
  await deliver([], 'production')
  expect((await messagesOf(other.id))[0]).toMatchObject({ state: 'failed', last_error: 'no gateway for sms' })
})

test('the outbox shows a reporter’s address masked, and nothing of other institutions', async () => {
  const messages = await readOutbox({ ...lapor.context, readable: true }, city.staff, { limit: 100 })
  expect(messages.length).toBeGreaterThan(0)
  for (const message of messages.filter(({ recipient_kind }) => recipient_kind === 'reporter')) {
    expect(message.address).toContain('•••')
  }
  const foreign = await lapor.staff('institution_admin', 'kab-pekalongan')
  expect(await readOutbox({ ...lapor.context, readable: true }, foreign.staff, { limit: 100 })).toEqual([])
})
