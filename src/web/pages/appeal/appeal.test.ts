import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { archiveReport } from '../../../reports/index.ts'
import { openVisitor, RIGHT, type Visitor } from '../../visitor.fixture.ts'

const PHONE = '081277788801'
let lapor: TestApp
let national: TestStaff
let officer: Visitor

beforeAll(async () => {
  lapor = await createTestApp()
  national = await lapor.staff('national_admin', 'nasional')
  officer = openVisitor(lapor.app)
  await officer.get('/masuk')
  await officer.post('/masuk', { email: national.email, password: 'kata sandi uji' })
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function signInToObject(contact: string): Promise<Visitor> {
  const visitor = openVisitor(lapor.app)
  expect((await visitor.get('/keberatan')).body).toContain('nomor HP atau surel')
  const asked = await visitor.post('/saya', { contact, next: 'appeal' })
  const { body } = await visitor.follow(asked)
  const code = /Kode Anda: (\d{6})/.exec(body)?.[1] ?? ''
  const address = `${asked.headers.location}`.split('?')[0] ?? ''
  const entered = await visitor.post(address, { code, next: 'appeal' })
  expect(entered.headers.location).toBe('/keberatan')
  return visitor
}

test('from the block to the lifting: the person is told at the form, objects with a code, and reports again', async () => {
  const { trackingNumber } = await lapor.report({ phone: PHONE })
  await officer.get('/petugas/penyalahgunaan?bagian=blokir')
  const wrong = await officer.post('/petugas/penyalahgunaan/blokir', { target: 'x', reason: '', days: '0' })
  expect(wrong.statusCode).toBe(422)
  const reason = 'Laporan yang sama dikirim ratusan kali.'
  const block = await officer.post('/petugas/penyalahgunaan/blokir', {
    target: trackingNumber,
    reason,
    days: '14',
  })
  expect(block.headers.location).toContain('ok=blokir')
  const listed = await officer.get('/petugas/penyalahgunaan?bagian=blokir')
  expect(listed.body).toContain('Pelapor laporan')
  expect(listed.body).not.toContain('7788801')

  const teller = openVisitor(lapor.app)
  await teller.get('/lapor')
  const sent = await teller.post('/lapor', { ...RIGHT, contact: PHONE })
  const page = await teller.follow(sent)
  const code = /Kode Anda: (\d{6})/.exec(page.body)?.[1] ?? ''
  const refused = await teller.post(`${sent.headers.location}`, { code })
  expect(refused.statusCode).toBe(403)
  expect(refused.body).toContain(reason)
  const sms = new URLSearchParams({ from: PHONE, to: '1708', text: 'PekalonganKota jalan rusak', id: 'b1' })
  const answer = await lapor.app.inject({ url: `/channels/sms/kannel?${sms}` })
  expect(answer.body).toContain('/keberatan')

  const blocked = await signInToObject(PHONE)
  const form = await blocked.get('/keberatan')
  expect(form.body).toContain(reason)
  expect((await blocked.get('/saya')).body).toContain('Lihat dan ajukan keberatan')
  await blocked.get('/keberatan')
  const id = /name="block" value="(\d+)"/.exec(form.body)?.[1] ?? ''
  const short = await blocked.post('/keberatan', { block: id, text: 'salah' })
  expect(short.statusCode).toBe(422)
  expect(short.body).toContain('>salah</textarea>')
  await blocked.post('/keberatan', { block: id, text: 'Aplikasi saya yang rusak mengirim sendiri.' })
  expect((await blocked.get('/keberatan')).body).toContain('menunggu keputusan')

  const waiting = await officer.get('/petugas/penyalahgunaan')
  expect(waiting.body).toContain('Aplikasi saya yang rusak mengirim sendiri.')
  const appealId = /penyalahgunaan\/keberatan\/(\d+)/.exec(waiting.body)?.[1] ?? ''
  const granted = await officer.post(`/petugas/penyalahgunaan/keberatan/${appealId}`, {
    decision: 'grant',
    reason: '',
  })
  expect(granted.headers.location).toContain('ok=dikabulkan')
  // The words are still there, and go on with the code.
  const own = await blocked.get('/saya')
  expect(own.body).toContain('Lampu jalan di depan SD')
  const number = /\/laporan\/(\d{10})\/kode/.exec(`${sent.headers.location}`)?.[1] ?? ''
  const taken = await blocked.post(`/saya/laporan/${number}`, { answer: 'mine' })
  expect(taken.headers.location).toContain('kabar=diakui')
})

test('a report marked as false shows its reporter why and the way to object; staff take it back', async () => {
  const report = await lapor.report({ phone: '081277788802' })
  const { actor } = national
  await archiveReport(lapor.context, actor, report.trackingNumber, {
    reason: 'not_real',
    text: 'Tidak terbukti.',
  })
  const path = `/petugas/laporan/${report.trackingNumber}/tidak-benar`
  expect((await officer.get(`/petugas/laporan/${report.trackingNumber}`)).body).toContain(path)
  await officer.get(path)
  const why = 'Kami datang ke alamatnya: lampunya menyala.'
  const marked = await officer.post(path, { action: 'mark', reason: why })
  expect(marked.headers.location).toContain('ok=ditandai')
  const owner = openVisitor(lapor.app)
  await owner.get(`/laporan/${report.trackingNumber}?kunci=${report.followSecret}`)
  expect((await owner.get(`/laporan/${report.trackingNumber}`)).body).toContain(why)
  // Nobody else reads of it.
  const stranger = openVisitor(lapor.app)
  expect((await stranger.get(`/laporan/${report.trackingNumber}`)).body).not.toContain(why)
  expect((await officer.get('/petugas/penyalahgunaan?bagian=laporan')).body).toContain(why)
  await officer.get(path)
  const undone = await officer.post(path, { action: 'undo', reason: 'Alamat kami yang keliru.' })
  expect(undone.headers.location).toContain('ok=dicabut')
})
