import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { formatNumber, type Language } from '../../i18n/index.ts'
import type { ExportDeps } from './exports.ts'
import { type Cell, type ExportFormat, openTable, type Paper } from './table-writer.ts'

/** What tables of figures can be taken as a file. */
export type FiguresName = 'monitoring' | 'league'

/** A table of figures as it stands in a file: numbers as numbers, so that one can go on counting. */
export interface FiguresTable {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface FiguresFile {
  readonly what: FiguresName
  readonly format: ExportFormat
  /** The page's own filter, as it stands in its address. */
  readonly query: string
  readonly language: Language
  readonly table: FiguresTable
}

/** Points across a page of paper; the first column holds names. */
const ACROSS = 770
const NAME_PART = 2

/**
 * Write a table of figures as a file and keep who took it: it is small, so it is there at once, and lies with the other
 * exports of its person. Returns the id by which it is fetched.
 */
export async function writeFiguresFile(
  { db, clock }: ExportDeps,
  folder: string,
  accountId: number,
  { what, format, query, language, table }: FiguresFile,
): Promise<string> {
  const id = randomUUID()
  const { title, headings, rows } = table
  const each = ACROSS / (headings.length + NAME_PART - 1)
  const numbers = (place: number) =>
    rows.some((row) => typeof row[place] === 'number') &&
    rows.every((row) => typeof row[place] === 'number' || row[place] === '')
  const paper: Paper = {
    columns: headings.map((_, place) => ({
      place,
      width: place === 0 ? each * NAME_PART : each,
      ...(numbers(place) ? { align: 'right' as const } : {}),
    })),
    writeNumber: (value) => formatNumber(value, language),
  }
  const unfinished = join(folder, `${id}.new`)
  await mkdir(folder, { recursive: true })
  try {
    const writer = openTable(format, unfinished, title, headings, paper)
    await writer.write(rows)
    await writer.end()
    const { size } = await stat(unfinished)
    const now = clock.now()
    await rename(unfinished, join(folder, id))
    await db
      .insertInto('exports')
      .values({
        id,
        account_id: accountId,
        what,
        format,
        filter: '{}',
        query,
        language,
        requested_at: now,
        rows: rows.length,
        bytes: size,
        finished_at: now,
      })
      .execute()
  } finally {
    await rm(unfinished, { force: true })
  }
  return id
}
