import type { Readable } from 'node:stream'
import { SetupError } from '../../../errors.ts'
import type { SourceRow } from '../read-rows.ts'
import { parseXml } from './parse-xml.ts'
import { readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { openZip, type ZipEntries } from './zip-entries.ts'

/**
 * Read the first sheet of an .xlsx file (ECMA-376) row by row; its first row names the columns. Only a few rows are in
 * memory at a time. Dates come as ISO 8601 without a zone, everything else as it is written.
 * @throws SetupError when it is no spreadsheet
 */
export async function* readXlsx(file: string): AsyncIterable<SourceRow> {
  const zip = await openZip(file)
  try {
    const workbook = await readWorkbook(zip)
    const sheet = await zip.open(workbook.sheet)
    if (sheet === null) throw new SetupError(`${file} holds no sheet`)
    const strings = await readSharedStrings(await zip.open('xl/sharedStrings.xml'))
    try {
      yield* readSheet(sheet, { strings, dates: await readDateStyles(zip), from1904: workbook.from1904 })
    } finally {
      strings.close()
    }
  } finally {
    zip.close()
  }
}

interface Workbook {
  readonly strings: SharedStrings
  readonly dates: ReadonlySet<number>
  readonly from1904: boolean
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  text: string
}

async function* readSheet(sheet: Readable, workbook: Workbook): AsyncIterable<SourceRow> {
  let names: string[] | null = null
  let row: { line: number; values: string[] } = { line: 0, values: [] }
  let line = 0
  let cell: Cell | null = null
  let reading = false
  for await (const event of parseXml(sheet)) {
    if (event.kind === 'text') {
      if (reading && cell !== null) cell.text += event.text
      continue
    }
    if (event.kind === 'open') {
      const { name, attributes } = event
      if (name === 'row') {
        line = /^\d{1,7}$/.test(attributes.r ?? '') ? Number(attributes.r) : line + 1
        row = { line, values: [] }
      } else if (name === 'c') {
        cell = {
          column: columnOf(attributes.r) ?? row.values.length,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          text: '',
        }
      } else if (name === 'v' || name === 't') reading = true
      continue
    }
    if (event.name === 'v' || event.name === 't') reading = false
    else if (event.name === 'c' && cell !== null) {
      row.values[cell.column] = textOf(cell, workbook)
      cell = null
    } else if (event.name === 'row') {
      const given = Array.from(row.values, (value) => value ?? '')
      if (names === null) {
        if (given.some((value) => value.trim() !== '')) names = given.map((value) => value.trim())
      } else if (given.some((value) => value.trim() !== '')) {
        const heads = names
        yield {
          line: row.line,
          values: Object.fromEntries(
            given.flatMap((value, index) => (heads[index] ? [[heads[index], value]] : [])),
          ),
        }
      }
    }
  }
}

/** 16,384 columns, as Excel has: XFD. */
const MOST_COLUMNS = 16_384

function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return null
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  if (column >= MOST_COLUMNS)
    throw new SetupError(`The spreadsheet cannot be read: it has a column ${letters}`)
  return column
}

function textOf({ type, text, style }: Cell, { strings, dates, from1904 }: Workbook): string {
  if (type === 's') return strings.get(Number(text))
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type === 'e') return ''
  if (type !== 'n') return text
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  if (dates.has(style)) return dateOf(value, from1904)
  // Long numbers may be written as 8.1234567E+10.
  return Number.isSafeInteger(value) ? String(value) : text
}

const DAY_MS = 86_400_000
/** Day 0 of a spreadsheet: 30 December 1899, so that days after Excel's 29 February 1900 come right. */
const EPOCH = Date.UTC(1899, 11, 30)
const DAYS_TO_1904 = 1_462

function dateOf(days: number, from1904: boolean): string {
  const at = new Date(Math.round((EPOCH + (days + (from1904 ? DAYS_TO_1904 : 0)) * DAY_MS) / 1_000) * 1_000)
  return Number.isNaN(at.getTime()) ? String(days) : at.toISOString().slice(0, 19)
}

/** Built-in number formats that are dates or times (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 45 && id <= 47)

/** The styles by whose number a cell's number is an instant. */
async function readDateStyles(zip: ZipEntries): Promise<ReadonlySet<number>> {
  const styles = await zip.open('xl/styles.xml')
  const dates = new Set<number>()
  if (styles === null) return dates
  const custom = new Set<number>()
  let inCells = false
  let index = 0
  for await (const event of parseXml(styles)) {
    if (event.kind === 'close' && event.name === 'cellXfs') inCells = false
    if (event.kind !== 'open') continue
    const { name, attributes } = event
    if (name === 'numFmt' && isDateFormat(attributes.formatCode ?? ''))
      custom.add(Number(attributes.numFmtId))
    else if (name === 'cellXfs') inCells = true
    else if (name === 'xf' && inCells) {
      const format = Number(attributes.numFmtId ?? 0)
      if (isBuiltInDate(format) || custom.has(format)) dates.add(index)
      index += 1
    }
  }
  return dates
}

function isDateFormat(code: string): boolean {
  return /[dmyhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}

/** Where the first sheet lies, and from which year days are counted. */
async function readWorkbook(zip: ZipEntries): Promise<{ sheet: string; from1904: boolean }> {
  const workbook = await zip.open('xl/workbook.xml')
  if (workbook === null) throw new SetupError('This is no .xlsx file: it holds no workbook')
  let first: string | null = null
  let from1904 = false
  for await (const event of parseXml(workbook)) {
    if (event.kind !== 'open') continue
    if (event.name === 'sheet') first ??= event.attributes['r:id'] ?? null
    if (event.name === 'workbookPr') from1904 = ['1', 'true'].includes(event.attributes.date1904 ?? '')
  }
  const relations = await zip.open('xl/_rels/workbook.xml.rels')
  let target: string | null = null
  if (relations !== null) {
    for await (const event of parseXml(relations)) {
      if (event.kind === 'open' && event.name === 'Relationship' && event.attributes.Id === first)
        target = event.attributes.Target ?? null
    }
  }
  const path = target ?? 'worksheets/sheet1.xml'
  return { sheet: path.startsWith('/') ? path.slice(1) : `xl/${path}`, from1904 }
}
