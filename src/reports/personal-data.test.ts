import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonalData, kindsOfPersonalData, maskPersonalData } from './personal-data.ts'

test.each([
  ['NIK saya 3375012108900001 ya', 'NIK saya [NIK] ya'],
  ['NIK 3375 0121 0890 0001.', 'NIK [NIK].'],
  ['hubungi 0812-3456-7890', 'hubungi [nomor telepon]'],
  ['WA +62 812 3456 7890 atau 6281234567890', 'WA [nomor telepon] atau [nomor telepon]'],
  ['kantor (0285) 421234 tidak diangkat', 'kantor [nomor telepon] tidak diangkat'],
  ['kirim ke siti.nur@contoh.co.id.', 'kirim ke [surel].'],
  ['transfer ke rekening BRI 0012-01-123456-50-7', 'transfer ke rekening BRI [nomor rekening]'],
  ['diminta kirim ke norek 1234567890', 'diminta kirim ke norek [nomor rekening]'],
  ['mobil dinas G 1234 AB parkir', 'mobil dinas [pelat nomor] parkir'],
  ['motor g 4321 xy ugal-ugalan', 'motor [pelat nomor] ugal-ugalan'],
  ['petugas bernama Bapak Sugeng Riyadi meminta uang', 'petugas bernama Bapak [nama] meminta uang'],
  ['kata Bu Hj. Aminah tadi', 'kata Bu Hj. [nama] tadi'],
  ['Sdr. Joko tidak di tempat', 'Sdr. [nama] tidak di tempat'],
])('%s', (text, masked) => {
  expect(maskPersonalData(text)).toBe(masked)
})

test.each([
  'Kepada Bapak Camat dan Ibu Lurah, mohon perhatian.',
  'Bapak Wali Kota sudah berjanji.',
  'pak tolong jalan kami diperbaiki',
  'Ibu Kota Kabupaten sering banjir',
  'RT 03 RW 05 Blok B 12 C',
  'Jalan Kurinci nomor 12, KM 12 B',
  'kerugian Rp 12.500.000 sejak 2026',
  'nomor laporan 7249729685 belum dijawab',
  'Sejak tahun 2024 sudah 15 kali, tanggal 21-08-1990.',
  'SK Nomor 440/1234/2026',
])('nothing is hidden of: %s', (text) => {
  expect(findPersonalData(text)).toEqual([])
})

test('marks never overlap, and masking twice changes nothing more', () => {
  const piece = fc.constantFrom(
    'Bapak Budi',
    '081234567890',
    'G 1234 AB',
    'a@b.id',
    '3375012108900001',
    'rek',
    ' ',
    ',',
    'x',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join(' ')
      const marks = findPersonalData(text)
      for (const [index, mark] of marks.entries()) {
        expect(mark.end).toBeGreaterThan(mark.start)
        expect(mark.start).toBeGreaterThanOrEqual(marks[index - 1]?.end ?? 0)
      }
      const masked = maskPersonalData(text)
      expect(maskPersonalData(masked)).toBe(masked)
    }),
  )
})

test('what kinds a report holds is told once each', () => {
  expect(kindsOfPersonalData('0812 3456 7890', null, '0812 3456 7891 a@b.id')).toEqual(['phone', 'email'])
})
