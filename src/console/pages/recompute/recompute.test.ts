import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '../../../../test/support/app.ts'
import { addHoliday } from '../../../institutions/index.ts'
import { openVisitor } from '../../../web/visitor.fixture.ts'

let lapor: TestApp

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const PATH = '/petugas/rujukan/hitung-ulang'

test('an admin sees what would move, gives a reason, and a worker is asked to do it; a unit officer may not', async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const { trackingNumber } = await lapor.report()
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  await visitor.post('/masuk', { email: city.email, password: TEST_PASSWORD })
  expect((await visitor.get(PATH)).body).toContain('Tidak ada tenggat yang bergeser')
  await addHoliday(lapor.context, {
    date: '2026-11-12',
    name: 'Libur tambahan',
    kind: 'holiday',
    area_code: null,
  })
  expect((await visitor.get(PATH)).body).toContain(`/petugas/laporan/${trackingNumber}`)

  const shown = await visitor.get(`/petugas/laporan/${trackingNumber}`)
  expect(shown.body).toContain('Hari libur berubah sesudah tenggat ini mulai berjalan')
  await visitor.get(PATH)

  const refused = await visitor.post(PATH, { reason: 'SKB' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('>SKB</textarea>')
  const done = await visitor.post(PATH, { reason: 'SKB Tiga Menteri menambah hari libur.' })
  expect((await visitor.follow(done)).body).toContain('Tenggat sedang dihitung ulang')
  const { rows } = await lapor.context.database.pool.query(
    "select data from pgboss.job where name = 'recompute'",
  )
  expect(rows).toEqual([
    {
      data: {
        account_id: city.staff.accountId,
        by_new_rules: false,
        reason: 'SKB Tiga Menteri menambah hari libur.',
      },
    },
  ])
  const headers = { authorization: `Bearer ${works.token}` }
  expect((await lapor.app.inject({ url: PATH, headers })).statusCode).toBe(403)
})
