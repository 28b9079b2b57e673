import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { sendSignInCode } from '../../../notifications/index.ts'
import { readReport, submitReport } from '../../../reports/index.ts'
import { openVisitor, RIGHT, type Visitor } from '../../visitor.fixture.ts'

let lapor: TestApp
let numbers = 40_000_000

beforeAll(async () => {
  lapor = await createTestApp({ LAPOR_RATE_LIMITS: 'on' })
})
afterAll(() => lapor[Symbol.asyncDispose]())

const newNumber = () => {
  numbers += 1
  return `0812${numbers}`
}

async function ask(visitor: Visitor, contact: string) {
  await visitor.get('/saya')
  return visitor.post('/saya', { contact })
}

const codeOn = (html: string) => /Kode Anda: (\d{6})/.exec(html)?.[1] ?? ''

async function signIn(contact: string): Promise<Visitor> {
  const visitor = openVisitor(lapor.app)
  const asked = await ask(visitor, contact)
  const { body } = await visitor.follow(asked)
  const done = await visitor.post(`${asked.headers.location}`, { code: codeOn(body) })
  expect(done.headers.location).toBe('/saya')
  return visitor
}

test('a code to the phone number opens every report of the person, also those by WhatsApp', async () => {
  const phone = newNumber()
  const web = await lapor.report({ phone })
  const whatsapp = await submitReport(lapor.context, {
    input: { body: 'Jembatan gantung di dusun kami putus talinya.' },
    channel: 'whatsapp',
    language: 'id',
    confirmedContact: { kind: 'whatsapp', value: `+62${phone.slice(1)}` },
  })
  const other = await lapor.report({ phone: newNumber() })
  const visitor = await signIn(`${phone.slice(0, 4)}-${phone.slice(4, 8)} ${phone.slice(8)}`)
  const { body } = await visitor.get('/saya')
  expect(body).toContain(web.trackingNumber)
  expect(body).toContain(whatsapp.trackingNumber)
  expect(body).not.toContain(other.trackingNumber)
  const opened = await visitor.get(`/saya/laporan/${whatsapp.trackingNumber}`)
  expect((await visitor.follow(opened)).body).toContain('Jembatan gantung di dusun kami putus talinya.')
  const foreign = await visitor.get(`/saya/laporan/${other.trackingNumber}`)
  expect(foreign.headers.location).toBe('/saya')
})

test('the SMS carries the code for the phone’s browser to fill in, and the field takes it', async () => {
  const phone = newNumber()
  await lapor.report({ phone })
  const visitor = openVisitor(lapor.app)
  const asked = await ask(visitor, phone)
  const { body } = await visitor.follow(asked)
  expect(body).toMatch(/<input[^>]*autocomplete="one-time-code"/)
  expect(body).toMatch(/<input[^>]*inputMode="numeric"/i)
  const deps = { ...lapor.context, baseUrl: 'https://lapor.contoh.go.id', enqueue: async () => undefined }
  await sendSignInCode(deps, `${asked.headers.location}`.split('/').at(-1) ?? '')
  const sms = await lapor.context.db
    .selectFrom('notifications')
    .select(['channel', 'body_sealed', 'subject'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const text = lapor.context.sealer.open(sms.body_sealed)
  expect(sms.channel).toBe('sms')
  expect(text.split('\n').at(-1)).toBe(`@lapor.contoh.go.id #${codeOn(body)}`)
  expect(sms.subject).not.toMatch(/\d{6}/)
})

test('whether a contact was ever used is not told', async () => {
  const known = newNumber()
  await lapor.report({ phone: known })
  const pages = []
  for (const contact of [known, newNumber()]) {
    const visitor = openVisitor(lapor.app)
    const asked = await ask(visitor, contact)
    expect(asked.statusCode).toBe(303)
    const { body } = await visitor.follow(asked)
    pages.push(body.replaceAll(/0812•+\d{3}|[0-9a-f-]{36}|_csrf" value="[^"]*"/g, '').split('<section')[0])
  }
  // The training mode's own notice stands apart; everything else is the same.
  expect(pages[1]).toBe(pages[0]?.replace(/<div class="notice tone-warning">[\s\S]*?<\/div><\/div>/, ''))
})

test('a wrong code is counted, and after five a new one is needed', async () => {
  const phone = newNumber()
  await lapor.report({ phone })
  const visitor = openVisitor(lapor.app)
  const asked = await ask(visitor, phone)
  const path = `${asked.headers.location}`
  const code = codeOn((await visitor.follow(asked)).body)
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await visitor.post(path, { code: wrong })).body).toContain('Sisa kesempatan: 4')
  for (let tries = 0; tries < 4; tries += 1) await visitor.post(path, { code: wrong })
  expect((await visitor.post(path, { code })).statusCode).toBe(422)
  lapor.clock.advanceHours(0.05)
  const resent = await visitor.post(path, { action: 'resend' })
  const fresh = codeOn((await visitor.follow(resent)).body)
  expect((await visitor.post(path, { code: fresh })).headers.location).toBe('/saya')
})

test('a code opens once, and not after ten minutes', async () => {
  const phone = newNumber()
  await lapor.report({ phone })
  const visitor = openVisitor(lapor.app)
  const first = await ask(visitor, phone)
  const code = codeOn((await visitor.follow(first)).body)
  await visitor.post(`${first.headers.location}`, { code })
  expect((await visitor.post(`${first.headers.location}`, { code })).statusCode).toBe(422)
  const second = await ask(openVisitor(lapor.app), phone)
  lapor.clock.advanceHours(0.2)
  expect((await visitor.post(`${second.headers.location}`, { code: '123456' })).statusCode).toBe(422)
})

test('codes to one contact are limited, and a neighbour at the same address still gets theirs', async () => {
  lapor.clock.advanceHours(2)
  const phone = newNumber()
  await lapor.report({ phone })
  const visitor = openVisitor(lapor.app)
  const answers = []
  for (let sent = 0; sent < 7; sent += 1) answers.push((await ask(visitor, phone)).statusCode)
  expect(answers).toEqual([303, 303, 303, 303, 303, 303, 429])
  const neighbour = newNumber()
  await lapor.report({ phone: neighbour })
  expect((await ask(visitor, neighbour)).statusCode).toBe(303)
})

test('a code can go to another contact of the same person when the phone is lost', async () => {
  const phone = newNumber()
  const email = `lain${numbers}@contoh.id`
  await lapor.report({ phone })
  const owner = await signIn(phone)
  const added = await addContact(owner, email)
  expect(added.headers.location).toBe('/saya/kontak?kabar=ditambah')
  const lost = openVisitor(lapor.app)
  const asked = await ask(lost, phone)
  lapor.clock.advanceHours(0.05)
  await lost.post(`${asked.headers.location}`, { action: 'resend_other' })
  const id = `${asked.headers.location}`.split('/').at(-1) ?? ''
  const row = await lapor.context.db
    .selectFrom('sign_in_codes')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect([row.sent_to_kind, lapor.context.sealer.open(row.sent_to_sealed)]).toEqual(['email', email])
})

async function addContact(visitor: Visitor, contact: string) {
  await visitor.get('/saya/kontak')
  const asked = await visitor.post('/saya/kontak', { action: 'add', contact })
  const { body } = await visitor.follow(asked)
  return visitor.post(`${asked.headers.location}`, { code: codeOn(body) })
}

test('adding the contact of one’s other reports brings them together; the last contact stays', async () => {
  lapor.clock.advanceHours(2)
  const phone = newNumber()
  const email = `kedua${numbers}@contoh.id`
  await lapor.report({ phone })
  const byEmail = await lapor.report({ phone: null, email })
  const visitor = await signIn(phone)
  const added = await addContact(visitor, email)
  expect(added.headers.location).toBe('/saya/kontak?kabar=digabung')
  expect((await visitor.get('/saya')).body).toContain(byEmail.trackingNumber)
  const contacts = await visitor.get('/saya/kontak')
  const ids = [...contacts.body.matchAll(/name="contact_id" value="(\d+)"/g)].map(([, id]) => id ?? '')
  expect(ids).toHaveLength(2)
  const removed = await visitor.post('/saya/kontak', { action: 'remove', contact_id: ids[0] ?? '' })
  expect(removed.headers.location).toBe('/saya/kontak?kabar=dihapus')
  const last = await visitor.post('/saya/kontak', { action: 'remove', contact_id: ids[1] ?? '' })
  expect(last.statusCode).toBe(409)
  expect(last.body).toContain('satu-satunya kontak')
})

test('somebody else’s contact cannot be removed', async () => {
  const other = await lapor.report({ phone: newNumber() })
  const phone = newNumber()
  await lapor.report({ phone })
  const visitor = await signIn(phone)
  const theirs = (await readReport(lapor.context.db, other.trackingNumber))?.report.contact_id
  await visitor.get('/saya/kontak')
  expect((await visitor.post('/saya/kontak', { action: 'remove', contact_id: `${theirs}` })).statusCode).toBe(
    404,
  )
})

test('a report sent in one’s name is shown, and taken back or sent on', async () => {
  const phone = newNumber()
  const forgotten = await lapor.report({ phone }, { confirmed: false })
  const forged = await lapor.report({ phone }, { confirmed: false })
  const visitor = await signIn(phone)
  expect((await visitor.get('/saya')).body).toContain('Apakah laporan ini dari Anda?')
  await visitor.post(`/saya/laporan/${forgotten.trackingNumber}`, { answer: 'mine' })
  await visitor.get('/saya')
  await visitor.post(`/saya/laporan/${forged.trackingNumber}`, { answer: 'not_mine' })
  const state = async (number: string) => (await readReport(lapor.context.db, number))?.report.state
  expect(await state(forgotten.trackingNumber)).toBe('submitted')
  expect(await state(forged.trackingNumber)).toBe('archived')
})

test('who is signed in writes neither name nor code again', async () => {
  lapor.clock.advanceHours(2)
  const phone = newNumber()
  await lapor.report({ phone, name: 'Rukmini Wulandari' })
  const visitor = await signIn(phone)
  const form = await visitor.get('/lapor')
  expect(form.body).toContain('value="Rukmini Wulandari"')
  const key = /name="submission_key" value="([^"]*)"/.exec(form.body)?.[1] ?? ''
  const sent = await visitor.post('/lapor', { ...RIGHT, contact: phone, submission_key: key, action: 'send' })
  expect(sent.headers.location).toMatch(/^\/laporan\/\d{10}\?kabar=kode$/)
})

test('signing out forgets the reports that this browser opened', async () => {
  const phone = newNumber()
  const { trackingNumber } = await lapor.report({ phone, secret: true })
  const visitor = await signIn(phone)
  await visitor.get(`/saya/laporan/${trackingNumber}`)
  expect((await visitor.get(`/laporan/${trackingNumber}`)).statusCode).toBe(200)
  await visitor.get('/saya')
  const token = visitor.cookies.get('lapor_saya') ?? ''
  await visitor.follow(await visitor.post('/saya/keluar', {}))
  expect((await visitor.get(`/laporan/${trackingNumber}`)).statusCode).toBe(404)
  visitor.cookies.set('lapor_saya', token)
  expect((await visitor.get('/saya')).body).toContain('Kirim kode')
})

test('a phone is told to forget its kept pages by the answer after signing out or deletion, wherever that was', async () => {
  lapor.clock.advanceHours(2)
  const phone = newNumber()
  const { trackingNumber, followSecret } = await lapor.report({ phone })
  const [here, there, follower] = [await signIn(phone), await signIn(phone), openVisitor(lapor.app)]
  await follower.get(`/laporan/${trackingNumber}?kunci=${followSecret}`)
  await there.get(`/saya/laporan/${trackingNumber}`)
  const marks = async (visitor: Visitor) => {
    const { headers } = await visitor.get('/saya')
    return [headers['x-lapor-luring'], headers['clear-site-data']]
  }
  expect(await marks(here)).toEqual(['simpan', undefined])
  await here.get('/saya/data')
  await here.post('/saya/data', { action: 'delete', confirmation: 'HAPUS' })
  expect(await marks(here)).toEqual(['lupakan', '"cache"'])
  expect(await marks(there)).toEqual(['lupakan', '"cache"'])
  expect([...there.cookies.keys()].filter((name) => name.startsWith('lapor_ikuti_'))).toEqual([])
  // Said once; and who only follows a report was never signed in.
  expect(await marks(here)).toEqual([undefined, undefined])
  expect(await marks(follower)).toEqual([undefined, undefined])
})
