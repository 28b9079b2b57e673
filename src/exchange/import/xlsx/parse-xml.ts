import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { SetupError } from '../../../errors.ts'

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string }

/** A text between two tags longer than this belongs to no spreadsheet: Excel's own limit is 32,767 characters a cell. */
const LONGEST_TEXT = 1_000_000

/**
 * Read XML piece by piece. Entities beyond XML's own five are refused, and nothing is fetched.
 * @throws SetupError when it is no XML
 */
export async function* parseXml(stream: Readable): AsyncIterable<XmlEvent> {
  let events: XmlEvent[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new SetupError(`The spreadsheet cannot be read: ${error.message}`)
  })
  parser.on('doctype', () => {
    throw new SetupError(
      'The spreadsheet cannot be read: it holds a document type, which no spreadsheet does',
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    events.push({ kind: 'open', name: local(name), attributes: attributes as Record<string, string> })
  })
  parser.on('text', (text) => {
    if (text.length > LONGEST_TEXT)
      throw new SetupError('The spreadsheet cannot be read: a cell of more than a million characters')
    events.push({ kind: 'text', text })
  })
  parser.on('closetag', ({ name }) => {
    events.push({ kind: 'close', name: local(name) })
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of stream) {
    parser.write(decode(decoder, chunk, true))
    yield* events
    events = []
  }
  parser.write(decode(decoder, new Uint8Array(), false))
  parser.close()
  yield* events
}

function decode(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream })
  } catch {
    throw new SetupError('The spreadsheet cannot be read: its texts are not UTF-8')
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
