import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { noteChange, readChanges, verifyChangeLog } from '../db/index.ts'
import {
  activeBlockOf,
  blockReporter,
  contactHash,
  contactsWithRecord,
  endExpiredBlocks,
  liftBlock,
  removeContact,
} from '../identity/index.ts'
import { notifyOfEvent, tellOfAbuse } from '../notifications/index.ts'
import {
  admitReport,
  appeal,
  archiveReport,
  decideAppeal,
  deleteReporterData,
  exportReporterData,
  listAppeals,
  markFalse,
  readReport,
  restoreReport,
  reviveReport,
  saveAbuseRules,
  submitReport,
  unmarkFalse,
} from './index.ts'

let lapor: TestContext
let city: TestStaff
let national: TestStaff
let colleague: TestStaff
let people = 10

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  national = await lapor.staff('national_admin', 'nasional')
  colleague = {
    ...national,
    staff: { ...national.staff, accountId: await secondNational() },
  }
})
beforeEach(() => {
  people += 1
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function secondNational(): Promise<number> {
  const { id } = await lapor.owner
    .insertInto('staff_accounts')
    .values({
      email: 'dua@uji.test',
      name: 'Admin Dua',
      password_hash: null,
      role: 'national_admin',
      institution_id: national.staff.nodeId,
      created_at: lapor.clock.now(),
      last_seen_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const phone = () => `08125550${String(people).padStart(4, '0')}`
const contact = () => ({ kind: 'phone', value: `+62${phone().slice(1)}` }) as const
const byChat = () =>
  submitReport(lapor.context, {
    input: { body: 'Lampu di depan balai desa mati lagi.' },
    channel: 'sms',
    language: 'id',
    confirmedContact: contact(),
  })
const WHY = 'Sudah kami periksa di lapangan: kejadian ini tidak pernah ada.'

async function falseReport() {
  const report = await lapor.report({ phone: phone() })
  await archiveReport(lapor.context, city.actor, report.trackingNumber, {
    reason: 'not_real',
    text: 'Tidak terbukti.',
  })
  await markFalse(lapor.context, city.actor, report.trackingNumber, { reason: WHY })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  return { ...report, reporterId: reporter_id }
}
const blockFor = (reporterId: number) => activeBlockOf(lapor.context.db, reporterId, lapor.clock.now())
const tell = { baseUrl: 'https://lapor.contoh.go.id', enqueue: async () => undefined }

async function lastMessageTo(reporterId: number): Promise<string> {
  const row = await lapor.context.db
    .selectFrom('notifications')
    .select('body_sealed')
    .where('reporter_id', '=', reporterId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return lapor.context.sealer.open(row.body_sealed)
}

test('two marks ask for a NIK, a third blocks for a time, and taking one back undoes what followed', async () => {
  const first = await falseReport()
  expect(await byChat()).toMatchObject({ state: 'submitted' })
  await falseReport()
  expect(await byChat()).toMatchObject({ state: 'awaiting_identity', lacks: 'statement' })
  // The next report waits for the NIK, so it cannot be archived; the third mark is on an earlier one.
  expect(await blockFor(first.reporterId)).toBeNull()
  await saveAbuseRules(
    lapor.context.db,
    { within_days: 365, marks_for_identity: 9, marks_for_block: 3, block_days: 30 },
    { accountId: national.staff.accountId, at: lapor.clock.now() },
  )
  const third = await falseReport()
  const block = await blockFor(third.reporterId)
  expect(block?.expires_at.getTime()).toBe(lapor.clock.now().getTime() + 30 * 86_400_000)
  await expect(byChat()).rejects.toMatchObject({ code: 'reporter_blocked', status: 403 })
  await unmarkFalse(lapor.context, city.actor, third.trackingNumber, { reason: 'Ternyata benar adanya.' })
  expect(await blockFor(third.reporterId)).toBeNull()
  expect(await byChat()).toMatchObject({ state: 'submitted' })
})

test('the reporter is told of the mark with its reason, and again when it is taken back', async () => {
  const marked = await falseReport()
  const record = await readReport(lapor.context.db, marked.trackingNumber)
  const deps = { ...lapor.context, ...tell }
  await notifyOfEvent(deps, { report_id: marked.id, seq: record?.report.event_count ?? 0 })
  expect(await lastMessageTo(marked.reporterId)).toContain(WHY)
  expect(await lastMessageTo(marked.reporterId)).toContain('keberatan')
  await restoreReport(lapor.context, city.actor, marked.trackingNumber, { text: 'Ada bukti baru.' })
  const { count } = await lapor.context.db
    .selectFrom('false_marks')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('report_id', '=', marked.id)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(0)
})

test('only an archived report is marked, once, by who verifies it, with a reason', async () => {
  const open = await lapor.report({ phone: phone() })
  const mark = (actor: TestStaff['actor'], reason = WHY) =>
    markFalse(lapor.context, actor, open.trackingNumber, { reason })
  await expect(mark(city.actor)).rejects.toMatchObject({ code: 'action_not_possible' })
  await archiveReport(lapor.context, city.actor, open.trackingNumber, {
    reason: 'not_real',
    text: 'Tidak terbukti.',
  })
  const elsewhere = await lapor.staff('institution_admin', 'kota-semarang')
  await expect(mark(elsewhere.actor)).rejects.toMatchObject({ status: 404 })
  await expect(mark(city.actor, 'palsu')).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
  await mark(city.actor)
  await expect(mark(city.actor)).rejects.toMatchObject({ code: 'already_marked' })
})

test('a block holds on every way, also by another contact and after the contact was taken back', async () => {
  const report = await lapor.report({ phone: phone() })
  const { reporter_id, contact_id } = await lapor.context.db
    .selectFrom('reports')
    .select(['reporter_id', 'contact_id'])
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  const blocked = {
    who: { reporterId: reporter_id, becauseOf: report.id },
    reason: 'Mengirim ancaman kepada petugas.',
    days: 7,
    accountId: national.staff.accountId,
  }
  const id = await blockReporter(lapor.context, blocked)
  await expect(blockReporter(lapor.context, blocked)).rejects.toMatchObject({ code: 'already_blocked' })
  await tellOfAbuse({ ...lapor.context, ...tell }, { what: 'blocked', id })
  expect(await lastMessageTo(reporter_id)).toContain('Mengirim ancaman kepada petugas.')
  const whatsapp = submitReport(lapor.context, {
    input: { body: 'Jalan rusak di depan rumah saya.' },
    channel: 'whatsapp',
    language: 'id',
    confirmedContact: { kind: 'whatsapp', value: contact().value },
  })
  await expect(whatsapp).rejects.toMatchObject({ code: 'reporter_blocked' })
  // On the web the contact is only claimed until the code is entered; nobody learns of a stranger's block.
  const web = await lapor.report({ phone: phone() }, { confirmed: false })
  await expect(admitReport(lapor.context, web.trackingNumber)).rejects.toMatchObject({
    code: 'reporter_blocked',
  })
  await archiveReport(lapor.context, city.actor, report.trackingNumber, {
    reason: 'not_real',
    text: 'Tidak terbukti.',
  })
  await lapor.context.db
    .updateTable('reports')
    .set({ state: 'archived' })
    .where('tracking_number', '=', web.trackingNumber)
    .execute()
  await removeContact(lapor.context.db, { reporterId: reporter_id, contactId: contact_id ?? 0 })
  await expect(byChat()).rejects.toMatchObject({ code: 'reporter_blocked' })
  lapor.clock.advanceHours(7 * 24 + 1)
  expect(await endExpiredBlocks(lapor.context)).toBe(1)
  expect(await byChat()).toMatchObject({ state: 'submitted' })
})

test('a contact that nobody has reported by yet is blocked too, and its owner can object and be told', async () => {
  const who = { contact: contact() }
  const reason = 'Nomor ini membanjiri layanan.'
  const id = await blockReporter(lapor.context, {
    who,
    reason,
    days: 3,
    accountId: national.staff.accountId,
  })
  await expect(byChat()).rejects.toMatchObject({ code: 'reporter_blocked' })
  await liftBlock(lapor.context, id, { reason: 'Nomornya keliru.', accountId: national.staff.accountId })
  expect(await byChat()).toMatchObject({ state: 'submitted' })
})

test('an objection is decided by somebody else; granted, it ends the block', async () => {
  const report = await lapor.report({ phone: phone() })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  const blockId = await blockReporter(lapor.context, {
    who: { reporterId: reporter_id },
    reason: 'Kata-kata kasar berulang.',
    days: 30,
    accountId: national.staff.accountId,
  })
  const object = (reporterId = reporter_id) =>
    appeal(lapor.context, reporterId, { blockId }, 'Itu bukan saya, HP saya dicuri.')
  await expect(object(1)).rejects.toMatchObject({ status: 404 })
  const id = await object()
  await expect(object()).rejects.toMatchObject({ code: 'already_appealed' })
  const decide = (staff: TestStaff, grant: boolean) =>
    decideAppeal(lapor.context, staff.staff, id, { grant, reason: 'Tidak ada bukti pencurian.' })
  await expect(decide(national, false)).rejects.toMatchObject({ code: 'not_own_decision' })
  await decide(colleague, false)
  await tellOfAbuse({ ...lapor.context, ...tell }, { what: 'appeal_refused', id })
  expect(await lastMessageTo(reporter_id)).toContain('Tidak ada bukti pencurian.')
  const again = await object()
  await decideAppeal(lapor.context, colleague.staff, again, { grant: true, reason: '' })
  expect(await blockFor(reporter_id)).toBeNull()
  expect(await listAppeals(lapor.context.db, { reporterId: reporter_id })).toHaveLength(2)
})

test('a granted objection to a mark takes the mark back', async () => {
  const marked = await falseReport()
  const { id: markId } = await lapor.context.db
    .selectFrom('false_marks')
    .select('id')
    .where('report_id', '=', marked.id)
    .executeTakeFirstOrThrow()
  const id = await appeal(lapor.context, marked.reporterId, { markId }, 'Saya punya fotonya.')
  await decideAppeal(lapor.context, national.staff, id, { grant: true, reason: 'Foto meyakinkan.' })
  const record = await readReport(lapor.context.db, marked.trackingNumber)
  expect(record?.events.at(-1)).toMatchObject({ type: 'unmark_false' })
})

test('an objection to a mark that is gone meanwhile can still be granted', async () => {
  const marked = await falseReport()
  const { id: markId } = await lapor.context.db
    .selectFrom('false_marks')
    .select('id')
    .where('report_id', '=', marked.id)
    .executeTakeFirstOrThrow()
  const id = await appeal(lapor.context, marked.reporterId, { markId }, 'Saya punya fotonya.')
  await restoreReport(lapor.context, city.actor, marked.trackingNumber, { text: 'Ada bukti baru.' })
  await decideAppeal(lapor.context, national.staff, id, { grant: true, reason: '' })
  const [decided] = await listAppeals(lapor.context.db, { reporterId: marked.reporterId })
  expect(decided).toMatchObject({ id, granted: true })
})

test('a report that another system offers again is no false one', async () => {
  const marked = await falseReport()
  await reviveReport(lapor.context, marked.trackingNumber, 'Sistem kota: 0000000001')
  const open = await lapor.context.db
    .selectFrom('false_marks')
    .select('id')
    .where('report_id', '=', marked.id)
    .where('undone_at', 'is', null)
    .execute()
  expect(open).toEqual([])
})

test('a block that is over sets nobody apart any more, and a reason that cannot be written is refused', async () => {
  const hash = contactHash(lapor.context.sealer, contact())
  const block = { who: { contact: contact() }, days: 3, accountId: national.staff.accountId }
  const wrong = blockReporter(lapor.context, { ...block, reason: 'Nomor ini\u0000membanjiri layanan.' })
  await expect(wrong).rejects.toMatchObject({ fields: [{ field: 'reason', code: 'control_characters' }] })
  const id = await blockReporter(lapor.context, { ...block, reason: 'Nomor ini membanjiri layanan.' })
  expect(await contactsWithRecord(lapor.context.db, [hash])).toEqual([hash])
  await liftBlock(lapor.context, id, { reason: 'Nomornya keliru.', accountId: national.staff.accountId })
  expect(await contactsWithRecord(lapor.context.db, [hash])).toEqual([])
})

test('what stands against a person is in their export, and their words go with their data; a block outlives that', async () => {
  const marked = await falseReport()
  const { reporterId } = marked
  const blockId = await blockReporter(lapor.context, {
    who: { reporterId },
    reason: 'Mengancam petugas lewat laporan.',
    days: 30,
    accountId: national.staff.accountId,
  })
  await appeal(lapor.context, reporterId, { blockId }, 'Kata-kata saya sendiri di sini.')
  const data = await exportReporterData(lapor.context, reporterId, lapor.clock.now())
  expect(data).toMatchObject({
    blocks: [{ reason: 'Mengancam petugas lewat laporan.' }],
    marked_false: [{ tracking_number: marked.trackingNumber }],
    objections: [{ text: 'Kata-kata saya sendiri di sini.' }],
  })
  await deleteReporterData(lapor.context, reporterId, 'HAPUS')
  const [kept] = await listAppeals(lapor.context.db, { reporterId })
  expect(kept?.text).toBe('')
  await expect(byChat()).rejects.toMatchObject({ code: 'reporter_blocked' })
})

test('every step stands in a log whose chain holds, and which cannot be changed', async () => {
  const { db } = lapor.context
  const actions = (await readChanges(db, { area: 'abuse', limit: 100 })).map(({ action }) => action)
  for (const step of ['blocked', 'lifted', 'expired', 'appealed', 'marked_false', 'unmarked', 'rules']) {
    expect(actions).toContain(step)
  }
  expect(await verifyChangeLog(db)).toMatchObject({ sound: true })
  await expect(db.updateTable('change_log').set({ action: 'x' }).execute()).rejects.toThrow()
  await noteChange(db, {
    at: lapor.clock.now(),
    accountId: null,
    area: 'abuse',
    action: 'x',
    subject: 'y',
    data: { b: 1, a: [1, { d: null, c: 'é' }] },
  })
  expect(await verifyChangeLog(db)).toMatchObject({ sound: true })
})
