import type { FetchedAttachment } from './channel.ts'

/** No provider's photo is larger; a film that is would fill the memory. */
const BYTES_MAX = 25 * 1024 * 1024

/** Download a file of a provider's. Reasons never name the address, which may hold a secret. */
export async function fetchFile(
  url: string,
  { signal, headers = {} }: { signal: AbortSignal; headers?: Record<string, string> },
): Promise<FetchedAttachment> {
  try {
    // A redirect could lead inside our own network.
    const response = await fetch(url, { signal, headers, redirect: 'error' })
    if (response.status === 429 || response.status >= 500) {
      return { outcome: 'retry', reason: `the file server answered ${response.status}` }
    }
    if (!response.ok) return { outcome: 'refused', reason: `the file server answered ${response.status}` }
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body ?? []) {
      length += chunk.length
      if (length > BYTES_MAX) return { outcome: 'refused', reason: 'the file is too large' }
      chunks.push(chunk)
    }
    return { outcome: 'fetched', bytes: Buffer.concat(chunks) }
  } catch {
    return { outcome: 'retry', reason: 'the file server could not be reached' }
  }
}

const INLINE = 'base64:'

/** A file that lies in the message itself: in a mail, or played in training. */
export function inlineSource(bytes: Buffer): string {
  return `${INLINE}${bytes.toString('base64')}`
}

/** The bytes of a file that lies in the message itself; null when it lies elsewhere. */
export function readInline(source: string): FetchedAttachment | null {
  return source.startsWith(INLINE)
    ? { outcome: 'fetched', bytes: Buffer.from(source.slice(INLINE.length), 'base64') }
    : null
}
