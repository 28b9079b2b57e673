import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A photo or file of a report that is being written or waits; its key claims it on the server. */
export interface KeptFile {
  readonly key: string
  /** The report it goes with; `draft` while that is still being written. */
  owner: string
  readonly name: string
  /** Bytes, not a Blob: a Blob's file may be gone when the browser was killed. */
  readonly bytes: ArrayBuffer
  readonly type: string
  /** Where an interrupted upload goes on. */
  uploadUrl: string | null
  uploaded: boolean
}

/** A report that was sent on this phone and has not been received yet, or was just received. */
export interface QueuedReport {
  /** Also its idempotency key. */
  readonly id: string
  readonly at: number
  /** The fields of the form as they were, in order. */
  readonly fields: readonly (readonly [string, string])[]
  readonly fileKeys: readonly string[]
  readonly language: string
  state: 'waiting' | 'refused' | 'sent'
  problems?: readonly string[]
  /** Where its code is entered. */
  next?: string
  number?: string
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile; indexes: { owner: string } }
  reports: { key: string; value: QueuedReport }
}

export type OutboxDb = IDBPDatabase<Schema>

/** Files of the form that is being written. */
export const DRAFT_OWNER = 'draft'

/** A file picked or shared for the form that is being written: nothing of it is uploaded yet. */
export async function draftFile(file: File): Promise<KeptFile> {
  return {
    key: crypto.randomUUID(),
    owner: DRAFT_OWNER,
    name: file.name,
    bytes: await file.arrayBuffer(),
    type: file.type,
    uploadUrl: null,
    uploaded: false,
  }
}

/**
 * The phone's own store of what is not yet sent.
 * @throws where the browser has none, as in some private windows
 */
export function openOutbox(): Promise<OutboxDb> {
  return openDB<Schema>('lapor', 1, {
    upgrade(db) {
      db.createObjectStore('files', { keyPath: 'key' }).createIndex('owner', 'owner')
      db.createObjectStore('reports', { keyPath: 'id' })
    },
    // A newer version of the page waits to change the store: let go, and open anew when needed.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}

/** Keep a file with the form. Resolves when it would survive the browser's end. @throws when the storage is full */
export async function keepFile(db: OutboxDb, file: KeptFile): Promise<void> {
  const tx = db.transaction('files', 'readwrite', { durability: 'strict' })
  await Promise.all([tx.store.put(file), tx.done])
}

/** Change what is known of a file, unless it was taken out meanwhile. */
export async function markFile(
  db: OutboxDb,
  key: string,
  change: Partial<Pick<KeptFile, 'uploadUrl' | 'uploaded'>>,
): Promise<void> {
  const tx = db.transaction('files', 'readwrite')
  const file = await tx.store.get(key)
  if (file !== undefined) await tx.store.put({ ...file, ...change })
  await tx.done
}

/** From now on the report is this phone's duty: it and its files, in one transaction. @throws when the storage is full */
export async function queueReport(db: OutboxDb, report: QueuedReport): Promise<void> {
  const tx = db.transaction(['files', 'reports'], 'readwrite', { durability: 'strict' })
  const files = tx.objectStore('files')
  for (const key of report.fileKeys) {
    const file = await files.get(key)
    if (file !== undefined) await files.put({ ...file, owner: report.id })
  }
  await tx.objectStore('reports').put(report)
  await tx.done
}

/** Give a report up, with its files or leaving them to the form again. */
export async function dropReport(
  db: OutboxDb,
  id: string,
  files: 'drop' | 'to-draft' = 'drop',
): Promise<void> {
  const tx = db.transaction(['files', 'reports'], 'readwrite')
  await tx.objectStore('reports').delete(id)
  const store = tx.objectStore('files')
  for (const file of await store.index('owner').getAll(id)) {
    if (files === 'drop') await store.delete(file.key)
    else await store.put({ ...file, owner: DRAFT_OWNER })
  }
  await tx.done
}

/** Files without a report or a form to go with are only a burden. */
export async function dropFiles(db: OutboxDb, owner: string): Promise<void> {
  const tx = db.transaction('files', 'readwrite')
  for (const key of await tx.store.index('owner').getAllKeys(owner)) await tx.store.delete(key)
  await tx.done
}
