import { expect, test } from 'vitest'
import { readRegistryFiles } from './registry-view.ts'
import { PROJECT_DIR } from './routing.fixture.ts'
import { buildKeywordIndex } from './sms/keyword-index.ts'
import { readSms } from './sms-grammar.ts'
import { readWordData } from './text/word-data.ts'

const data = readWordData(PROJECT_DIR)
const words = {
  keywords: buildKeywordIndex(readRegistryFiles(PROJECT_DIR)),
  isWord: (key: string) => data.known.has(key),
  isCommon: (key: string) => data.common.has(key),
}
const read = (text: string) => readSms(text, words)
const report = (institutionCode: string | null, body: string) => ({
  intent: 'report',
  institutionCode,
  ask: [],
  body,
})

test('a keyword is read in any case, with or without blanks, dots and hyphens', () => {
  for (const keyword of [
    'PekalonganKota',
    'PEKALONGAN KOTA',
    'pekalongan-kota',
    'Kota Pekalongan',
    'pemkot pekalongan:',
  ]) {
    expect(read(`${keyword} lampu mati`)).toEqual(report('kota-pekalongan', 'lampu mati'))
  }
  expect(read('KAB. NGANJUK pupuk langka')).toEqual(report('kab-nganjuk', 'pupuk langka'))
})

test('a typing error in a keyword is forgiven', () => {
  expect(read('Surabya pohon tumbang')).toEqual(report('kota-surabaya', 'pohon tumbang'))
  expect(read('Kementrian Pertanian pupuk')).toEqual(report('kementan', 'pupuk'))
})

test('a name of two governments asks which', () => {
  const found = read('Pekalongan jalan rusak')
  expect(found).toMatchObject({ institutionCode: null, body: 'jalan rusak' })
  expect(found.intent === 'report' ? [...found.ask].sort() : []).toEqual([
    'kab-pekalongan',
    'kota-pekalongan',
  ])
})

test('a sentence that begins with a word like a name keeps its whole text', () => {
  for (const text of ['Batang pohon menutup jalan', 'Polisi tidur terlalu tinggi', 'jalan rusak parah']) {
    expect(read(text)).toEqual(report(null, text))
  }
})

test('commands need a number; without one they are the begin of a report', () => {
  expect(read('cek 1234 5678 90')).toEqual({ intent: 'status', trackingNumber: '1234567890' })
  expect(read('BALAS 1234567890: depan masjid')).toMatchObject({ intent: 'add', body: 'depan masjid' })
  expect(read('belum 1234567890 masih gelap')).toMatchObject({ intent: 'dispute', body: 'masih gelap' })
  expect(read('NILAI 1234567890 4')).toEqual({ intent: 'rate', trackingNumber: '1234567890', rating: 4 })
  expect(read('Belum ada air di desa kami')).toMatchObject({ intent: 'report' })
  expect(read('Bantuan sosial dipotong')).toMatchObject({ intent: 'report' })
  expect(read('stop')).toEqual({ intent: 'stop' })
  expect(read('BANTUAN')).toEqual({ intent: 'help' })
})
