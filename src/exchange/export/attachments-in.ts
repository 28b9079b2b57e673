import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type FileStore, folderFileStore } from '../../reports/index.ts'

/** The files of an export, which lie as in the store. */
export function attachmentsIn(folder: string): FileStore {
  return folderFileStore(join(folder, 'attachments'))
}

/** A file's bytes; null where there is none. */
export async function readBytes(files: FileStore, id: string): Promise<Buffer | null> {
  try {
    return await buffer(files.read(id))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return null
  }
}
