import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parseXml } from './parse-xml.ts'

/** The texts of a workbook by their number; kept in a file, so that a million of them need no memory. */
export interface SharedStrings {
  get(index: number): string
  close(): void
}

/** Texts written together; a write for each would be slow. */
const BUFFERED_BYTES = 1024 * 1024
/** Texts that stay at hand: columns with few values ask for the same again and again. */
const AT_HAND = 20_000

/** Read `sharedStrings.xml` to its end. */
export async function readSharedStrings(stream: Readable | null): Promise<SharedStrings> {
  const folder = mkdtempSync(join(tmpdir(), 'lapor-xlsx-'))
  const file = openSync(join(folder, 'strings'), 'w+')
  const close = () => {
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const offsets = stream === null ? new Float64Array(1) : await writeStrings(stream, file)
    return { get: reader(file, offsets), close }
  } catch (error) {
    close()
    throw error
  }
}

function reader(file: number, offsets: Float64Array): (index: number) => string {
  const atHand = new Map<number, string>()
  return (index) => {
    const known = atHand.get(index)
    if (known !== undefined) return known
    const from = offsets[index]
    const until = offsets[index + 1]
    if (from === undefined || until === undefined) return ''
    const bytes = Buffer.alloc(until - from)
    readSync(file, bytes, 0, bytes.length, from)
    const text = bytes.toString()
    if (atHand.size >= AT_HAND) atHand.clear()
    atHand.set(index, text)
    return text
  }
}

/** @returns where each text begins, and at the end where the last one ends */
async function writeStrings(stream: Readable, file: number): Promise<Float64Array> {
  let offsets = new Float64Array(1_024)
  let count = 0
  let end = 0
  let waiting: Buffer[] = []
  let waitingBytes = 0
  const flush = () => {
    if (waitingBytes > 0) writeSync(file, Buffer.concat(waiting))
    waiting = []
    waitingBytes = 0
  }
  const add = (text: string) => {
    const bytes = Buffer.from(text)
    if (count + 2 > offsets.length) {
      const larger = new Float64Array(offsets.length * 2)
      larger.set(offsets)
      offsets = larger
    }
    end += bytes.length
    count += 1
    offsets[count] = end
    waiting.push(bytes)
    waitingBytes += bytes.length
    if (waitingBytes > BUFFERED_BYTES) flush()
  }
  let text: string | null = null
  let inText = false
  let phonetic = false
  for await (const event of parseXml(stream)) {
    if (event.kind === 'open') {
      if (event.name === 'si') text = ''
      else if (event.name === 't') inText = !phonetic
      else if (event.name === 'rPh') phonetic = true
    } else if (event.kind === 'text') {
      if (inText && text !== null) text += event.text
    } else if (event.name === 't') inText = false
    else if (event.name === 'rPh') phonetic = false
    else if (event.name === 'si' && text !== null) {
      add(text)
      text = null
    }
  }
  flush()
  return offsets.subarray(0, count + 1)
}
