import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Where the bytes of attachments lie; a folder here, an S3-compatible store where there are several servers. */
export interface FileStore {
  /** Resolves when the bytes would survive a crash. */
  put(id: string, bytes: Buffer): Promise<void>
  /** @throws ENOENT when there is none */
  read(id: string): Readable
  remove(id: string): Promise<void>
}

export function folderFileStore(folder: string): FileStore {
  const pathOf = (id: string) => join(folder, id.slice(0, 2), id)
  return {
    async put(id, bytes) {
      const path = pathOf(id)
      await mkdir(dirname(path), { recursive: true })
      const file = await open(`${path}.new`, 'w', 0o640)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.new`, path)
    },
    read: (id) => createReadStream(pathOf(id)),
    remove: (id) => rm(pathOf(id), { force: true }),
  }
}
