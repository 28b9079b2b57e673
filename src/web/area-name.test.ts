import { expect, test } from 'vitest'
import { shortAreaName } from './area-name.ts'

test.each([
  ['Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah', 'Medono, Kota Pekalongan'],
  ['Pekalongan Barat, Kota Pekalongan, Jawa Tengah', 'Pekalongan Barat, Kota Pekalongan'],
  ['Kota Pekalongan, Jawa Tengah', 'Kota Pekalongan'],
  ['Jawa Tengah', 'Jawa Tengah'],
])('%s is said as %s', (full, short) => {
  expect(shortAreaName(full)).toBe(short)
})
