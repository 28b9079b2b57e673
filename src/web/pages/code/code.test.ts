import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { followCookie } from '../../../http/index.ts'
import { fieldValues, hiddenValue, openVisitor, PNG, RIGHT, type Visitor } from '../../visitor.fixture.ts'

const PHONE = '0812 3333 4444'

async function openCode(input: { secret?: boolean; confirmed?: boolean } = {}) {
  const lapor = await createTestApp()
  const { secret = false, confirmed = false } = input
  const report = await lapor.report({ phone: PHONE, secret }, { confirmed })
  const owner = openVisitor(lapor.app)
  owner.cookies.set(followCookie(report.trackingNumber), report.followSecret)
  return { lapor, owner, stranger: openVisitor(lapor.app), number: report.trackingNumber }
}

async function shownCode(visitor: Visitor, number: string): Promise<string> {
  const { body } = await visitor.get(`/laporan/${number}/kode`)
  return /Kode Anda: (\d{6})/.exec(body)?.[1] ?? ''
}

test('the right code sends the report off and lets its reporter in', async () => {
  const { lapor, owner, number } = await openCode()
  await using _ = lapor
  const code = await shownCode(owner, number)
  const done = await owner.post(`/laporan/${number}/kode`, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
  expect(done.headers.location).toBe(`/laporan/${number}?kabar=kode`)
  const page = await owner.follow(done)
  expect(page.body).toContain('Laporan Anda sudah kami teruskan')
  // The same code again, by a second tap: it is done, not wrong.
  expect((await owner.post(`/laporan/${number}/kode`, { code })).statusCode).toBe(303)
})

test('a wrong code says how many tries are left; then only a new one helps', async () => {
  const { lapor, owner, number } = await openCode()
  await using _ = lapor
  const code = await shownCode(owner, number)
  const wrong = code === '000000' ? '000001' : '000000'
  const first = await owner.post(`/laporan/${number}/kode`, { code: wrong })
  expect(first.statusCode).toBe(422)
  expect(first.body).toContain('Sisa kesempatan: 4')
  for (let tries = 0; tries < 4; tries += 1) await owner.post(`/laporan/${number}/kode`, { code: wrong })
  expect((await owner.post(`/laporan/${number}/kode`, { code })).statusCode).toBe(422)
  const soon = await owner.post(`/laporan/${number}/kode`, { action: 'resend' })
  expect(soon.statusCode).toBe(429)
  lapor.clock.advanceHours(0.1)
  const resent = await owner.post(`/laporan/${number}/kode`, { action: 'resend' })
  expect(resent.headers.location).toBe(`/laporan/${number}/kode?terkirim=1`)
  const fresh = await shownCode(owner, number)
  expect(fresh).not.toBe(code)
  expect((await owner.post(`/laporan/${number}/kode`, { code: fresh })).statusCode).toBe(303)
})

test('a code that is older than ten minutes no longer opens', async () => {
  const { lapor, owner, number } = await openCode()
  await using _ = lapor
  const code = await shownCode(owner, number)
  lapor.clock.advanceHours(0.2)
  const late = await owner.post(`/laporan/${number}/kode`, { code })
  expect(late.statusCode).toBe(422)
  expect(late.body).toContain('sudah tidak berlaku')
})

test('the reporter gets in again by number and contact, in another browser, also to a secret report', async () => {
  const { lapor, stranger, number } = await openCode({ secret: true, confirmed: true })
  await using _ = lapor
  lapor.clock.advanceHours(24)
  await stranger.get('/laporan/akses')
  const asked = await stranger.post('/laporan/akses', {
    number: `${number.slice(0, 4)} ${number.slice(4)}`,
    contact: PHONE,
  })
  expect(asked.headers.location).toBe(`/laporan/${number}/kode`)
  const code = await shownCode(stranger, number)
  const done = await stranger.post(`/laporan/${number}/kode`, { code })
  expect(done.headers.location).toBe(`/laporan/${number}?kabar=masuk`)
  expect((await stranger.follow(done)).statusCode).toBe(200)
})

test('whether number and contact belong together is not told', async () => {
  const { lapor, stranger, number } = await openCode({ secret: true })
  await using _ = lapor
  lapor.clock.advanceHours(1)
  const unknown = lapor.context.numberReports(777_777)
  const pages: string[] = []
  for (const asked of [number, unknown]) {
    await stranger.get('/laporan/akses')
    const answer = await stranger.post('/laporan/akses', { number: asked, contact: '0812 9999 9999' })
    expect(answer.headers.location).toBe(`/laporan/${asked}/kode`)
    const shown = await stranger.follow(answer)
    const refused = await stranger.post(`/laporan/${asked}/kode`, { code: '123456' })
    expect([shown.statusCode, refused.statusCode]).toEqual([200, 422])
    const same = (html: string) => html.replaceAll(/value="[^"]*"/g, '').replaceAll(/[\d ]{10,}/g, '#')
    pages.push(same(shown.body) + same(refused.body))
  }
  expect(pages[0]).toBe(pages[1])
  expect(pages[0]).not.toMatch(/Kode Anda: \d|0812•/)
})

test('in production the code is not on the page', async () => {
  await using lapor = await createTestApp({
    LAPOR_MODE: 'production',
    LAPOR_BASE_URL: 'https://lapor.example.go.id',
    LAPOR_RATE_LIMITS: 'on',
  })
  const report = await lapor.report({ phone: PHONE }, { confirmed: false })
  const owner = openVisitor(lapor.app)
  owner.cookies.set(followCookie(report.trackingNumber), report.followSecret)
  expect(await shownCode(owner, report.trackingNumber)).toBe('')
})

test('wrong input for the way in is told at its field', async () => {
  const { lapor, stranger } = await openCode()
  await using _ = lapor
  await stranger.get('/laporan/akses')
  const refused = await stranger.post('/laporan/akses', { number: '1234567890', contact: 'siti@' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('href="#number"')
  expect(refused.body).toContain('href="#contact"')
  expect(refused.body).toContain('value="siti@"')
  expect((await stranger.get('/laporan/123/kode')).statusCode).toBe(404)
})

test('a mistyped contact is corrected in the form, with every word and file still there', async () => {
  await using lapor = await createTestApp()
  const visitor = openVisitor(lapor.app)
  await visitor.get('/lapor')
  const words = {
    ...RIGHT,
    area: 'Kota Pekalongan',
    category_code: 'infrastruktur.jalan-rusak',
    secret: 'on',
  }
  const sent = await visitor.post('/lapor', words, [{ name: 'foto.png', bytes: PNG }])
  await visitor.follow(sent)
  const back = await visitor.post(`${sent.headers.location}`, { action: 'correct' })
  const form = await visitor.get('/lapor')
  expect(back.headers.location).toBe('/lapor#contact')
  for (const typed of [RIGHT.body, RIGHT.name, 'Kota Pekalongan, Jawa Tengah'])
    expect(form.body).toContain(typed)
  const kept = fieldValues(form.body, 'attachments_kept')
  expect(kept).toHaveLength(1)
  const fields = {
    ...words,
    contact: 'siti@contoh.id',
    submission_key: hiddenValue(form.body, 'submission_key'),
  }
  const again = await visitor.post('/lapor', { ...fields, attachments_kept: kept, attachments_shown: kept })
  expect((await visitor.follow(again)).body).toContain('s•••@contoh.id')
})

test('only its reporter takes a report back into the form, and only before it was sent off', async () => {
  const { lapor, owner, stranger, number } = await openCode({ confirmed: true })
  await using _ = lapor
  for (const visitor of [owner, stranger]) {
    await visitor.get('/lapor')
    const answer = await visitor.post(`/laporan/${number}/kode`, { action: 'correct' })
    expect(answer.headers.location).toBe(`/laporan/${number}/kode`)
  }
  expect(await lapor.context.db.selectFrom('drafts').selectAll().execute()).toEqual([])
})
