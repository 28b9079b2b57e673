import { expect, test } from 'vitest'
import { readConcatenation } from './concatenation.ts'

test('a header counts the parts with a reference of 8 or of 16 bits', () => {
  expect(readConcatenation('050003C70302')).toEqual({ reference: 0xc7, total: 3, index: 2 })
  expect(readConcatenation('06080412340203')).toBeNull()
  expect(readConcatenation('06080412340302')).toEqual({ reference: 0x1234, total: 3, index: 2 })
})

test('what stands before it in the header is passed over', () => {
  // Application ports (05), then the concatenation.
  expect(readConcatenation('0B05040B8423F00003270201')).toEqual({ reference: 0x27, total: 2, index: 1 })
})

test.each([
  ['', 'none'],
  ['050003C70100', 'a part number of nought'],
  ['050003C70203', 'a part beyond the last'],
  ['050003C70101', 'one part of one'],
  ['050003C7', 'a header that ends too soon'],
  ['05000', 'half a byte'],
  ['zz0003C70302', 'no hexadecimal'],
])('%s is no part of a longer message: %s', (udh) => {
  expect(readConcatenation(udh)).toBeNull()
})
