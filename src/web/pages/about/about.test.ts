import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { openVisitor } from '../../visitor.fixture.ts'

test('every open page speaks both languages', async () => {
  await using lapor = await createTestApp()
  for (const path of ['/', '/lapor', '/laporan', '/laporan/akses', '/tentang', '/privasi']) {
    for (const language of ['id', 'en']) {
      const { statusCode, body } = await openVisitor(lapor.app).get(`${path}?bahasa=${language}`)
      expect([path, statusCode]).toEqual([path, 200])
      expect(body).toContain(`<html lang="${language}"`)
      // A key instead of its text, or a place that was not filled in.
      expect(body).not.toMatch(/>(home|tell|report|list|about|privacy)\.[a-z_.]+<|\{[a-z]+\}(?!")/)
    }
  }
})

test('the privacy page names the law and the credits name where regions come from', async () => {
  await using lapor = await createTestApp()
  const visitor = openVisitor(lapor.app)
  expect((await visitor.get('/privasi')).body).toContain('UU No. 27 Tahun 2022')
  expect((await visitor.get('/tentang')).body).toContain('ODbL')
  expect((await visitor.get('/bantuan')).headers.location).toBe('/tentang')
  expect((await visitor.get('/robots.txt')).body).toContain('Disallow: /petugas')
})
