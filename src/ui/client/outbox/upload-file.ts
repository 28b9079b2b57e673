import DetailedError from 'tus-js-client/lib/error.js'
import BaseUpload from 'tus-js-client/lib/upload.js'
import { fetchStack } from './fetch-stack.ts'
import { type KeptFile, markFile, type OutboxDb } from './store.ts'

/** A piece takes some ten seconds at 2G: what a break loses is never more. */
const PIECE_BYTES = 64 * 1024

/** The server will not have this file, whatever the network. */
export class FileRefused extends Error {}

export interface UploadOptions {
  readonly language: string
  readonly signal?: AbortSignal
  /** Null when the phone's store is full or closed: then only this page can finish the upload. */
  readonly db: OutboxDb | null
  onProgress?(share: number): void
}

/**
 * Upload a file from where the last try ended. Done once is done: a finished file is not sent again.
 * @throws FileRefused, or the network's error
 */
export async function uploadFile(file: KeptFile, options: UploadOptions): Promise<void> {
  if (file.uploaded) return
  await run(file, options)
  file.uploaded = true
  if (options.db !== null) await markFile(options.db, file.key, { uploaded: true })
}

function run(file: KeptFile, { db, language, signal, onProgress }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new BaseUpload(new Blob([file.bytes], { type: file.type }), {
      ...BaseUpload.defaultOptions,
      endpoint: '/unggah',
      uploadUrl: file.uploadUrl,
      metadata: { key: file.key, name: file.name, language },
      chunkSize: PIECE_BYTES,
      // Whoever waits for a network tries again later: here a broken line ends the try.
      retryDelays: [1_000],
      // Where it goes on is kept with the file itself.
      storeFingerprintForResuming: false,
      fingerprint: async () => file.key,
      httpStack: fetchStack,
      fileReader: { openFile: async (blob: Blob) => piecesOf(blob) },
      onUploadUrlAvailable: () => {
        file.uploadUrl = upload.url
        if (db !== null) markFile(db, file.key, { uploadUrl: upload.url }).catch(() => undefined)
      },
      onChunkComplete: (_size, accepted, total) => onProgress?.(accepted / total),
      onSuccess: () => resolve(),
      onError: (error) => reject(refusalOf(error) ?? error),
    })
    signal?.addEventListener('abort', () => {
      upload.abort()
      reject(signal.reason)
    })
    upload.start()
  })
}

function piecesOf(blob: Blob) {
  return {
    size: blob.size,
    slice: async (start: number, end: number) => ({ value: blob.slice(start, end), done: end >= blob.size }),
    close: () => undefined,
  }
}

function refusalOf(error: Error): FileRefused | null {
  if (!(error instanceof DetailedError) || error.originalResponse === null) return null
  const { originalResponse } = error
  const status = originalResponse.getStatus()
  return status === 413 || status === 422 ? new FileRefused(originalResponse.getBody()) : null
}
