import { createReadStream } from 'node:fs'

/**
 * The lines of a file as bytes; null in place of one that is longer than so many bytes: a line without end must not fill
 * the memory.
 */
export async function* readLines(file: string, longest: number): AsyncIterable<Buffer | null> {
  let parts: Buffer[] = []
  let length = 0
  const end = () => {
    const line = length > longest ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return line
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      length += at - from
      if (length <= longest) parts.push(chunk.subarray(from, at))
      yield end()
      from = at + 1
    }
    length += chunk.length - from
    if (length <= longest) parts.push(chunk.subarray(from))
    else parts = []
  }
  if (length > 0) yield end()
}
