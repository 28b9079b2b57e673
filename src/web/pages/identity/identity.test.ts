import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { setIdentityRule } from '../../../identity/index.ts'
import { checkIdentity, retryIdentityChecks } from '../../../reports/index.ts'
import { openVisitor, RIGHT, type Visitor } from '../../visitor.fixture.ts'

let lapor: TestApp
let numbers = 50_000_000

beforeAll(async () => {
  lapor = await createTestApp()
  const { db, clock } = lapor.context
  await setIdentityRule(db, { class: 'complaint', categoryCode: '', step: 'verified' }, clock.now(), true)
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** Tell it and enter the code. */
async function tell(nik: string): Promise<{ visitor: Visitor; number: string; where: string }> {
  numbers += 1
  const visitor = openVisitor(lapor.app)
  await visitor.get('/lapor')
  const sent = await visitor.post('/lapor', { ...RIGHT, contact: `0812${numbers}`, nik })
  const number = /\/laporan\/(\d+)\/kode/.exec(`${sent.headers.location}`)?.[1] ?? ''
  const { body } = await visitor.follow(sent)
  const code = /Kode Anda: (\d{6})/.exec(body)?.[1] ?? ''
  const entered = await visitor.post(`/laporan/${number}/kode`, { code })
  return { visitor, number, where: `${entered.headers.location}` }
}

async function reporterOf(number: string): Promise<number> {
  const row = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
  return row.reporter_id
}

test('after the code the registry is asked, and the page says that the report goes on by itself', async () => {
  const { visitor, number, where } = await tell('3375014108900001')
  expect(where).toBe(`/laporan/${number}/identitas`)
  const page = await visitor.follow(await visitor.get(where))
  expect(page.body).toContain('Identitas Anda sedang dicocokkan')
  await checkIdentity(lapor.context, await reporterOf(number))
  expect((await visitor.get(`/laporan/${number}`)).body).toContain('Menunggu verifikasi')
})

test('a name that does not fit is told kindly, what is typed stays, and the correction sends the report on', async () => {
  const { visitor, number } = await tell('3375014108909001')
  await checkIdentity(lapor.context, await reporterOf(number))
  const form = await visitor.get(`/laporan/${number}/identitas`)
  expect(form.body).toContain('belum cocok dengan NIK-nya')
  expect(form.body).not.toContain('3375014108909001')
  const wrong = await visitor.post(`/laporan/${number}/identitas`, { name: 'Siti Nurrahma', nik: '33750' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('Siti Nurrahma')
  const right = { name: 'Siti Nurrahma', nik: '3375014108900002' }
  const sent = await visitor.post(`/laporan/${number}/identitas`, right)
  expect(sent.headers.location).toBe(`/laporan/${number}?kabar=identitas`)
  await checkIdentity(lapor.context, await reporterOf(number))
  expect((await visitor.get(`/laporan/${number}`)).body).toContain('Menunggu verifikasi')
})

test('the form shows what was stated with this report, nothing else that is known of the person', async () => {
  const { visitor, number } = await tell('3375014108909001')
  await checkIdentity(lapor.context, await reporterOf(number))
  await lapor.context.db
    .updateTable('reporters')
    .set({ name_sealed: lapor.context.sealer.seal('Nama Dari Laporan Lain'), nik_sealed: null })
    .where('id', '=', await reporterOf(number))
    .execute()
  const { body } = await visitor.get(`/laporan/${number}/identitas`)
  expect(body).not.toContain('Nama Dari Laporan Lain')
  expect(body).toContain(`value="${RIGHT.name}"`)
})

test('while the registry is down the page says that nothing is lost; the console says how many wait', async () => {
  const { visitor, number } = await tell('3375014108909003')
  await checkIdentity(lapor.context, await reporterOf(number))
  expect((await visitor.get(`/laporan/${number}`)).body).toContain('sedang tidak dapat dihubungi')
  const national = await lapor.staff('national_admin', 'nasional')
  const rules = await lapor.app.inject({
    url: '/petugas/aturan-identitas',
    headers: { authorization: `Bearer ${national.token}` },
  })
  expect(rules.body).toContain('1 laporan menunggu')
  lapor.clock.advanceHours(2)
  expect(await retryIdentityChecks(lapor.context)).toBe(1)
})

test('nobody else reaches the form, whether the report waits or not', async () => {
  const { number } = await tell('3375014108900004')
  const stranger = openVisitor(lapor.app)
  expect((await stranger.get(`/laporan/${number}/identitas`)).statusCode).toBe(404)
  const posted = await stranger.post(`/laporan/${number}/identitas`, { name: 'X', nik: '1' })
  expect(posted.statusCode).toBe(404)
})
