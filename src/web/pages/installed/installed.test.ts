import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { readConfig } from '../../../config.ts'

const FINGERPRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0')).join(':')

test('the operator’s Android app is vouched for as set, and without one nothing is', async () => {
  await using lapor = await createTestApp({
    LAPOR_ANDROID_PACKAGE: 'id.go.example.lapor',
    LAPOR_ANDROID_FINGERPRINTS: FINGERPRINT,
  })
  const links = await lapor.app.inject('/.well-known/assetlinks.json')
  expect(links.headers['content-type']).toContain('application/json')
  expect(links.json()[0].target).toEqual({
    namespace: 'android_app',
    package_name: 'id.go.example.lapor',
    sha256_cert_fingerprints: [FINGERPRINT.toUpperCase()],
  })
  const manifest = await lapor.app.inject({ url: '/manifest.webmanifest?bahasa=en' })
  expect(manifest.json()).toMatchObject({ lang: 'en', share_target: { action: '/lapor/bagikan' } })
})

test('a phone that has the worker’s present version is told so in a few bytes', async () => {
  await using lapor = await createTestApp()
  const first = await lapor.app.inject('/sw.js')
  expect(first.body).toMatch(/^self\.LAPOR=\{"version":/)
  const etag = String(first.headers.etag)
  const again = await lapor.app.inject({ url: '/sw.js', headers: { 'if-none-match': `W/${etag}` } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('an app that is half set is told by name', () => {
  expect(readConfig({}).androidApp).toBeNull()
  expect(() => readConfig({ LAPOR_ANDROID_PACKAGE: 'id.go.example' })).toThrow(/LAPOR_ANDROID_FINGERPRINTS/)
  expect(() => readConfig({ LAPOR_ANDROID_FINGERPRINTS: FINGERPRINT })).toThrow(/LAPOR_ANDROID_PACKAGE/)
})
