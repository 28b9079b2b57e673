import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { admitReport, readReport, submitReport } from '../reports/index.ts'
import {
  addContact,
  type ChannelContact,
  contactToReach,
  findOrCreateReporter,
  findReporter,
  listContacts,
  markUndeliverable,
  preferContact,
  removeContact,
} from './index.ts'
import { MOVED_WITH_REPORTER } from './reporter-contacts.ts'

let lapor: TestContext
let numbers = 30_000_000

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const newNumber = () => {
  numbers += 1
  return `+62812${numbers}`
}
const inside = <Result>(run: (tx: TestContext['context']['db']) => Promise<Result>) =>
  lapor.context.db.transaction().execute(run)
const known = (contact: ChannelContact) =>
  inside((tx) => findOrCreateReporter(tx, lapor.context.sealer, contact, lapor.clock.now()))
const added = (reporterId: number, contact: ChannelContact) =>
  inside((tx) => addContact(tx, lapor.context.sealer, reporterId, contact, lapor.clock.now()))
const reporterOf = async (trackingNumber: string) =>
  (await readReport(lapor.context.db, trackingNumber))?.report.reporter_id

test('a channel account is one reporter, however often it comes', async () => {
  const first = await known({ kind: 'telegram', value: '77001' })
  expect(await known({ kind: 'telegram', value: '77001' })).toEqual(first)
  expect(await known({ kind: 'x', value: '77001' })).not.toMatchObject({ reporterId: first.reporterId })
})

test('the same account at the same instant is one reporter, and no empty one stays behind', async () => {
  const count = () => lapor.context.db.selectFrom('reporters').select('id').execute()
  const before = (await count()).length
  const refs = await Promise.all(Array.from({ length: 6 }, () => known({ kind: 'telegram', value: '77002' })))
  expect(new Set(refs.map((ref) => ref.reporterId)).size).toBe(1)
  expect((await count()).length).toBe(before + 1)
})

test('a WhatsApp number is the same person as its phone number, whichever came first', async () => {
  const one = newNumber()
  const byPhone = await known({ kind: 'phone', value: one })
  expect(await known({ kind: 'whatsapp', value: one })).toMatchObject({ reporterId: byPhone.reporterId })
  const other = newNumber()
  const byWhatsapp = await known({ kind: 'whatsapp', value: other })
  expect(await known({ kind: 'phone', value: other })).toMatchObject({ reporterId: byWhatsapp.reporterId })
})

test('a phone number confirmed by a code joins the reporter that its WhatsApp had made', async () => {
  const number = newNumber()
  const whatsapp = { kind: 'whatsapp', value: number } as const
  const first = await submitReport(lapor.context, {
    input: { body: 'Air PDAM mati dua hari di gang kami.' },
    channel: 'whatsapp',
    language: 'id',
    confirmedContact: whatsapp,
  })
  const second = await lapor.report({ phone: number })
  expect(await reporterOf(second.trackingNumber)).toBe(await reporterOf(first.trackingNumber))
})

test('an unconfirmed contact finds nobody', async () => {
  const number = newNumber()
  await lapor.report({ phone: number }, { confirmed: false })
  expect(
    await findReporter(lapor.context.db, lapor.context.sealer, { kind: 'phone', value: number }),
  ).toBeNull()
})

test('adding a contact of another reporter merges the two, and no report is lost', async () => {
  const phone = newNumber()
  const email = `gabung${numbers}@contoh.id`
  const byPhone = await lapor.report({ phone })
  const byEmail = await lapor.report({ phone: null, email })
  const waiting = await lapor.report({ phone: null, email }, { confirmed: false })
  const keep = (await reporterOf(byPhone.trackingNumber)) ?? 0
  expect(await added(keep, { kind: 'email', value: email })).toMatchObject({ merged: true })
  for (const { trackingNumber } of [byPhone, byEmail, waiting]) {
    expect(await reporterOf(trackingNumber)).toBe(keep)
  }
  await admitReport(lapor.context, waiting.trackingNumber)
  const contacts = await listContacts(lapor.context.db, lapor.context.sealer, keep)
  expect(contacts).toMatchObject([
    { value: phone, primary: true, confirmed: true },
    { value: email, primary: false, confirmed: true },
  ])
})

test('every table that points to a reporter is moved by a merge', async () => {
  const { rows } = await lapor.context.database.pool.query<{ name: string }>(
    `select conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'reporters'::regclass order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(['reporter_contacts', ...MOVED_WITH_REPORTER].sort())
})

test('reports written while two reporters are merged all reach the one who stays', async () => {
  const phone = newNumber()
  const email = `serentak${numbers}@contoh.id`
  const first = await lapor.report({ phone })
  await lapor.report({ phone: null, email })
  const keep = (await reporterOf(first.trackingNumber)) ?? 0
  const [, ...sent] = await Promise.all([
    added(keep, { kind: 'email', value: email }),
    ...Array.from({ length: 12 }, () => lapor.report({ phone: null, email })),
  ])
  const owners = await Promise.all(sent.map(({ trackingNumber }) => reporterOf(trackingNumber)))
  expect(new Set(owners)).toEqual(new Set([keep]))
})

test('the last contact stays while a report is open', async () => {
  const phone = newNumber()
  const { trackingNumber } = await lapor.report({ phone })
  const reporterId = (await reporterOf(trackingNumber)) ?? 0
  const [only] = await listContacts(lapor.context.db, lapor.context.sealer, reporterId)
  const ref = { reporterId, contactId: only?.id ?? 0 }
  await expect(inside((tx) => removeContact(tx, ref))).rejects.toMatchObject({ code: 'last_contact' })
  await added(reporterId, { kind: 'email', value: `cadangan${numbers}@contoh.id` })
  await inside((tx) => removeContact(tx, ref))
  expect(await listContacts(lapor.context.db, lapor.context.sealer, reporterId)).toMatchObject([
    { kind: 'email', primary: true },
  ])
})

test('a report is told of by its own contact first, then by the preferred one, never by one that refuses', async () => {
  const { db, sealer } = lapor.context
  const phone = newNumber()
  const { trackingNumber } = await lapor.report({ phone })
  const report = (await readReport(db, trackingNumber))?.report
  const reporterId = report?.reporter_id ?? 0
  const email = await added(reporterId, { kind: 'email', value: `utama${numbers}@contoh.id` })
  const telegram = await added(reporterId, { kind: 'telegram', value: '77003' })
  await inside((tx) => preferContact(tx, { reporterId, contactId: telegram.contactId }))
  const reached = async () =>
    (
      await contactToReach(db, {
        reporter_id: reporterId,
        contact_id: report?.contact_id ?? null,
        confirmed: true,
      })
    )?.kind
  expect(await reached()).toBe('phone')
  await markUndeliverable(db, report?.contact_id ?? 0, lapor.clock.now())
  expect(await reached()).toBe('telegram')
  await markUndeliverable(db, telegram.contactId, lapor.clock.now())
  expect(await reached()).toBe('email')
  expect(email.merged).toBe(false)
  expect(await listContacts(db, sealer, reporterId)).toMatchObject([
    { kind: 'telegram', undeliverable: true },
    { kind: 'phone', undeliverable: true },
    { kind: 'email', undeliverable: false },
  ])
})
