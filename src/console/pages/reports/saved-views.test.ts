import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { hiddenValue, openVisitor } from '../../../web/visitor.fixture.ts'

let lapor: TestApp
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function signedIn(who: TestStaff) {
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  const answer = await visitor.post('/masuk', { email: who.email, password: TEST_PASSWORD })
  expect(answer.statusCode).toBe(303)
  return visitor
}

const ADDRESS = '/petugas/laporan?keadaan=assigned&lewat=1'
const SAVE = '/petugas/tampilan-tersimpan'

test('a filter is kept under a name, renamed and deleted, without script', async () => {
  const visitor = await signedIn(city)
  const page = await visitor.get(ADDRESS)
  const query = hiddenValue(page.body, 'query').replaceAll('&amp;', '&')
  expect(query).toBe('keadaan=assigned&lewat=1')
  const saved = await visitor.post(SAVE, { query, name: '  Jalan   lambat ' })
  expect(saved.headers.location).toBe(ADDRESS)
  const shown = await visitor.follow(saved)
  expect(shown.body).toContain('Ubah tampilan “Jalan lambat”')
  expect((await visitor.get('/petugas')).body).toContain('Jalan lambat')

  await visitor.get(ADDRESS)
  const id = hiddenValue((await visitor.get(ADDRESS)).body, 'id')
  const renamed = await visitor.post(`${SAVE}/ubah`, { query, id, name: 'Lewat tenggat' })
  expect((await visitor.follow(renamed)).body).toContain('Ubah tampilan “Lewat tenggat”')
  const deleted = await visitor.post(`${SAVE}/hapus`, { query, id })
  expect((await visitor.follow(deleted)).body).toContain('Simpan tampilan ini')
})

test('what cannot be kept comes back with what was typed; nobody touches another’s views', async () => {
  const visitor = await signedIn(works)
  await visitor.get(ADDRESS)
  const query = 'keadaan=assigned'
  await visitor.post(SAVE, { query, name: 'Pagi' })
  const again = await visitor.post(SAVE, { query: 'lewat=1', name: 'Pagi' })
  expect(again.statusCode).toBe(422)
  expect(again.body).toContain('Anda sudah punya tampilan dengan nama itu.')
  expect(hiddenValue(again.body, 'name')).toBe('Pagi')
  expect((await visitor.post(SAVE, { query: 'lewat=1', name: ' ' })).body).toContain(
    'Beri nama tampilan ini.',
  )
  expect((await visitor.post(SAVE, { query: 'x=%00&q=', name: 'Kosong' })).statusCode).toBe(422)
  const id = hiddenValue((await visitor.get(`/petugas/laporan?${query}`)).body, 'id')

  const stranger = await signedIn(city)
  await stranger.get(ADDRESS)
  expect((await stranger.post(`${SAVE}/ubah`, { query, id, name: 'Milik saya' })).statusCode).toBe(404)
  await stranger.post(`${SAVE}/hapus`, { query, id })
  expect((await visitor.get('/petugas')).body).toContain('Pagi')
})
