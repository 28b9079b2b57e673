import { beforeAll, expect, test } from 'vitest'
import { duplicateProbability, readySide } from './duplicates.ts'
import { proposeHandlers } from './propose.ts'
import { routingOfFiles } from './routing.fixture.ts'
import type { Routing } from './routing.ts'

let routing: Routing
beforeAll(() => {
  routing = routingOfFiles()
})
const propose = (text: string) => proposeHandlers({ text }, routing)

test('the handler comes with the unit of the place and the words that led to it', () => {
  const [first] = propose('Jalan berlubang di Kelurahan Medono, Kota Pekalongan').handlers
  expect(first).toMatchObject({
    handler: { level: 'regency', kindOrName: 'public-works' },
    institutionCode: 'pkl-dpupr',
  })
  expect(first?.reasons).toContainEqual({ kind: 'words', words: ['jalan', 'berlubang'] })
  expect(first?.probability).toBeGreaterThan(0.8)
})

test('the level of a road follows from its words', () => {
  const level = (text: string) => propose(text).handlers[0]?.handler?.level
  expect(level('jalan nasional pantura berlubang parah')).toBe('national')
  expect(level('jalan provinsi berlubang parah')).toBe('province')
  expect(level('jalan kampung berlubang parah')).toBe('regency')
})

test("thanks and tests are nobody's", () => {
  expect(propose('terima kasih min sudah diperbaiki').handlers[0]?.handler).toBeNull()
})

test('a text that says nothing is left to people', () => {
  expect(propose('tolong pak').abstain).toBe(true)
  expect(propose('').abstain).toBe(true)
})

test('danger and threats are flagged with their words, and what is denied is not', () => {
  const kinds = (text: string) => propose(text).urgency.map(({ kind }) => kind)
  expect(kinds('saya diancam kepala desa karena melapor korupsi')).toEqual(
    expect.arrayContaining(['threatened_reporter', 'named_corruption']),
  )
  expect(kinds('anak saya dipukuli gurunya')).toContain('children')
  expect(kinds('saya sudah tidak sanggup hidup lagi')).toContain('self_harm')
  expect(kinds('tidak ada korban jiwa, hanya lampu mati')).toEqual([])
})

test('two tellings of one incident are told from two incidents in one street', () => {
  const compare = (a: string, b: string) =>
    duplicateProbability(readySide({ text: a }, routing), readySide({ text: b }, routing))
  const tree = 'Pohon tumbang menutup Jl Sriwijaya arah stasiun'
  expect(compare(tree, 'ada pohon roboh melintang di jalan sriwijaya, macet')).toBeGreaterThan(0.5)
  expect(compare(tree, 'Lampu jalan mati di Jl Sriwijaya')).toBeLessThan(0.5)
})
