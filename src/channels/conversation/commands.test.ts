import { describe, expect, test } from 'vitest'
import { readBareCommand, readNewReport, readNumberedWithdrawal, readPlainCommand } from './commands.ts'

const CAN = { judge: true, add: true, rate: true }
const CANNOT = { judge: false, add: false, rate: true }

describe('a command without a number', () => {
  test.each([
    ['STATUS', { name: 'status' }],
    ['cek laporan saya', { name: 'status' }],
    ['Lacak', { name: 'status' }],
    ['Selesai.', { name: 'confirm' }],
    ['sdh selesai', { name: 'confirm' }],
    ['puas', { name: 'confirm' }],
    ['NILAI 5', { name: 'rate', rating: 5 }],
    ['bintang 3', { name: 'rate', rating: 3 }],
    ['Batal', { name: 'withdraw' }],
    ['BELUM, masih mati', { name: 'dispute', text: 'masih mati' }],
    ['blm selesai lampunya padam lagi', { name: 'dispute', text: 'lampunya padam lagi' }],
    ['TAMBAH: dekat masjid', { name: 'add', text: 'dekat masjid' }],
    ['balas sebelah utara', { name: 'add', text: 'sebelah utara' }],
  ])('%s', (text, command) => {
    expect(readBareCommand(text, CAN)).toEqual(command)
  })

  test('a sentence that begins like one is a report while there is nothing to judge or to add to', () => {
    expect(readBareCommand('Belum ada air di desa kami', CANNOT)).toBeNull()
    expect(readBareCommand('Tambah lampu di jalan desa', CANNOT)).toBeNull()
    // Alone it can be nothing else, and its sender is told what is missing.
    expect(readBareCommand('Belum', CANNOT)).toEqual({ name: 'dispute', text: '' })
  })

  test.each([
    'Nilai ujian anak saya tidak keluar',
    'NILAI 6',
    'Status tanah kami tidak jelas',
    'selesaikan jalan rusak',
  ])('%s is none', (text) => {
    expect(readBareCommand(text, CAN)).toBeNull()
  })
})

test('words that need no report', () => {
  const read = ['STOP', 'berhenti', 'Bantuan', 'HELP', '/start', 'Halo', 'assalamualaikum', 'inggris'].map(
    readPlainCommand,
  )
  expect(read).toEqual(['stop', 'stop', 'help', 'help', 'start', 'greeting', 'greeting', 'english'])
  expect(readPlainCommand('Stop kontak di puskesmas terbakar')).toBeNull()
  expect(readPlainCommand('Bantuan sosial belum turun')).toBeNull()
})

test('a new report is told apart from an addition, and a withdrawal by number', () => {
  expect(readNewReport('BARU: jembatan putus')).toEqual({ rest: 'jembatan putus' })
  expect(readNewReport('baru')).toEqual({ rest: '' })
  expect(readNewReport('barusan lampu mati')).toBeNull()
  expect(readNumberedWithdrawal('batal 1234 567 890')).toBe('1234567890')
  expect(readNumberedWithdrawal('batal nikah di KUA')).toBeNull()
})
