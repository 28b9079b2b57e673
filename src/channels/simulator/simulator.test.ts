import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'

let lapor: TestApp
let cookie = ''
let token = ''

beforeAll(async () => {
  lapor = await createTestApp()
  const page = await lapor.app.inject({ url: '/pelatihan/kanal' })
  cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function play(kanal: string, fields: Record<string, string>) {
  const sent = await lapor.app.inject({
    method: 'POST',
    url: '/pelatihan/kanal',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: token, kanal, dari: '', nama: '', ...fields }).toString(),
  })
  expect(sent.statusCode).toBe(303)
  return (await lapor.app.inject({ url: `${sent.headers.location}`.replace(/#.*/, '') })).body
}

test('what is played goes the way of real messages and is answered on the phone', async () => {
  for (const channel of ['sms', 'whatsapp', 'telegram', 'x']) {
    const page = await play(channel, { text: `PekalonganKota lampu jalan mati di gang ${channel}` })
    expect([channel, /\b\d{10}\b/.test(page)]).toEqual([channel, true])
  }
  const rows = await lapor.context.db.selectFrom('reports').select('channel').orderBy('id').execute()
  expect(rows.map(({ channel }) => channel)).toEqual(['sms', 'whatsapp', 'telegram', 'x'])
})

test('a button that was offered is pressed on the phone', async () => {
  const page = await play('telegram', { button: 'STATUS' })
  expect(page).toContain('menunggu pemeriksaan')
})

test('in production there is no simulator', async () => {
  await using production = await createTestApp({
    LAPOR_MODE: 'production',
    LAPOR_BASE_URL: 'https://lapor.example.go.id',
    LAPOR_RATE_LIMITS: 'on',
    LAPOR_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  })
  expect((await production.app.inject({ url: '/pelatihan/kanal' })).statusCode).toBe(404)
})
