import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '../../../../test/support/app.ts'
import { openVisitor } from '../../../web/visitor.fixture.ts'

let lapor: TestApp

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const IMPORT = '/petugas/rujukan/libur/impor'
const GOOD = 'date,name,kind\n2027-01-01,Tahun Baru 2027 Masehi,holiday\n'
const BAD = `${GOOD}2027-02-30,Tidak ada,holiday\n2027-03-10,,joint_leave\n2027-01-01,Dua kali,holiday\n`

test('next year’s days off come by one file; a bad one changes nothing, names each line, and can be mended in place', async () => {
  const { email } = await lapor.staff('national_admin', 'nasional')
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  await visitor.post('/masuk', { email, password: TEST_PASSWORD })
  await visitor.get('/petugas/rujukan?bagian=libur')
  const file = (bytes: string) => [{ field: 'csv_file', name: 'libur-2027.csv', bytes }]

  const refused = await visitor.post(IMPORT, { tahun: '2027', csv: '' }, file(BAD))
  expect(refused.statusCode).toBe(422)
  for (const line of [
    'Baris 3: tanggalnya tidak ada',
    'Baris 4: tuliskan nama',
    'Baris 5: tanggal ini sudah ada',
  ])
    expect(refused.body).toContain(line)
  expect(refused.body).toContain('2027-02-30,Tidak ada,holiday')
  expect((await visitor.get('/petugas/rujukan?bagian=libur&tahun=2027')).body).not.toContain(
    'Tahun Baru 2027',
  )

  await visitor.follow(await visitor.post(IMPORT, { tahun: '2027', csv: '' }, file(GOOD)))
  const shown = await visitor.get('/petugas/rujukan?bagian=libur&tahun=2027')
  expect(shown.body).toContain('Tahun Baru 2027 Masehi')
})
