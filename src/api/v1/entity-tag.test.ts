import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'

let lapor: TestApp
let city: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
})
afterAll(async () => lapor[Symbol.asyncDispose]())

test('a report carries a tag, and reading it again with the tag costs a 304', async () => {
  const { trackingNumber } = await lapor.report()
  const first = await read(trackingNumber)
  const tag = String(first.headers.etag)
  expect(tag).toMatch(/^"\d+-staff-id"$/)
  const again = await read(trackingNumber, { 'if-none-match': `"x", W/${tag}` })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  // Another view of the same version is another thing.
  const english = await read(trackingNumber, { 'if-none-match': tag, 'accept-language': 'en' })
  expect(english.statusCode).toBe(200)
})

test('an action with If-Match is done on that very state, and refused with 412 on any other', async () => {
  const { trackingNumber } = await lapor.report()
  const tag = String((await read(trackingNumber)).headers.etag)
  const assign = (match: string) =>
    lapor.app.inject({
      method: 'POST',
      url: `/api/v1/reports/${trackingNumber}/assign`,
      headers: { authorization: `Bearer ${city.token}`, 'if-match': match },
      payload: { institution_code: 'pkl-dpupr' },
    })
  expect((await assign('"tidak-ada"')).json().code).toBe('precondition_failed')
  expect((await assign(tag)).statusCode).toBe(200)
  const late = await assign(tag)
  expect([late.statusCode, late.json().code]).toEqual([412, 'precondition_failed'])
})

function read(number: string, headers: Record<string, string> = {}) {
  return lapor.app.inject({
    url: `/api/v1/reports/${number}`,
    headers: { authorization: `Bearer ${city.token}`, ...headers },
  })
}

test('lists carry a tag too, and reading one again with it costs a 304', async () => {
  const url = '/api/v1/institutions?q=pekalongan'
  const first = await lapor.app.inject({ url })
  const { etag = '' } = first.headers
  const again = await lapor.app.inject({ url, headers: { 'if-none-match': etag } })
  expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, ''])
  expect((await lapor.app.inject({ url, headers: { 'if-none-match': '"lain"' } })).statusCode).toBe(200)
})
