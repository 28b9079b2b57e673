import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readRows, type SourceRow } from '../../index.ts'
import { makeWorkbook, makeZip } from './zip.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-xlsx-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEAD =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Tanggal</t></is></c><c r="D1" t="s"><v>1</v></c></row>'

test('a sheet is read row by row: shared and inline texts, dates as ISO, long numbers whole, empty cells empty', async () => {
  const sheet = `${HEAD}
    <row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>43164.34375</v></c><c r="D2" t="s"><v>2</v></c></row>
    <row r="3"></row>
    <row r="5"><c r="A5"><v>8.1234567890E+10</v></c><c r="D5" t="str"><v>rumus &amp; teks</v></c></row>`
  const rows = await read(makeZip(makeWorkbook(sheet, ['Nomor', 'Isi', 'Jalan rusak &lt;parah&gt;'])))
  expect(rows).toEqual([
    { line: 2, values: { Nomor: '1', Tanggal: '2018-03-05T08:15:00', Isi: 'Jalan rusak <parah>' } },
    { line: 5, values: { Nomor: '81234567890', Tanggal: '', Isi: 'rumus & teks' } },
  ])
})

test('a text in several runs is one text, and how it is pronounced is not a part of it', async () => {
  const parts = makeWorkbook(`${HEAD}<row r="2"><c r="A2" t="s"><v>2</v></c></row>`, ['Nomor', 'Isi'])
  const strings = parts['xl/sharedStrings.xml']?.replace(
    '</sst>',
    '<si><r><t>Jalan </t></r><r><t>rusak</t></r><rPh><t>zurasshu</t></rPh></si></sst>',
  )
  const rows = await read(makeZip({ ...parts, 'xl/sharedStrings.xml': strings ?? '' }))
  expect(rows[0]?.values.Nomor).toBe('Jalan rusak')
})

test.each([
  ['no zip file at all', () => Buffer.from('Nomor;Isi\n1;Jalan rusak'), /cannot be read/],
  ['a zip file without a workbook', () => makeZip({ 'surat.txt': 'halo' }), /no workbook/],
  [
    'a zip bomb',
    () => makeZip({ ...makeWorkbook(HEAD), 'xl/sharedStrings.xml': Buffer.alloc(80 * 1024 * 1024, 32) }),
    /zip bomb/,
  ],
  [
    'an entity that reads a file',
    () =>
      makeZip({
        ...makeWorkbook(HEAD),
        'xl/worksheets/data.xml':
          '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>',
      }),
    /document type/,
  ],
  [
    'entities that multiply',
    () =>
      makeZip({
        ...makeWorkbook(HEAD),
        'xl/worksheets/data.xml':
          '<worksheet><sheetData><row><c><v>&lol;</v></c></row></sheetData></worksheet>',
      }),
    /cannot be read/,
  ],
  [
    'XML that breaks off',
    () => makeZip({ ...makeWorkbook(HEAD), 'xl/worksheets/data.xml': '<worksheet><sheetData><row>' }),
    /cannot be read/,
  ],
  [
    'texts in another charset',
    () =>
      makeZip({
        ...makeWorkbook(HEAD),
        'xl/worksheets/data.xml': Buffer.from('<worksheet><sheetData>é</sheetData></worksheet>', 'latin1'),
      }),
    /not UTF-8/,
  ],
])('%s is refused, and says why', async (_what, make, reason) => {
  await expect(read(make())).rejects.toThrow(reason)
})

async function read(bytes: Buffer): Promise<SourceRow[]> {
  const file = join(folder, 'laporan.xlsx')
  writeFileSync(file, bytes)
  const rows: SourceRow[] = []
  for await (const row of readRows(file, {})) rows.push(row)
  return rows
}
