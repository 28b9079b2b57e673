import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { readChanges } from '../db/index.ts'
import {
  addInformation,
  answerReport,
  applyRetention,
  assignReport,
  closeReport,
  correctName,
  deleteReporterData,
  exportReporterData,
  listPublicReports,
  makeBreachReport,
  presentForPublic,
  presentForStaff,
  readReport,
  storeUpload,
  verifyChains,
  withdrawConsent,
} from './index.ts'

let lapor: TestContext
let city: TestStaff
let unit: TestStaff
let numbers = 60_000_000

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  unit = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const BODY = 'Lampu mati. Hubungi saya di 0812-7777-8888, kata Bapak Sugeng petugasnya G 1234 AB.'

async function person(given?: string) {
  numbers += 1
  const phone = given ?? `0812${numbers}`
  const report = await lapor.report({ phone, name: 'Sumarni Dewi', nik: '3375012108900001', body: BODY })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  return { ...report, phone, reporterId: reporter_id }
}

async function handled() {
  const one = await person()
  await assignReport(lapor.context, city.actor, one.trackingNumber, { institution_code: 'pkl-dpupr' })
  await addInformation(lapor.context, REPORTER, one.trackingNumber, {
    text: 'Nomor saya masih sama, Sumarni.',
  })
  await answerReport(lapor.context, unit.actor, one.trackingNumber, { text: 'Lampu sudah kami ganti.' })
  return one
}

const recordOf = async (number: string) => {
  const record = await readReport(lapor.context.db, number)
  if (record === null) throw new Error('the report is gone')
  return record
}

test('the public reads a text with personal data masked, the handler the original; the verifier decides', async () => {
  const { trackingNumber } = await person()
  const before = presentForStaff(await recordOf(trackingNumber), lapor.context.sealer)
  expect(before.proposed_body).toContain('[nomor telepon]')
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const record = await recordOf(trackingNumber)
  expect(presentForPublic(record, lapor.context.sealer)?.body).toBe(
    'Lampu mati. Hubungi saya di [nomor telepon], kata Bapak [nama] petugasnya [pelat nomor].',
  )
  expect(presentForStaff(record, lapor.context.sealer).original_body).toBe(BODY)
  const own = await person()
  await assignReport(lapor.context, city.actor, own.trackingNumber, {
    institution_code: 'pkl-dpupr',
    public_body: BODY,
  })
  expect(presentForPublic(await recordOf(own.trackingNumber), lapor.context.sealer)?.body).toBe(BODY)
})

test('a person sees and takes along everything that is stored of them', async () => {
  const one = await handled()
  const data = await exportReporterData(lapor.context, one.reporterId, lapor.clock.now())
  expect(data.person).toMatchObject({ name: 'Sumarni Dewi', nik: '3375012108900001' })
  expect(data.person.contacts).toMatchObject([{ kind: 'phone', value: `+62${one.phone.slice(1)}` }])
  expect(data.reports).toMatchObject([{ tracking_number: one.trackingNumber, body: BODY }])
  expect(data.reports[0]?.history.map(({ text }) => text)).toContain('Nomor saya masih sama, Sumarni.')
})

test('a name is corrected everywhere, and consent taken back at once', async () => {
  const one = await handled()
  await correctName(lapor.context, one.reporterId, 'Sumarni  Dewi Lestari')
  const shown = async () => presentForPublic(await recordOf(one.trackingNumber), lapor.context.sealer)
  expect(presentForStaff(await recordOf(one.trackingNumber), lapor.context.sealer).reporter?.name).toBe(
    'Sumarni Dewi Lestari',
  )
  await withdrawConsent(lapor.context, one.reporterId, 'name')
  expect(await shown()).toMatchObject({ reporter_name: null })
  expect(presentForStaff(await recordOf(one.trackingNumber), lapor.context.sealer).reporter).toBeNull()
  await withdrawConsent(lapor.context, one.reporterId, 'publication')
  expect(await shown()).toBeNull()
  const said = await readChanges(lapor.context.db, { area: 'consent', limit: 3 })
  expect(said.map(({ action, subject }) => `${action} of ${subject}`)).toEqual([
    `publication_withdrawn of reporter ${one.reporterId}`,
    `name_withdrawn of reporter ${one.reporterId}`,
    `name_corrected of reporter ${one.reporterId}`,
  ])
  expect(JSON.stringify(said)).not.toContain('Sumarni')
})

test('another name is not the one that the registry confirmed', async () => {
  const { db, sealer, clock } = lapor.context
  const one = await handled()
  const shown = async () => (await recordOf(one.trackingNumber)).identity
  await db
    .updateTable('reporters')
    .set({ verified_at: clock.now() })
    .where('id', '=', one.reporterId)
    .execute()
  // Written with other capitals it is still the confirmed one.
  expect(await correctName(lapor.context, one.reporterId, 'SUMARNI  dewi')).toEqual({
    confirmationEnded: false,
  })
  expect(await shown()).toBe('verified')
  expect(await correctName(lapor.context, one.reporterId, 'Bupati Pekalongan')).toEqual({
    confirmationEnded: true,
  })
  expect(await shown()).toBe('stated')
  const data = await exportReporterData({ db, sealer }, one.reporterId, clock.now())
  expect(data.person).toMatchObject({ name: 'Bupati Pekalongan', identity_verified_at: null })
})

test('the public finds a report by its place, never by the personal data in it', async () => {
  const located = await lapor.report({
    body: 'Selokan tersumbat dan airnya masuk ke rumah-rumah.',
    location_text: 'Gang Melati, depan rumah Bu Sukinah, telepon 0812 9988 7766',
  })
  await assignReport(lapor.context, city.actor, located.trackingNumber, { institution_code: 'pkl-dpupr' })
  const finds = async (q: string) =>
    (await listPublicReports(lapor.context.db, { q, limit: 10 })).reports.map(
      ({ tracking_number }) => tracking_number,
    )
  expect(await finds('melati')).toContain(located.trackingNumber)
  for (const q of ['Sukinah', '081299887766', '0812 9988 7766', '99887766'])
    expect(await finds(q)).toEqual([])
})

test('who is forgotten is in no table any more, and every chain still holds', async () => {
  const one = await handled()
  const file = await storeUpload(lapor.context, {
    name: 'rumah-sumarni.pdf',
    bytes: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'),
    draftId: null,
  })
  await addInformation(lapor.context, REPORTER, one.trackingNumber, {
    text: 'Ini fotonya dari Sumarni.',
    attachments: [file.id],
  })
  const waiting = await person(one.phone)
  await expect(deleteReporterData(lapor.context, one.reporterId, 'ya')).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await deleteReporterData(lapor.context, one.reporterId, 'hapus')
  const record = await recordOf(one.trackingNumber)
  expect(record.contact).toBeNull()
  expect(record.report).toMatchObject({ name_sealed: null, nik_sealed: null, anonymous: true })
  expect(record.attachments).toEqual([])
  expect(record.events.filter(({ actor_kind }) => actor_kind === 'reporter').map(({ text }) => text)).toEqual(
    record.events.filter(({ actor_kind }) => actor_kind === 'reporter').map(() => null),
  )
  expect(record.events.map(({ text }) => text)).toContain('Lampu sudah kami ganti.')
  expect((await recordOf(waiting.trackingNumber)).report.state).toBe('archived')
  expect(await verifyChains(lapor.context.db)).toMatchObject({ sound: true })
  for (const table of ['reporter_contacts', 'reporter_sessions'] as const) {
    expect(
      await lapor.context.db
        .selectFrom(table)
        .selectAll()
        .where('reporter_id', '=', one.reporterId)
        .execute(),
    ).toEqual([])
  }
})

test('the same contact may report again, as a new person', async () => {
  const one = await handled()
  await deleteReporterData(lapor.context, one.reporterId, 'HAPUS')
  const again = await person(one.phone)
  expect(again.reporterId).not.toBe(one.reporterId)
})

test('what has served its time is anonymised by rule, not a day before', async () => {
  const one = await handled()
  await closeReport(lapor.context, city.actor, one.trackingNumber, { text: 'Selesai ditangani.' })
  const state = async () => (await recordOf(one.trackingNumber)).report
  expect((await state()).state).toBe('closed')
  lapor.clock.advanceHours(24 * 30 * 59)
  await applyRetention(lapor.context)
  expect((await state()).anonymised_at).toBeNull()
  lapor.clock.advanceHours(24 * 60)
  expect(await applyRetention(lapor.context)).toBeGreaterThan(0)
  expect((await state()).anonymised_at).not.toBeNull()
  expect((await recordOf(one.trackingNumber)).contact).toBeNull()
})

test('a breach report says who is affected, with which data and since when', async () => {
  const since = lapor.clock.now()
  const one = await person()
  const { context } = lapor
  const report = await makeBreachReport(context, { since, until: since }, true)
  const found = report.affected.find(({ reporter }) => reporter === one.reporterId)
  expect(found).toMatchObject({ reports: [one.trackingNumber], contacts: [`phone:+62${one.phone.slice(1)}`] })
  expect(found?.data).toEqual(expect.arrayContaining(['contact', 'name', 'nik', 'report text']))
  const outside = await makeBreachReport(context, { since: new Date(0), until: new Date(1) }, false)
  expect(outside).toEqual({ persons: 0, reports: 0, affected: [] })
})
