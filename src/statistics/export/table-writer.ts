import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { ZipFile } from 'yazl'
import { csvLine } from './csv.ts'
import { paperText } from './paper-text.ts'
import { xmlText } from './xml-text.ts'

/** The kinds of files, the one that most people want first. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}
export type Cell = string | number

/** A file that takes rows one after the other and holds none of them. */
export interface TableWriter {
  write(rows: readonly (readonly Cell[])[]): Promise<void>
  end(): Promise<void>
}

export function openTable(
  format: ExportFormat,
  path: string,
  title: string,
  headings: readonly string[],
  paper: Paper = ON_PAPER,
): TableWriter {
  if (format === 'csv') return openCsv(path, headings)
  return format === 'xlsx' ? openXlsx(path, headings) : openPdf(path, title, headings, paper)
}

/** Opens the way a spreadsheet expects it: with a byte order mark, so that letters are read as UTF-8. */
function openCsv(path: string, headings: readonly string[]): TableWriter {
  const { write, end } = openFile(path)
  let first = true
  return {
    async write(rows) {
      const head = first ? `\uFEFF${csvLine(headings)}` : ''
      first = false
      await write(head + rows.map(csvLine).join(''))
    },
    async end() {
      if (first) await write(`\uFEFF${csvLine(headings)}`)
      await end()
    },
  }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook beside its one sheet (ECMA-376). */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="LAPOR" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

/** Texts stand in the cells themselves as texts, which no spreadsheet runs; so the sheet is written as it comes. */
function openXlsx(path: string, headings: readonly string[]): TableWriter {
  const zip = new ZipFile()
  const sheet = new PassThrough()
  for (const [name, content] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(content), name)
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  zip.end()
  const done = pipeline(zip.outputStream, createWriteStream(path))
  // While the next rows are read nobody waits for it: what failed is told by the next writing, or by the end.
  done.catch(() => undefined)
  const push = async (text: string) => {
    if (!sheet.write(text)) await Promise.race([once(sheet, 'drain'), done])
  }
  const begun = push(
    `${XML}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${xlsxRow(headings)}`,
  )
  return {
    async write(rows) {
      await begun
      await push(rows.map(xlsxRow).join(''))
    },
    async end() {
      await begun
      sheet.end('</sheetData></worksheet>')
      await done
    },
  }
}

function xlsxRow(cells: readonly Cell[]): string {
  const written = cells.map((cell) =>
    typeof cell === 'number'
      ? `<c><v>${cell}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`,
  )
  return `<row>${written.join('')}</row>`
}

/** Points between two columns. */
const BETWEEN = 6

/** How a table stands on paper. */
export interface Paper {
  /** The columns that fit across a page, by their place in a row; widths in points. */
  readonly columns: readonly PaperColumn[]
  readonly writeNumber?: (value: number) => string
}

export interface PaperColumn {
  readonly place: number
  readonly width: number
  /** Numbers stand at the end, so that digits line up. */
  readonly align?: 'right'
}

/** Of a list of reports. */
const ON_PAPER: Paper = {
  columns: [
    { place: 0, width: 62 },
    { place: 1, width: 200 },
    { place: 2, width: 98 },
    { place: 4, width: 112 },
    { place: 7, width: 90 },
    { place: 8, width: 104 },
    { place: 9, width: 104 },
  ],
}

/** For reading and keeping: fewer columns, and pages that are written as they fill. */
function openPdf(path: string, title: string, headings: readonly string[], paper: Paper): TableWriter {
  const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 36, info: { Title: title } })
  const done = pipeline(document, createWriteStream(path))
  // As above.
  done.catch(() => undefined)
  const bottom = document.page.height - 48
  const { columns, writeNumber = String } = paper
  const words = (cell: Cell | undefined) =>
    typeof cell === 'number' ? writeNumber(cell) : paperText(cell ?? '')
  let y = 36
  let page = 1
  const numberPage = () => {
    document.font('Helvetica').fontSize(8)
    // Below the margin, where a line that may break would begin a page of its own.
    document.text(String(page), 36, document.page.height - 30, { lineBreak: false })
  }
  const line = (cells: readonly Cell[], font: 'Helvetica' | 'Helvetica-Bold') => {
    document.font(font).fontSize(8)
    const texts = columns.map(({ place, width, align }) => {
      const room = width - (align === undefined ? BETWEEN : 2 * BETWEEN)
      return { text: words(cells[place]), width, look: { width: room, align: align ?? ('left' as const) } }
    })
    const height = Math.max(...texts.map(({ text, look }) => document.heightOfString(text, look)))
    if (y + Math.min(height, 60) > bottom) {
      document.addPage()
      y = 36
      page += 1
      numberPage()
      if (font === 'Helvetica') line(headings, 'Helvetica-Bold')
      document.font(font).fontSize(8)
    }
    let x = 36
    for (const { text, width, look } of texts) {
      document.text(text, x, y, { ...look, height: 60, ellipsis: true })
      x += width
    }
    y += Math.min(height, 60) + 5
    document
      .moveTo(36, y - 3)
      .lineTo(x, y - 3)
      .lineWidth(0.25)
      .stroke('#999999')
  }
  numberPage()
  document.font('Helvetica-Bold').fontSize(14).text(paperText(title), 36, y)
  y += 26
  line(headings, 'Helvetica-Bold')
  return {
    async write(rows) {
      for (const row of rows) line(row, 'Helvetica')
      // Finished pages leave before the next rows come.
      await new Promise((resolve) => setImmediate(resolve))
    },
    async end() {
      document.end()
      await done
    },
  }
}

function openFile(path: string) {
  const file = createWriteStream(path)
  const failed = new Promise<never>((_, reject) => file.on('error', reject))
  failed.catch(() => undefined)
  return {
    async write(text: string): Promise<void> {
      if (!file.write(text)) await Promise.race([once(file, 'drain'), failed])
    },
    async end(): Promise<void> {
      file.end()
      await Promise.race([once(file, 'close'), failed])
    },
  }
}
