import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupTrackingNumber, numberReportsWith, readTrackingNumber } from './tracking-number.ts'

const numberReports = numberReportsWith(Buffer.alloc(32, 7))

test('a tracking number has ten digits and no leading zero', () => {
  for (let id = 1; id <= 2_000; id += 1) expect(numberReports(id)).toMatch(/^[1-9]\d{9}$/)
})

test('no two reports share a number', () => {
  const numbers = new Set(Array.from({ length: 20_000 }, (_, id) => numberReports(id)))
  expect(numbers.size).toBe(20_000)
})

test('the next number cannot be told from one’s own', () => {
  const steps = new Set(
    Array.from({ length: 50 }, (_, id) => Number(numberReports(id + 1)) - Number(numberReports(id))),
  )
  expect(steps.size).toBe(50)
})

test('every single wrong digit is noticed', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(9), fc.integer({ min: 1, max: 9 }), (id, place, shift) => {
      const right = numberReports(id)
      const wrong = [...right]
      wrong[place] = String((Number(right[place]) + shift) % 10)
      return readTrackingNumber(wrong.join('')) === null
    }),
  )
})

test('blanks, dots, dashes and a leading # are no matter', () => {
  const number = numberReports(42)
  expect(readTrackingNumber(groupTrackingNumber(number))).toBe(number)
  expect(readTrackingNumber(` #${number.slice(0, 4)}-${number.slice(4, 7)}.${number.slice(7)} `)).toBe(number)
})

test.each(['', '12', 'abc', '0123456789', '12345678901', '1234567890\0'])(
  '%j is no tracking number',
  (text) => {
    expect(readTrackingNumber(text)).toBeNull()
  },
)
