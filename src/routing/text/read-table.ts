import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { SetupError } from '../../errors.ts'

/** The rows of a CSV file with a header. @throws SetupError */
export function readTable(path: string): Readonly<Record<string, string>>[] {
  try {
    return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true })
  } catch (error) {
    throw new SetupError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** A cell with several values, separated by "|". */
export function splitCell(cell: string | undefined): string[] {
  return (cell ?? '')
    .split('|')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
