import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignReport, returnReport } from '../../src/reports/index.ts'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import type { TestStaff } from '../support/context.ts'
import { openDesk } from '../support/desk.ts'

let lapor: BrowserApp
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createBrowserApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const BPBD = 'Badan Penanggulangan Bencana Daerah Kota Pekalongan'

async function assigned(): Promise<string> {
  const { trackingNumber } = await lapor.report({
    body: 'Jalan tergenang setinggi lutut di depan pasar, sudah dua hari.',
  })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  return trackingNumber
}

async function publicPage(number: string): Promise<string> {
  const { body } = await lapor.app.inject({ method: 'GET', url: `/laporan/${number}` })
  return body.replaceAll(/^.*<main|<(svg|script).*?<\/\1>|<[^>]*>/gs, ' ')
}

test('a lead and two supporters of other governments work on one flooded road', {
  timeout: 60_000,
}, async () => {
  const province = await lapor.staff('institution_admin', 'prov-jawa-tengah')
  const rescue = await lapor.staff('unit_officer', 'pkl-bpbd')
  const number = await assigned()

  const lead = await openDesk(lapor, works.email)
  for (const [helper, task] of [
    ['Pemerintah Provinsi Jawa Tengah', 'Bersihkan drainase jalan provinsi di depan pasar.'],
    [BPBD, 'Siapkan pompa air di lokasi.'],
  ] as const) {
    await lead.open(number)
    const ask = await lead.form('add_task', 'Minta dukungan')
    await lead.pick(ask, 'Siapa yang diminta membantu?', helper)
    await ask.getByLabel('Apa yang perlu dikerjakan?').fill(task)
    await lead.send(ask)
  }

  const helper = await openDesk(lapor, province.email)
  await helper.open(number)
  let part = await helper.form('task', 'Tugas Anda')
  await part.locator('input[value=internal]').check({ force: true })
  await part.getByLabel('Tulisan Anda').fill('Alat berat kami datang besok pagi.')
  await helper.send(part)
  part = await helper.form('task', 'Tugas Anda')
  await part.getByRole('radio', { name: /^Tugas selesai/ }).check({ force: true })
  expect(await heard(helper.page.getByRole('region', { name: 'Tindakan' }))).toEqual(
    expect.arrayContaining([
      '- heading "Tugas Anda" [level=2]',
      '- paragraph: Bersihkan drainase jalan provinsi di depan pasar.',
      '- group "Jenis tulisan":',
      '- radio "Tugas selesai Dibaca pelapor dan publik." [checked]',
      '- textbox "Tulisan Anda"',
    ]),
  )
  await part.getByLabel('Tulisan Anda').fill('Drainase dibersihkan sepanjang 200 meter.')
  await helper.send(part)

  // All handlers read the note; the public does not.
  const second = await openDesk(lapor, rescue.email)
  await second.open(number)
  expect(await second.page.locator('main').innerText()).toContain('Alat berat kami datang besok pagi.')
  expect(await publicPage(number)).toContain('Drainase dibersihkan sepanjang 200 meter.')
  expect(await publicPage(number)).not.toMatch(/Alat berat kami|Siapkan pompa/)

  // One required task is still open: an answer has to say why it does not wait.
  await lead.open(number)
  const answer = await lead.form('respond', 'Tindak lanjut dan jawaban')
  await answer.locator('input[value=answer]').check({ force: true })
  await answer.getByLabel('Tulisan Anda').fill('Jalan akan diperbaiki bulan depan.')
  const problems = await lead.refused(answer)
  expect(problems).toMatch(/Tugas|tugas/)
  expect(problems).toContain('menjanjikan sesuatu')
  expect(problems).toContain('Lampirkan foto atau dokumen')
  // Each is a link to its field, and the field says that it is the one.
  const alert = lead.page.getByRole('alert', { name: 'Ada isian yang perlu diperbaiki' })
  expect(await alert.getByRole('link').count()).toBe(3)
  await alert.getByRole('link', { name: /^Lampirkan foto/ }).click()
  expect(await heard(lead.page.locator(':focus'))).toEqual([
    '- textbox "Bila tidak ada bukti, jelaskan mengapa" [invalid]',
  ])
  await answer.getByLabel('Tulisan Anda').fill('Genangan sudah surut dan jalan dibersihkan.')
  await answer.getByLabel(/tidak ada bukti/).fill('Foto dikirim menyusul oleh kelurahan.')
  await answer.getByLabel(/sebelum tugas pendukung/).fill('Air sudah surut, pompa tidak diperlukan lagi.')
  await lead.send(answer)
  expect(await publicPage(number)).toContain('Genangan sudah surut')
  expect(await publicPage(number)).toContain('Foto dikirim menyusul')
})

test('returned three times, the level above decides for good and says why', { timeout: 60_000 }, async () => {
  const number = await assigned()
  const unit = await openDesk(lapor, works.email)
  for (let turn = 1; turn <= 3; turn += 1) {
    if (turn > 1) await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
    if (turn === 2) {
      await returnReport(lapor.context, works.actor, number, { reason: 'Ruas ini bukan jalan kota.' })
      continue
    }
    await unit.open(number)
    const back = await unit.form('return', 'Kembalikan, bukan wewenang')
    await back
      .getByLabel('Mengapa ini bukan wewenang Anda?')
      .fill(`Bukan ruas kami, pengembalian ke-${turn}.`)
    await unit.pick(back, 'Menurut Anda, wewenang siapa?', BPBD)
    await unit.send(back)
  }

  const above = await openDesk(lapor, city.email)
  await above.open(number)
  const decide = await above.form('assign', 'Disposisikan')
  expect(await decide.innerText()).toContain('Keputusan Anda mengikat')
  expect(await heard(decide)).toEqual(
    expect.arrayContaining([
      `- combobox "Disposisikan kepada": ${BPBD}`,
      '- textbox "Alasan keputusan"',
      '- button "Verifikasi dan disposisikan"',
    ]),
  )
  await above.pick(decide, 'Disposisikan kepada', 'Dinas Pekerjaan Umum dan Penataan Ruang Kota Pekalongan')
  expect(await above.refused(decide)).toContain('Tuliskan keterangannya')
  await decide.getByLabel('Alasan keputusan').fill('Ruas ini tercatat sebagai jalan kota sejak 2019.')
  await above.send(decide)

  await unit.open(number)
  const main = await unit.page.locator('main').innerText()
  expect(await treeProblems(unit.page)).toEqual([])
  expect(main).toContain('tidak dapat dikembalikan lagi')
  expect(main).toContain('tercatat sebagai jalan kota')
  expect(await unit.page.locator('#form-return').count()).toBe(0)
  const shown = await publicPage(number)
  expect(shown).toContain('Bukan ruas kami, pengembalian ke-3.')
  expect(shown).toContain('tercatat sebagai jalan kota')
})

test('an answer that needs approval waits for other eyes, and comes back with what to mend', {
  timeout: 60_000,
}, async () => {
  const approver = await openDesk(lapor, city.email)
  const rule = async (needed: boolean) => {
    await approver.page.goto('/petugas/instansi/kota-pekalongan/jawaban')
    const form = approver.page.locator('#form-approval')
    await form.locator('input[name=needed]').setChecked(needed, { force: true })
    for (const { staff } of [city, works])
      await form.locator(`#approver-${staff.accountId}`).check({ force: true })
    await form.getByRole('button', { name: 'Simpan' }).click()
    await approver.page.getByRole('status').filter({ hasText: 'Aturan persetujuan tersimpan' }).waitFor()
  }
  await rule(true)
  try {
    const number = await assigned()
    const writer = await openDesk(lapor, works.email)
    await writer.page.goto('/petugas/instansi/pkl-dpupr/jawaban')
    await writer.page.locator('summary', { hasText: 'Tambah templat' }).click()
    const template = writer.page.locator('#form-template')
    await template.getByLabel('Nama templat').fill('Genangan surut')
    await template.getByLabel('Isi').fill('Laporan {nomor} ditangani {unit}.')
    await template.getByRole('button', { name: 'Simpan' }).click()
    expect(await writer.page.locator('.error-summary').innerText()).toContain('{unit} tidak dikenal')
    await template.getByLabel('Isi').fill('Genangan sudah surut. {nama_unit}, {tanggal}.')
    await template.getByRole('button', { name: 'Simpan' }).click()
    await writer.page.getByText('Templat tersimpan').waitFor()

    await writer.open(number)
    await writer.page.locator('summary', { hasText: 'Mulai dari templat' }).click()
    await writer.page.getByRole('link', { name: 'Genangan surut' }).click()
    let answer = await writer.form('respond', 'Tindak lanjut dan jawaban')
    expect(await answer.getByLabel('Tulisan Anda').inputValue()).toMatch(
      /Genangan sudah surut\. Dinas Pekerjaan Umum.*, 10 November 2026\./,
    )
    await answer
      .locator('input[type=file]')
      .setInputFiles({ name: 'sesudah.png', mimeType: 'image/png', buffer: PNG })
    await writer.send(answer)
    expect(await writer.page.locator('#rancangan').innerText()).toContain('Penulisnya sendiri tidak dapat')
    expect(await writer.page.locator('#form-approve_answer').count()).toBe(0)

    await approver.open(number)
    const reject = await approver.form('reject_answer', 'Kembalikan untuk diperbaiki')
    await reject.getByLabel('Apa yang perlu diperbaiki?').fill('Sebutkan tanggal pembersihan saluran.')
    await approver.send(reject)

    await writer.open(number)
    answer = await writer.form('respond', 'Tindak lanjut dan jawaban')
    expect(await answer.innerText()).toContain('Sebutkan tanggal pembersihan saluran.')
    expect(await answer.innerText()).toContain('sesudah.png')
    await answer.getByLabel('Tulisan Anda').fill('Genangan sudah surut, saluran dibersihkan 9 November.')
    await writer.send(answer)
    expect(await publicPage(number)).not.toContain('saluran dibersihkan')

    await approver.open(number)
    expect(await treeProblems(approver.page)).toEqual([])
    await approver.send(await approver.form('approve_answer', 'Setujui'))
    const shown = await publicPage(number)
    expect(shown).toContain('saluran dibersihkan 9 November')
  } finally {
    await rule(false)
  }
})

/** A PNG of ten by ten pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64',
)
