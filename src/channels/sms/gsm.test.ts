import { describe, expect, test } from 'vitest'
import { gsmSeptets, plainText, smsParts, smsUnits } from './gsm.ts'

describe('what a text takes of SMS', () => {
  test('160 characters of the GSM alphabet are one SMS, and longer ones 153 in each part', () => {
    expect([160, 161, 306, 307, 459, 460].map((length) => smsParts('a'.repeat(length)))).toEqual([
      1, 2, 2, 3, 3, 4,
    ])
  })

  test('each character of the extension table takes two', () => {
    expect([...'^{}[]~|\\€'].map(gsmSeptets)).toEqual(Array.from({ length: 9 }, () => 2))
    expect(smsParts('€'.repeat(80))).toBe(1)
    expect(smsParts(`${'€'.repeat(80)}a`)).toBe(2)
  })

  test('a character of two septets is not parted: what is left of a part stays empty', () => {
    // 152 and the first half of the sign would fill the first part.
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toBe(2)
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toBe(3)
  })

  test('one character that the alphabet lacks makes the whole text UCS-2: 70, and 67 in each part', () => {
    const text = (length: number) => `ō${'a'.repeat(length - 1)}`
    expect(gsmSeptets(text(2))).toBeNull()
    expect([70, 71, 134, 135].map((length) => smsParts(text(length)))).toEqual([1, 2, 2, 3])
  })

  test('a sign of two UTF-16 units counts two and is not parted', () => {
    expect(smsParts('😀'.repeat(35))).toBe(1)
    expect(smsParts(`${'😀'.repeat(35)}a`)).toBe(2)
    // 33 of them are 66 units; the 34th would be parted by the end of the part.
    expect(smsParts('😀'.repeat(66))).toBe(2)
    expect(smsParts('😀'.repeat(67))).toBe(3)
  })

  test('typesetting is replaced by what people write on a phone, and letters of names stay', () => {
    expect(plainText('“Jalan” – rusak…\u00a0é')).toBe('"Jalan" - rusak... é')
    expect(gsmSeptets(plainText('“Jalan” – rusak…'))).not.toBeNull()
  })

  test('units are comparable for both alphabets: 160 is one SMS, 640 are four', () => {
    expect(smsUnits('a'.repeat(160))).toBe(160)
    expect(smsUnits(`ō${'a'.repeat(69)}`)).toBe(160)
    expect(smsUnits('a'.repeat(153 * 4))).toBe(640)
    expect(smsUnits(`ō${'a'.repeat(67 * 4 - 1)}`)).toBe(640)
    expect(smsUnits(`ō${'a'.repeat(67 * 4)}`)).toBeGreaterThan(640)
  })
})
