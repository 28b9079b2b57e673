import { expect, test } from 'vitest'
import { buildGazetteer } from './place/gazetteer.ts'
import { findPlace } from './place.ts'
import { readRegistryFiles } from './registry-view.ts'
import { PROJECT_DIR } from './routing.fixture.ts'
import { readWordData } from './text/word-data.ts'

const gazetteer = buildGazetteer(PROJECT_DIR, readRegistryFiles(PROJECT_DIR), readWordData(PROJECT_DIR))
const codeOf = (text: string, hint: string | null = null) => findPlace({ text, hint }, gazetteer).code

test('a village is found with the district that stands beside it', () => {
  expect(codeOf('Jl. Hayam Wuruk, Kel. Bendan Kergon, Pekalongan Barat')).toBe('33.75.01.1006')
  expect(codeOf('Desa Sukamaju Kec. Cilodong')).toBe('32.76.08.1001')
})

test('the kind word tells Kota Pekalongan from Kabupaten Pekalongan', () => {
  expect(codeOf('kab pekalongan jalan rusak')).toBe('33.26')
  expect(codeOf('di kota pekalongan banjir')).toBe('33.75')
  expect(codeOf('PekalonganKota banjir')).toBe('33.75')
  expect(codeOf('pekalongan barat lampu mati')).toBe('33.75.01')
})

test('a bare name of two regions is answered without confidence', () => {
  expect(findPlace({ text: 'macet di Pekalongan' }, gazetteer).confidence).toBeLessThan(0.7)
})

test('a name that many villages bear is left open without context, and decided by a hint', () => {
  expect(codeOf('jalan desa Sukamaju rusak')).toBeNull()
  expect(codeOf('kelurahan Sukamaju', '32.76')).toBe('32.76.08.1001')
})

test('a unit that stands in a district says where it is', () => {
  expect(codeOf('depan puskesmas Noyontaan')).toBe('33.75.02')
})

test('words of the language that are also names of villages do not fire', () => {
  for (const text of [
    'pasar baru sepi sekali',
    'bumi makin panas',
    'jalan jaya makmur suka banjir',
    'sudah lama mati',
  ]) {
    expect([text, codeOf(text)]).toEqual([text, null])
  }
})

test('a street named for a city is no place', () => {
  expect(codeOf('Jalan Surabaya rusak')).toBeNull()
})

test('a mistyped name of a kabupaten or kota is understood where a name is expected', () => {
  expect(codeOf('sampah menumpuk di kota pekalogan')).toBe('33.75')
  expect(codeOf('antrean panjang sekarang ini')).toBeNull()
})

test('a chosen region stands when the text names none', () => {
  expect(findPlace({ text: 'lampu mati', chosen: '33.75' }, gazetteer)).toMatchObject({ code: '33.75' })
})

test('a position decides where words name none or several, and yields to the region chosen', () => {
  const position = { latitude: -6.8898, longitude: 109.6746 }
  const place = (text: string, known = {}) => findPlace({ text, position, ...known }, gazetteer)
  expect(place('lampu mati')).toMatchObject({
    code: '33.75',
    evidence: [{ kind: 'position', code: '33.75' }],
  })
  expect(place('macet di Pekalongan').code).toBe('33.75')
  expect(place('macet di Pekalongan').confidence).toBeGreaterThan(0.7)
  expect(place('jalan rusak di Kec. Cibinong, Kabupaten Bogor').code).toBe('32.01.01')
  expect(place('lampu mati', { chosen: '33.26' }).code).toBe('33.26')
  expect(place('lampu mati', { hint: '33.75' }).confidence).toBeGreaterThan(place('lampu mati').confidence)
  expect(
    findPlace({ text: 'lampu mati', position: { latitude: 1.29, longitude: 103.85 } }, gazetteer).code,
  ).toBeNull()
})
