import { expect, test } from 'vitest'
import { rawOfQuery, readKannelQuery } from './kannel-query.ts'

const percent = (bytes: Buffer) => bytes.toString('hex').replaceAll(/../g, '%$&')
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16()

test.each(['UTF-16BE', 'UCS-2', 'utf-16', 'ucs2'])('a text in %s is read byte by byte', (charset) => {
  const text = 'Jalan rusak 😀 di Bulé'
  expect(readKannelQuery(`from=%2B62812&text=${percent(utf16(text))}&charset=${charset}`).text).toBe(text)
})

test('a byte that looks like a sign of the query does not end the text', () => {
  // U+2B26 holds the bytes of "+" and "&".
  expect(readKannelQuery(`text=${percent(utf16('a\u2b26b'))}&charset=UCS-2&from=1`)).toMatchObject({
    text: 'a\u2b26b',
    from: '1',
  })
})

test('Latin and unknown charsets lose nothing but what they lack', () => {
  expect(readKannelQuery('text=caf%E9&charset=ISO-8859-1').text).toBe('café')
  expect(readKannelQuery('text=caf%C3%A9&charset=x-unknown').text).toBe('café')
  expect(readKannelQuery('text=caf%C3%A9').text).toBe('café')
})

test('a percent sign that stands for itself stays', () => {
  expect(readKannelQuery('text=diskon+50%+di%20pasar%zz').text).toBe('diskon 50% di pasar%zz')
})

test('the secret is not stored, and the same call is the same message with or without an id', () => {
  const call = 'from=0812&to=1708&text=halo&time=2026-11-10+09%3A00%3A00'
  const raw = rawOfQuery(`secret=rahasia&${call}`)
  expect(JSON.stringify(raw.payload)).not.toContain('rahasia')
  expect(rawOfQuery(call).externalId).toBe(raw.externalId)
  expect(rawOfQuery(`${call}1`).externalId).not.toBe(raw.externalId)
  expect(rawOfQuery(`${call}&id=abc-1`).externalId).toBe('abc-1')
})
