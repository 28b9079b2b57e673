import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { SetupError } from '../../errors.ts'
import { readLines } from './read-lines.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

/** A row of an old system's file as it stands there; `line` is where a person finds it. */
export interface SourceRow {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
  /** Why the line could not be read at all. */
  readonly broken?: string
}

/** Read a .csv, .jsonl or .xlsx file row by row; only a few rows are in memory at a time. @throws SetupError */
export function readRows(
  file: string,
  options: { delimiter?: string | undefined },
): AsyncIterable<SourceRow> {
  if (/\.csv$/i.test(file)) return readCsv(file, options.delimiter ?? ',')
  if (/\.(jsonl|ndjson)$/i.test(file)) return readJsonLines(file)
  if (/\.xlsx$/i.test(file)) return readXlsx(file)
  throw new SetupError(`${file} must end in .csv, .jsonl or .xlsx; save an .xls or .ods as .xlsx first`)
}

/** A report with everything in it stays far below. */
const LONGEST_RECORD = 1024 * 1024

async function* readCsv(file: string, delimiter: string): AsyncIterable<SourceRow> {
  const parser = createReadStream(file).pipe(
    parse({
      delimiter,
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      // An unclosed quote must not swallow the rest of the file into memory.
      max_record_size: LONGEST_RECORD,
    }),
  )
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>
    info: { lines: number }
  }>) {
    const broken = Object.values(record).some((value) => value.includes('\u{fffd}'))
    yield broken
      ? { line: info.lines, values: record, broken: 'not UTF-8' }
      : { line: info.lines, values: record }
  }
}

async function* readJsonLines(file: string): AsyncIterable<SourceRow> {
  let line = 0
  for await (const bytes of readLines(file, LONGEST_RECORD)) {
    line += 1
    if (bytes === null) yield { line, values: {}, broken: 'longer than a megabyte' }
    else {
      const text = decode(bytes)
      if (text === null) yield { line, values: {}, broken: 'not UTF-8' }
      else if (text.trim() !== '') yield readJsonLine(line, text)
    }
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function readJsonLine(line: number, text: string): SourceRow {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { line, values: {}, broken: 'not a JSON object' }
    }
    const values = Object.entries(value).map(([name, entry]) => [name, entry === null ? '' : String(entry)])
    return { line, values: Object.fromEntries(values) }
  } catch {
    return { line, values: {}, broken: 'not JSON' }
  }
}
