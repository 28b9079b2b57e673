import { expect, test } from 'vitest'
import { afterQuietHours } from './quiet-hours.ts'

test('news wait from nine in the evening until six in the morning, by the clock of the place', () => {
  const at = (iso: string, zone = 'Asia/Jakarta') => afterQuietHours(new Date(iso), zone).toISOString()
  expect(at('2026-11-10T13:59:00Z')).toBe('2026-11-10T13:59:00.000Z')
  expect(at('2026-11-10T14:00:00Z')).toBe('2026-11-10T23:00:00.000Z')
  expect(at('2026-11-10T22:30:00Z')).toBe('2026-11-10T23:00:00.000Z')
  expect(at('2026-11-10T23:00:00Z')).toBe('2026-11-10T23:00:00.000Z')
  expect(at('2026-11-10T12:30:00Z', 'Asia/Jayapura')).toBe('2026-11-10T21:00:00.000Z')
})
