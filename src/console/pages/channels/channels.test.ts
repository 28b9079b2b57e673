import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { watchChannels } from '../../../notifications/index.ts'

let lapor: TestApp
let national: TestStaff

beforeAll(async () => {
  lapor = await createTestApp({
    LAPOR_X_API_KEY: 'kunci',
    LAPOR_X_API_SECRET: 'rahasia',
    LAPOR_X_ACCESS_TOKEN: '1708-token',
    LAPOR_X_ACCESS_SECRET: 'rahasia',
    LAPOR_X_USER_ID: '1708',
  })
  national = await lapor.staff('national_admin', 'nasional')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const authorization = () => ({ authorization: `Bearer ${national.token}` })

async function send(id: string, text: string) {
  const query = new URLSearchParams({ from: '081299990001', to: '1708', text, id })
  return lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
}

test('a channel has a line that says what came in, what it cost and whether it is well', async () => {
  await send('kanal-1', 'BANTUAN')
  const page = await lapor.app.inject({ url: '/petugas/kanal', headers: authorization() })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('SMS 1708')
  expect(page.body).toContain('10 Nov 2026')
})

test('every message of the table is shown with made values, in both languages', async () => {
  const page = await lapor.app.inject({ url: '/petugas/kanal?bagian=pesan', headers: authorization() })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Balas SELESAI, atau BELUM beserta alasannya')
  expect(page.body).toContain('Reply SELESAI if it is, or BELUM and why not')
  expect(page.body).not.toMatch(/\{[a-z_]+\}/)
})

test('what X costs is shown beside its cap', async () => {
  await lapor.context.db
    .insertInto('channel_usage')
    .values({ channel: 'x', day: '2026-11-10', calls: 12, cost_micros: 180_000 })
    .execute()
  const page = await lapor.app.inject({ url: '/petugas/kanal', headers: authorization() })
  expect(page.body).toContain('12 dari 5.000 panggilan')
  expect(page.body).toContain('US$ 0,18 hari ini')
})

test('what could not be understood is replayed from the console', async () => {
  await lapor.context.db
    .updateTable('inbound_messages')
    .set({ state: 'failed', next_try_at: null, last_error: 'penyimpanan penuh' })
    .execute()
  const page = await lapor.app.inject({ url: '/petugas/kanal?bagian=masuk', headers: authorization() })
  expect(page.body).toContain('penyimpanan penuh')
  const { id } = await lapor.context.db.selectFrom('inbound_messages').select('id').executeTakeFirstOrThrow()
  const { replayInbound } = await import('../../../notifications/index.ts')
  await replayInbound(lapor.context.db, id, lapor.clock.now())
  await lapor.workChannels()
  const row = await lapor.context.db.selectFrom('inbound_messages').select('state').executeTakeFirstOrThrow()
  expect(row.state).toBe('done')
})

test('a channel that falls silent is told to national admins, once', async () => {
  const { db } = lapor.context
  for (let index = 0; index < 24; index += 1) {
    await send(`sering-${index}`, 'BANTUAN')
    lapor.clock.advanceHours(1)
  }
  const deps = { ...lapor.context, baseUrl: 'https://lapor.example.go.id' }
  const told = async () =>
    (
      await db
        .selectFrom('notifications')
        .select('subject')
        .where('account_id', '=', national.staff.accountId)
        .execute()
    ).length
  await watchChannels(deps)
  expect(await told()).toBe(0)
  lapor.clock.advanceHours(200)
  await watchChannels(deps)
  await watchChannels(deps)
  expect(await told()).toBe(1)
  await send('kembali', 'BANTUAN')
  await watchChannels(deps)
  const health = await db.selectFrom('channel_health').select('silence_told_at').executeTakeFirst()
  expect(health?.silence_told_at).toBeNull()
})
