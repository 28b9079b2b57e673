import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { csvLine } from '../export/csv.ts'
import type { DataColumn, DataRow } from './columns.ts'

export interface DataFile {
  readonly name: string
  readonly format: 'csv' | 'jsonl' | 'parquet'
  readonly bytes: number
  readonly sha256: string
}

/** Write a table in all three formats at once, batch by batch, in constant memory. Returns the files and how many rows. */
export async function writeTable(
  folder: string,
  table: string,
  columns: readonly DataColumn[],
  batches: AsyncIterable<readonly DataRow[]>,
): Promise<{ files: DataFile[]; rows: number }> {
  const csv = openGzip(join(folder, `${table}.csv.gz`))
  const jsonl = openGzip(join(folder, `${table}.jsonl.gz`))
  const parquetPath = join(folder, `${table}.parquet`)
  const parquet = new ParquetWriter({ writer: fileWriter(parquetPath), schema: schemaOf(columns) })
  await csv.write(csvLine(columns.map(({ name }) => name)))
  let rows = 0
  for await (const batch of batches) {
    if (batch.length === 0) continue
    rows += batch.length
    await csv.write(batch.map((row) => csvLine(columns.map(({ name }) => row[name] ?? null))).join(''))
    await jsonl.write(batch.map((row) => `${JSON.stringify(inOrder(columns, row))}\n`).join(''))
    await parquet.write({
      columnData: columns.map(({ name, type }) => ({
        name,
        data: batch.map((row) => parquetValue(type, row[name] ?? null)),
      })),
      rowGroupSize: batch.length,
    })
  }
  await csv.end()
  await jsonl.end()
  await parquet.finish()
  const files: DataFile[] = []
  for (const [format, name] of [
    ['csv', `${table}.csv.gz`],
    ['jsonl', `${table}.jsonl.gz`],
    ['parquet', `${table}.parquet`],
  ] as const) {
    const path = join(folder, name)
    files.push({ name, format, bytes: (await stat(path)).size, sha256: await sha256Of(path) })
  }
  return { files, rows }
}

function openGzip(path: string) {
  const gzip: Gzip = createGzip()
  const done = pipeline(gzip, createWriteStream(path))
  // While the next rows are read nobody waits for it: what failed is told by the next writing, or by the end.
  done.catch(() => undefined)
  return {
    async write(text: string): Promise<void> {
      if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), done])
    },
    async end(): Promise<void> {
      gzip.end()
      await done
    },
  }
}

function inOrder(columns: readonly DataColumn[], row: DataRow): DataRow {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))
}

function schemaOf(columns: readonly DataColumn[]) {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...PARQUET[type] })),
  ]
}

const PARQUET = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  date: { type: 'INT32', converted_type: 'DATE' },
} as const

function parquetValue(type: DataColumn['type'], value: string | number | null) {
  return type === 'date' && typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : value
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  const stream = createReadStream(path).on('data', (chunk) => hash.update(chunk))
  await finished(stream)
  return hash.digest('hex')
}
