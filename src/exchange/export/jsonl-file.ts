import { constants } from 'node:buffer'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { SetupError } from '../../errors.ts'
import { readLines } from '../import/read-lines.ts'

/** What the manifest says of a file. */
export interface WrittenFile {
  readonly name: string
  readonly lines: number
  readonly bytes: number
  readonly sha256: string
}

/** Writes JSON lines and knows their checksum; waits where the disk is slower than the database. */
export function openJsonLines(path: string) {
  const stream = createWriteStream(path, { mode: 0o600 })
  const hash = createHash('sha256')
  let lines = 0
  let bytes = 0
  return {
    async write(value: unknown): Promise<void> {
      const line = `${JSON.stringify(value)}\n`
      hash.update(line)
      lines += 1
      bytes += Buffer.byteLength(line)
      if (!stream.write(line)) await once(stream, 'drain')
    },
    async close(): Promise<WrittenFile> {
      stream.end()
      await once(stream, 'close')
      return { name: basename(path), lines, bytes, sha256: hash.digest('hex') }
    },
  }
}

/** The lines of a file of an export, however long a report's history made them. @throws SetupError */
export async function* readExported(folder: string, name: string): AsyncIterable<Buffer> {
  for await (const bytes of readLines(join(folder, name), constants.MAX_STRING_LENGTH)) {
    if (bytes === null) throw new SetupError(`${name} holds a line that is too long`)
    yield bytes
  }
}
