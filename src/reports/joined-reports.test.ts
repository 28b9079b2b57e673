import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { PNG } from '../web/visitor.fixture.ts'
import { answerReport } from './answer-report.ts'
import { assignReport } from './assign-report.ts'
import { storeUpload } from './attachments.ts'
import { joinReport, unjoinReport } from './join-reports.ts'
import { listJoined } from './list-joined.ts'
import { showsMirrored } from './mirrored-attachments.ts'
import { presentForPublic, presentForReporter } from './present-report.ts'
import { readReport } from './read-report.ts'
import { addInformation } from './reporter-actions.ts'
import { correctReport } from './verify-report.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function joined() {
  const { context } = lapor
  const main = await lapor.report({ name: 'Siti Nur Rahma' })
  await assignReport(context, city.actor, main.trackingNumber, { institution_code: 'pkl-dpupr' })
  const other = await lapor.report({ body: 'Rumah saya di gang 3 nomor 12 kebanjiran.', name: 'Bambang' })
  await joinReport(context, city.actor, other.trackingNumber, { into: main.trackingNumber })
  return { main, other }
}

async function record(number: string) {
  const found = await readReport(lapor.context.db, number)
  if (found === null) throw new Error(`no report ${number}`)
  return found
}

test('an answer stands on the joined report with who gave it and with its evidence', async () => {
  const { context } = lapor
  const { main, other } = await joined()
  const photo = await storeUpload(context, { name: 'sesudah.png', bytes: PNG, draftId: null })
  await answerReport(context, works.actor, main.trackingNumber, {
    text: 'Saluran sudah dibersihkan.',
    attachments: [photo.id],
  })
  const { events, attachments } = await record(other.trackingNumber)
  expect(events.at(-1)).toMatchObject({ type: 'answer', actor_kind: 'staff', by: { code: 'pkl-dpupr' } })
  expect(attachments).toMatchObject([{ id: photo.id, shown_on: other.trackingNumber }])
  expect(await showsMirrored(context.db, other.id, photo.id)).toBe(true)
  const stranger = await lapor.report()
  expect(await showsMirrored(context.db, stranger.id, photo.id)).toBe(false)
})

test('what is said on a secret report reaches who is joined to it, and no public page of theirs', async () => {
  const { context } = lapor
  const main = await lapor.report({ secret: true })
  await assignReport(context, city.actor, main.trackingNumber, { institution_code: 'pkl-dpupr' })
  const other = await lapor.report({ body: 'Rumah saya di gang 3 nomor 12 kebanjiran.' })
  await assignReport(context, city.actor, other.trackingNumber, { institution_code: 'pkl-dpupr' })
  await joinReport(context, city.actor, other.trackingNumber, { into: main.trackingNumber })
  const photo = await storeUpload(context, { name: 'bukti.png', bytes: PNG, draftId: null })
  await answerReport(context, works.actor, main.trackingNumber, {
    text: 'Pintu air sudah kami perbaiki.',
    attachments: [photo.id],
  })
  const found = await record(other.trackingNumber)
  const open = JSON.stringify(presentForPublic(found, context.sealer))
  expect(found.report.published_at).not.toBeNull()
  expect(open).not.toMatch(/Pintu air|bukti/)
  const own = JSON.stringify(presentForReporter(found, context.sealer))
  expect(own).toMatch(/Pintu air/)
  expect(own).toMatch(/bukti/)
})

test('the handler reads all statements together, and none of them names its reporter', async () => {
  const { main, other } = await joined()
  await addInformation(lapor.context, REPORTER, other.trackingNumber, { text: 'Air masuk sampai dapur.' })
  const statements = await listJoined(lapor.context.db, main.id)
  expect(statements).toMatchObject([
    { tracking_number: other.trackingNumber, additions: [{ text: 'Air masuk sampai dapur.' }] },
  ])
  expect(JSON.stringify(statements)).not.toContain('Bambang')
})

test('words that no verifier has seen are not shown to everybody because the main report is', async () => {
  const { context } = lapor
  const { main, other } = await joined()
  await answerReport(context, works.actor, main.trackingNumber, { text: 'Saluran sudah dibersihkan.' })
  const shown = async () => presentForPublic(await record(other.trackingNumber), context.sealer)
  expect(await shown()).toMatchObject({ published: false, body: null })
  await correctReport(context, city.actor, other.trackingNumber, { public_body: 'Rumah warga kebanjiran.' })
  expect(await shown()).toMatchObject({ published: true, body: 'Rumah warga kebanjiran.' })
})

test('joining and parting are told on the joined report, the reasons stay inside', async () => {
  const { context } = lapor
  const { other } = await joined()
  await unjoinReport(context, city.actor, other.trackingNumber, { text: 'Ternyata kejadian lain.' })
  const types = presentForPublic(await record(other.trackingNumber), context.sealer)?.timeline
  expect(types?.map(({ type }) => type)).toEqual(expect.arrayContaining(['join', 'unjoin']))
  expect(JSON.stringify(types)).not.toContain('Ternyata kejadian lain.')
})
