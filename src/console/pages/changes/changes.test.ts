import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '../../../../test/support/app.ts'
import { readChanges, verifyChangeLog } from '../../../db/index.ts'
import { openVisitor, type Visitor } from '../../../web/visitor.fixture.ts'

let lapor: TestApp
let admin: Visitor

beforeAll(async () => {
  lapor = await createTestApp()
  const { email } = await lapor.staff('national_admin', 'nasional')
  admin = openVisitor(lapor.app)
  await admin.get('/masuk')
  await admin.post('/masuk', { email, password: TEST_PASSWORD })
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function saves(page: string, path: string, fields: Record<string, string>) {
  await admin.get(page)
  const answer = await admin.post(path, fields)
  expect([path, answer.statusCode, answer.headers.location]).toEqual([path, 303, expect.any(String)])
}

test('whatever an admin changes of rules, registry, templates and settings stands in the log with who and to what', async () => {
  await saves('/petugas/rujukan', '/petugas/rujukan/libur/tambah', {
    date: '2027-08-17',
    name: 'Hari Kemerdekaan',
    kind: 'holiday',
  })
  await saves('/petugas/aturan-identitas', '/petugas/aturan-identitas', {
    class: 'aspiration',
    category_code: '',
    step: 'stated',
  })
  await saves('/petugas/aturan-retensi', '/petugas/aturan-retensi', {
    class: 'aspiration',
    months: '30',
    source: 'Jadwal Retensi Arsip instansi',
  })
  const institution = '/petugas/instansi/kota-pekalongan'
  await saves(`${institution}/jawaban`, `${institution}/jawaban/templat`, {
    name: 'Lampu jalan',
    text: 'Terima kasih, lampunya kami perbaiki.',
  })
  await saves(`${institution}/jawaban`, `${institution}/jawaban/persetujuan`, { needed: 'on' })
  await saves('/petugas/kanal?bagian=pesan', '/petugas/kanal/pesan', { on: 'reporter email' })
  const changes = await readChanges(lapor.context.db, { limit: 20 })
  expect(changes.map(({ area, account }) => [area, account]).reverse()).toEqual(
    ['registry', 'identity_rule', 'retention', 'template', 'approval', 'message_table'].map((area) => [
      area,
      'Uji nasional',
    ]),
  )
  expect(changes.find(({ area }) => area === 'retention')).toMatchObject({
    subject: 'aspiration',
    data: { months: 30 },
  })
  expect(JSON.stringify(changes)).not.toContain('_csrf')
  expect(await verifyChangeLog(lapor.context.db)).toMatchObject({ sound: true })
  const page = await admin.get('/petugas/catatan-perubahan')
  expect(page.body).toContain('Jadwal Retensi Arsip instansi')
  const one = await admin.get('/petugas/catatan-perubahan?bidang=template')
  expect(one.body).toContain('Lampu jalan')
  expect(one.body).not.toContain('Jadwal Retensi Arsip instansi')
})

test('a change that is refused is in no log, and nothing is half done', async () => {
  const before = await readChanges(lapor.context.db, { limit: 1 })
  await admin.get('/petugas/aturan-retensi')
  const wrong = await admin.post('/petugas/aturan-retensi', { class: 'complaint', months: '0', source: 'UU' })
  expect(wrong.statusCode).toBe(422)
  await admin.get('/petugas/rujukan')
  const holiday = await admin.post('/petugas/rujukan/libur/tambah', { date: 'besok', name: '', kind: 'x' })
  expect(holiday.statusCode).toBe(422)
  expect(await readChanges(lapor.context.db, { limit: 1 })).toEqual(before)
})

test('an address that the console lacks is told within it, with the way back to the inbox', async () => {
  for (const path of ['/petugas/laporan/1234567890', '/petugas/tidak-ada']) {
    const page = await admin.get(path)
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('Halaman tidak ditemukan')
    expect(page.body).toContain('class="console-nav"')
    expect(page.body).toMatch(/<a [^>]*href="\/petugas"[^>]*>(?:<[^>]+>)*Ke kotak masuk/)
  }
  expect((await admin.get('/petugasan')).body).not.toContain('console-nav')
})

test('an entry that was changed behind our back is found', async () => {
  const { owner, context } = lapor
  await sql`alter table change_log disable trigger user`.execute(owner)
  await sql`update change_log set action = 'other' where area = 'retention'`.execute(owner)
  expect(await verifyChangeLog(context.db)).toMatchObject({ sound: false })
})
