import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { SetupError } from '../../../errors.ts'

/** The parts of a zip file by name. */
export interface ZipEntries {
  /** Null when there is no such part. */
  open(name: string): Promise<Readable | null>
  close(): void
}

const MOST_ENTRIES = 10_000
/** Deflate shrinks at most about 1,030 times; a table of real reports shrinks five to forty times. */
const MOST_GROWTH = 300
const BOMB_BYTES = 64 * 1024 * 1024

/**
 * Open a zip file without unpacking it. A part that claims to grow beyond all measure is not opened; one that grows
 * beyond its claim ends with an error.
 * @throws SetupError
 */
export async function openZip(file: string): Promise<ZipEntries> {
  const zip = await openFile(file)
  const entries = new Map<string, yauzl.Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      if (entries.size > MOST_ENTRIES) reject(unreadable('too many parts'))
      else zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', (error: Error) => reject(unreadable(error.message)))
    zip.readEntry()
  })
  const openStream = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip))
  return {
    async open(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const { uncompressedSize, compressedSize } = entry
      if (uncompressedSize > BOMB_BYTES && uncompressedSize > compressedSize * MOST_GROWTH)
        throw unreadable(
          `${name} would grow ${Math.round(uncompressedSize / compressedSize)} times: a zip bomb`,
        )
      const stream = await openStream(entry).catch((error: Error) => {
        throw unreadable(error.message)
      })
      // Whoever reads it is told; one that is opened and not read, as another part was refused, ends alone.
      stream.on('error', () => undefined)
      return stream
    },
    close: () => zip.close(),
  }
}

async function openFile(file: string): Promise<yauzl.ZipFile> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  try {
    return await open(file, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error))
  }
}

function unreadable(why: string): SetupError {
  return new SetupError(`The spreadsheet cannot be read: ${why}`)
}
