import { expect, test } from 'vitest'
import { REPLY_MARK, stripQuotes } from './strip-quotes.ts'

test.each([
  [
    'Gmail',
    'Sudah menyala, terima kasih.\n\nPada Sel, 10 Nov 2026 pukul 09.00 LAPOR! <lapor@contoh.id> menulis:\n\n> Laporan Anda',
  ],
  [
    'Gmail in English',
    'Sudah menyala, terima kasih.\n\nOn Tue, Nov 10, 2026 at 9:00 AM LAPOR! <lapor@contoh.id> wrote:\n> Laporan',
  ],
  [
    'a head broken in two',
    'Sudah menyala, terima kasih.\n\nOn Tue, Nov 10, 2026 at 9:00 AM LAPOR!\n<lapor@contoh.id> wrote:\n\n> Laporan',
  ],
  [
    'Outlook',
    'Sudah menyala, terima kasih.\n\nFrom: LAPOR! <lapor@contoh.id>\nSent: Tuesday, November 10, 2026\nTo: Siti\nSubject: Laporan\n\nLaporan Anda',
  ],
  [
    'Outlook in Indonesian',
    'Sudah menyala, terima kasih.\n________________________________\nDari: LAPOR!\nDikirim: Selasa\n\nLaporan Anda',
  ],
  ['an old program', 'Sudah menyala, terima kasih.\n\n-----Pesan Asli-----\nDari: LAPOR!\n\nLaporan Anda'],
  [
    'our own mark',
    `Sudah menyala, terima kasih.\n\n${REPLY_MARK} Tulis balasan di atas baris ini ${REPLY_MARK}\n\nLaporan Anda`,
  ],
  ['a signature', 'Sudah menyala, terima kasih.\n\n-- \nSiti Nur Rahma\n0812 3456 7890'],
  ['a phone', 'Sudah menyala, terima kasih.\n\nDikirim dari iPhone saya'],
  ['an answer below', '> Laporan Anda sudah dijawab.\n\nSudah menyala, terima kasih.'],
  [
    'an answer below, with a head',
    'On Tue, Nov 10, 2026 LAPOR! <lapor@contoh.id> wrote:\n> Laporan Anda\n\nSudah menyala, terima kasih.',
  ],
])('only the own words are left of an answer from %s', (_program, text) => {
  expect(stripQuotes(text)).toBe('Sudah menyala, terima kasih.')
})

test('words that only look like a head are kept', () => {
  const text =
    'Pada malam hari lampu mati.\n\nDari: Jalan Sultan Agung sampai pasar.\nSudah tiga minggu begini.'
  expect(stripQuotes(text)).toBe(text)
})
