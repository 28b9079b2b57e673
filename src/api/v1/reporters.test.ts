import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { blockReporter, startReporterSession } from '../../identity/index.ts'
import { assignReport, storeUpload, switchSurvey } from '../../reports/index.ts'

let lapor: TestApp
let city: TestStaff
let phones = 0

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const newPhone = () => `0857${String(10_000_000 + ++phones)}`
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const follow = (secret: string) => ({ authorization: `Follow ${secret}` })

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await lapor.app.inject({ method: 'POST', url: `/api/v1${path}`, payload: body, headers })
  return { status: answer.statusCode, body: answer.json() }
}
async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await lapor.app.inject({ url: `/api/v1${path}`, headers })
  return { status: answer.statusCode, body: answer.json() }
}

async function signIn(contact: string): Promise<Record<string, string>> {
  const asked = await post('/reporter/codes', { contact })
  const checked = await post(`/reporter/codes/${asked.body.id}/check`, { code: asked.body.training_code })
  expect(checked).toMatchObject({
    status: 200,
    body: { purpose: 'sign_in', token_type: 'Bearer', expires_in: 86_400 },
  })
  return bearer(checked.body.access_token)
}

test('a code to the contact opens every report of the person, and nobody else’s', async () => {
  const phone = newPhone()
  const own = await lapor.report({ phone, secret: true })
  const foreign = await lapor.report({ phone: newPhone(), secret: true })
  const me = await signIn(phone)
  const listed = await get('/reporter/reports', me)
  expect(listed.body).toMatchObject({ reports: [{ tracking_number: own.trackingNumber, secret: true }] })
  expect((await get(`/reports/${own.trackingNumber}`, me)).body).toMatchObject({ title: expect.any(String) })
  expect((await get(`/reports/${foreign.trackingNumber}`, me)).status).toBe(404)
  const text = 'Lampunya masih mati malam ini.'
  expect((await post(`/reports/${own.trackingNumber}/add-information`, { text }, me)).status).toBe(200)
  expect((await post(`/reports/${foreign.trackingNumber}/add-information`, { text }, me)).status).toBe(404)
  expect((await post(`/reports/${own.trackingNumber}/object-to-automation`, {}, me)).status).toBe(200)
  expect((await get('/inbox', me)).status).toBe(401)
})

test('whether a contact was ever used is not told, and asking again with the same key sends no second code', async () => {
  const phone = newPhone()
  await lapor.report({ phone })
  const key = { 'idempotency-key': 'masuk-1' }
  const [known, again, unknown] = [
    await post('/reporter/codes', { contact: phone }, key),
    await post('/reporter/codes', { contact: phone }, key),
    await post('/reporter/codes', { contact: newPhone() }, key),
  ]
  expect(again.body.id).toBe(known.body.id)
  expect(unknown).toMatchObject({
    status: 202,
    body: { id: expect.any(String), expires_in: known.body.expires_in },
  })
  expect(unknown.body.id).not.toBe(known.body.id)
  const guessed = await post(`/reporter/codes/${unknown.body.id}/check`, { code: '123456' })
  expect(guessed).toMatchObject({ status: 422, body: { errors: [{ code: 'wrong_code' }] } })
  const sent = await lapor.context.db
    .selectFrom('sign_in_codes')
    .select('sends')
    .where('id', 'in', [known.body.id, unknown.body.id])
    .execute()
  expect(sent.map(({ sends }) => sends).sort()).toEqual([false, true])
})

test('a token ends with the day or by signing out, is stored hashed, and serves no browser', async () => {
  const phone = newPhone()
  const { id } = await lapor.report({ phone })
  const first = await signIn(phone)
  const second = await signIn(phone)
  const token = first.authorization?.slice('Bearer '.length) ?? ''
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { token: cookie } = await startReporterSession(lapor.context, reporter_id)
  const page = (value: string) => lapor.app.inject({ url: '/saya/data.json', cookies: { lapor_saya: value } })
  expect([(await page(cookie)).statusCode, (await page(token)).statusCode]).toEqual([200, 303])
  expect((await get('/reporter', bearer(cookie))).status).toBe(401)
  expect((await get('/reporter')).body).toMatchObject({ code: 'reporter_token_required' })
  await post('/reporter/sign-out', {}, first)
  expect([(await get('/reporter', first)).status, (await get('/reporter', second)).status]).toEqual([
    401, 200,
  ])
  await post('/reporter/sign-out', { everywhere: true }, second)
  expect([(await get('/reporter', second)).status, (await page(cookie)).statusCode]).toEqual([401, 303])
  const third = await signIn(phone)
  lapor.clock.advanceHours(25)
  expect((await get('/reporter', third)).body).toMatchObject({ code: 'unknown_token' })
})

test('a report that waits is claimed by its contact’s owner, never by whoever sent it', async () => {
  const phone = newPhone()
  await lapor.report({ phone })
  const waiting = await lapor.report({ phone }, { confirmed: false })
  const claim = `/reports/${waiting.trackingNumber}/claim`
  expect((await post(claim, {}, follow(waiting.followSecret))).status).toBe(401)
  const me = await signIn(phone)
  const another = newPhone()
  await lapor.report({ phone: another })
  expect((await post(claim, {}, await signIn(another))).status).toBe(404)
  expect((await post(claim, {}, me)).body).toMatchObject({ state: 'submitted' })
  expect((await post(claim, {}, me)).body).toMatchObject({ state: 'submitted' })
  const body = { body: 'Saluran air di gang kami tersumbat sampah.', contact: { name: 'Siti Rahma', phone } }
  expect((await post('/reports', body, me)).body).toMatchObject({ state: 'submitted' })
  expect((await post('/reports', body)).body).toMatchObject({ state: 'awaiting_identity' })
})

test('contacts are added by a code, preferred and taken away', async () => {
  const phone = newPhone()
  await lapor.report({ phone })
  const me = await signIn(phone)
  const added = await post('/reporter/contacts', { contact: 'siti.rahma@contoh.id' }, me)
  const checked = await post(`/reporter/codes/${added.body.id}/check`, { code: added.body.training_code })
  expect(checked.body).toEqual({ purpose: 'add_contact', merged: false })
  const [first, second] = (await get('/reporter', me)).body.contacts
  expect(second).toMatchObject({ value: 'siti.rahma@contoh.id', confirmed: true, primary: false })
  const preferred = await post(`/reporter/contacts/${second.id}/prefer`, {}, me)
  expect(preferred.body.contacts[0]).toMatchObject({ id: second.id, primary: true })
  expect((await post(`/reporter/contacts/${first.id}/remove`, {}, me)).body.contacts).toHaveLength(1)
  expect((await post(`/reporter/contacts/${first.id}/remove`, {}, me)).status).toBe(404)
  expect((await post('/reporter/contacts', { contact: 'bukan kontak' }, me)).status).toBe(422)
})

test('a person sees, corrects, hides and deletes what is stored of them', async () => {
  const phone = newPhone()
  const { trackingNumber } = await lapor.report({ phone })
  const me = await signIn(phone)
  expect((await post('/reporter/name', { name: 'Siti Nurhaliza' }, me)).body).toEqual({
    confirmation_ended: false,
  })
  expect((await post('/reporter/withdraw-consent', { consent: 'publication' }, me)).status).toBe(200)
  const { body } = await get('/reporter/data', me)
  expect(body.person).toMatchObject({ name: 'Siti Nurhaliza' })
  expect(body.reports).toMatchObject([{ tracking_number: trackingNumber, secret: true }])
  expect((await post('/reporter/delete', { confirmation: 'ya' }, me)).status).toBe(422)
  expect((await post('/reporter/delete', { confirmation: 'HAPUS' }, me)).body).toEqual({ deleted: true })
  expect((await get('/reporter', me)).body).toMatchObject({ code: 'unknown_token' })
})

test('who is blocked reads why, and objects once', async () => {
  const phone = newPhone()
  const { id } = await lapor.report({ phone })
  const me = await signIn(phone)
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const blockId = await blockReporter(lapor.context, {
    who: { reporterId: reporter_id },
    reason: 'Laporan yang sama dikirim ratusan kali.',
    days: 14,
    accountId: null,
  })
  expect((await get('/reporter', me)).body.blocked_until).toMatch(/^2026-11/)
  const text = 'Saya hanya mengirim satu laporan ini.'
  const object = (said: string, key: string) =>
    post('/reporter/appeals', { block_id: blockId, text: said }, { ...me, 'idempotency-key': key })
  expect((await object(text, 'a')).body).toMatchObject({
    blocks: [{ id: blockId }],
    appeals: [{ block_id: blockId, text }],
  })
  expect((await object(text, 'a')).status).toBe(201)
  expect((await object('Saya keberatan sekali lagi.', 'b')).body).toMatchObject({ code: 'already_appealed' })
})

test('the reporter answers the survey after closing, where the institution asks', async () => {
  const { trackingNumber: number, followSecret } = await lapor.report()
  const me = follow(followSecret)
  const url = `/reports/${number}/survey`
  expect((await get(url, me)).body).toMatchObject({ open: false, until: null })
  expect((await post(url, { time: 4 }, me)).body).toMatchObject({ code: 'survey_over' })
  await post(`/reports/${number}/assign`, { institution_code: 'pkl-dpupr' }, bearer(city.token))
  const unit = await lapor.staff('unit_officer', 'pkl-dpupr')
  await post(`/reports/${number}/follow-up`, { text: 'Kami periksa.' }, bearer(unit.token))
  await post(`/reports/${number}/answer`, { text: 'Lampunya sudah kami ganti.' }, bearer(unit.token))
  await post(`/reports/${number}/confirm`, { rating: 5 }, me)
  await switchSurvey(lapor.context.db, city.staff.institutionId, true, lapor.clock.now())
  const asked = await get(url, { ...me, 'accept-language': 'en' })
  expect(asked.body).toMatchObject({
    open: true,
    questions: expect.arrayContaining([expect.objectContaining({ element: 'cost', points: null })]),
  })
  expect(asked.body.questions).toHaveLength(9)
  expect((await post(url, {}, me)).body).toMatchObject({ errors: [{ code: 'survey_empty' }] })
  expect((await post(url, { time: 5 }, me)).status).toBe(422)
  const answered = await post(url, { time: 3, cost: null }, me)
  expect(answered.body.questions[2]).toMatchObject({ element: 'time', points: 3 })
  expect((await get(url)).status).toBe(401)
  expect((await get(url, bearer(unit.token))).status).toBe(401)
})

test('“I have this too” is a report of one’s own that is joined once its contact is confirmed', async () => {
  const main = await lapor.report({ title: 'Lampu pasar mati' })
  const support = (contact: object) =>
    post(`/reports/${main.trackingNumber}/support`, { contact }, { 'idempotency-key': 'ikut-1' })
  const contact = { name: 'Budi', phone: newPhone() }
  expect((await support(contact)).status).toBe(404)
  await assignReport(lapor.context, city.actor, main.trackingNumber, { institution_code: 'pkl-dpupr' })
  const [sent, again] = [await support(contact), await support(contact)]
  expect([sent.status, again.status, again.body.tracking_number]).toEqual([
    201,
    200,
    sent.body.tracking_number,
  ])
  await post(`/reports/${sent.body.tracking_number}/confirm-identity`, { code: sent.body.training_code })
  const joined = await lapor.context.db
    .selectFrom('reports')
    .select('joined_to_id')
    .where('tracking_number', '=', sent.body.tracking_number)
    .executeTakeFirstOrThrow()
  expect(Number(joined.joined_to_id)).toBe(main.id)
  const together = (await get(`/reports/${main.trackingNumber}/joined`, bearer(city.token))).body
  expect(together).toMatchObject({ main: null, statements: [{ tracking_number: sent.body.tracking_number }] })
  expect(JSON.stringify(together)).not.toContain('Budi')
  expect((await get(`/reports/${main.trackingNumber}/joined`)).status).toBe(401)
  const similar = await post('/similar-reports', {
    body: 'Lampu penerangan jalan di depan pasar mati sejak tiga malam.',
  })
  expect(similar).toMatchObject({ status: 200, body: { reports: expect.any(Array) } })
})

test('who lost the follow link comes back by number and contact; a stranger learns nothing', async () => {
  const phone = newPhone()
  const { trackingNumber: number, followSecret } = await lapor.report({ phone })
  lapor.clock.advanceHours(1)
  const wrong = await post(`/reports/${number}/send-code`, { contact: newPhone() })
  expect(wrong).toEqual({ status: 202, body: { sent: true } })
  const asked = await post(`/reports/${number}/send-code`, { contact: phone })
  expect(asked.status).toBe(202)
  const refused = await post(`/reports/${number}/check-code`, { code: '000000' })
  expect(refused.body.errors).toEqual([{ field: 'code', code: 'invalid', detail: expect.any(String) }])
  const { body } = await post(`/reports/${number}/check-code`, { code: asked.body.training_code })
  expect(new URL(body.follow_url).searchParams.get('kunci')).toBe(followSecret)
  const used = await post(`/reports/${number}/check-code`, { code: asked.body.training_code })
  expect(used.body.errors).toEqual(refused.body.errors)
  // Nor by the code of a report that waits, where only its reporter is told how many tries are left.
  const waiting = await lapor.report({ secret: true }, { confirmed: false })
  const confirm = async (which: string, headers = {}) =>
    (await post(`/reports/${which}/confirm-identity`, { code: '000000' }, headers)).body.errors
  expect(await confirm(waiting.trackingNumber)).toEqual(refused.body.errors)
  expect(await confirm(lapor.context.numberReports(5_000_000))).toEqual(refused.body.errors)
  expect(await confirm(waiting.trackingNumber, follow(waiting.followSecret))).toMatchObject([
    { code: 'wrong_code' },
  ])
})

test('a file is for whoever may read it, and covered for those who may not see the original', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: 'white', noise } })
  const bytesOfPhoto = await picture.png().toBuffer()
  const { id } = await storeUpload(lapor.context, { name: 'lampu.png', bytes: bytesOfPhoto, draftId: null })
  const { trackingNumber: number, followSecret } = await lapor.report({ attachments: [id] })
  const own = await get(`/reports/${number}`, follow(followSecret))
  const path = new URL(own.body.attachments[0].url).pathname
  const bytes = async (headers: Record<string, string> = {}) => {
    const answer = await lapor.app.inject({ url: path, headers })
    return answer.statusCode === 200 ? answer.rawPayload.toString('base64') : answer.statusCode
  }
  expect(await bytes()).toBe(404)
  const original = await bytes(follow(followSecret))
  await assignReport(lapor.context, city.actor, number, {
    institution_code: 'pkl-dpupr',
    public_attachments: [id],
  })
  expect(await bytes()).toBe(original)
  const areas = [{ x: 0, y: 0, width: 1, height: 1 }]
  const blurred = await post(`/reports/${number}/attachments/${id}/blur`, { areas }, bearer(city.token))
  expect(blurred).toEqual({ status: 200, body: { id, areas } })
  expect(await bytes()).not.toBe(original)
  expect([await bytes(follow(followSecret)), await bytes(bearer(city.token))]).toEqual([original, original])
})
