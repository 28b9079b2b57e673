import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '../../../../test/support/app.ts'
import { categoryByCode } from '../../../institutions/index.ts'
import { openVisitor } from '../../../web/visitor.fixture.ts'

let lapor: TestApp

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function nationalAdmin() {
  const { email } = await lapor.staff('national_admin', 'nasional')
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  await visitor.post('/masuk', { email, password: TEST_PASSWORD })
  return visitor
}

test('a category’s form is opened by its link, one at a time; what was refused stands in it still', async () => {
  const visitor = await nationalAdmin()
  const { code, default_level } = await lapor.context.db
    .selectFrom('categories')
    .select(['code', 'default_level'])
    .where('parent_id', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const list = await visitor.get('/petugas/rujukan')
  expect(list.body).not.toContain('/petugas/rujukan/kategori/ubah')
  // Who usually handles it is told by name; the code stands only where it is written.
  expect(list.body).toContain('Kementerian Pekerjaan Umum')
  expect(list.body).not.toContain('kemen-pu')
  expect(list.body).toContain(`ubah=${encodeURIComponent(code)}#form-category_edit_${code}`)

  const opened = await visitor.get(`/petugas/rujukan?bagian=kategori&ubah=${encodeURIComponent(code)}`)
  expect(opened.body.split('action="/petugas/rujukan/kategori/ubah"')).toHaveLength(2)
  expect(opened.body).toContain(`id="form-category_edit_${code}"`)
  const fields = { code, name_en: 'Roads', default_level, default_handler: '', active: 'on' }
  const refused = await visitor.post('/petugas/rujukan/kategori/ubah', { ...fields, name_id: '' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('value="Roads"')
  await visitor.follow(
    await visitor.post('/petugas/rujukan/kategori/ubah', { ...fields, name_id: 'Jalan dan trotoar' }),
  )
  expect(await categoryByCode(lapor.context.db, code)).toMatchObject({ name_id: 'Jalan dan trotoar' })
})

test('a day off is edited above the list, and a wrong date stands in the form still', async () => {
  const visitor = await nationalAdmin()
  const list = await visitor.get('/petugas/rujukan?bagian=libur&tahun=2026')
  expect(list.body).not.toContain('/petugas/rujukan/libur/ubah')
  const [, id = ''] = /tahun=2026&amp;ubah=(\d+)#form-holiday_edit_/.exec(list.body) ?? []
  const opened = await visitor.get(`/petugas/rujukan?bagian=libur&tahun=2026&ubah=${id}`)
  expect(opened.body).toContain(`id="form-holiday_edit_${id}"`)
  const fields = { id, tahun: '2026', name: 'Hari libur setempat', kind: 'holiday', area_code: '33.75' }
  const refused = await visitor.post('/petugas/rujukan/libur/ubah', { ...fields, date: '2026-02-30' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('value="Hari libur setempat"')
  await visitor.follow(await visitor.post('/petugas/rujukan/libur/ubah', { ...fields, date: '2026-02-27' }))
  const saved = await visitor.get('/petugas/rujukan?bagian=libur&tahun=2026')
  expect(saved.body).toContain('Hari libur setempat')
})
