import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { makeDigests } from '../../../reports/index.ts'

let lapor: TestApp

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('the digests are public: a page, JSON, and the parts from which anybody computes them', async () => {
  const get = (url: string) => lapor.app.inject({ url })
  expect((await get('/audit')).body).toContain('Belum ada sidik yang diterbitkan')
  await lapor.report()
  lapor.clock.advanceHours(24)
  await makeDigests(lapor.context.db, lapor.clock.now())
  const [digest] = (await get('/audit.json')).json().digests
  expect(digest).toMatchObject({ day: '2026-11-10', events: 2, reads: 0 })
  expect((await get('/audit')).body).toContain(digest.hash)
  const parts = (await get('/audit/2026-11-10.txt')).body
  const bytes = Buffer.from(parts.replaceAll('\n', ''), 'hex')
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest.hash)
  for (const url of ['/audit/2026-11-09.txt', '/audit/2026-02-31.txt', '/audit/x.txt', '/audit/%00.txt'])
    expect([url, (await get(url)).statusCode]).toEqual([url, 404])
})

test('staff who open a report are noted before they read who sent it; of an anonymous one nothing is shown', async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const named = await lapor.report()
  const anonymous = await lapor.report({ anonymous: true })
  const headers = { authorization: `Bearer ${city.token}` }
  for (const { trackingNumber } of [named, anonymous]) {
    await lapor.app.inject({ url: `/petugas/laporan/${trackingNumber}`, headers })
    await lapor.app.inject({ url: `/api/v1/reports/${trackingNumber}`, headers })
  }
  const rows = await lapor.context.db
    .selectFrom('access_log')
    .select(['report_id', 'account_id', 'channel'])
    .orderBy('seq')
    .execute()
  const account_id = city.staff.accountId
  expect(rows).toEqual([
    { report_id: named.id, account_id, channel: 'console' },
    { report_id: named.id, account_id, channel: 'api' },
  ])
})
