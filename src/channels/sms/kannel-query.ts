import { createHash } from 'node:crypto'
import type { RawMessage } from '../channel.ts'

/** The fields of Kannel's get-url, as docs/how-to/connect-sms.md writes it. */
export interface KannelCall {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly id: string
  readonly udh: string
  readonly time: string
}

/**
 * Read the fields of a query string. The text's bytes are in the message's own charset, so that no ready-made parser
 * fits: a UCS-2 message arrives as percent-encoded UTF-16BE.
 */
export function readKannelQuery(query: string): KannelCall {
  const fields = new Map<string, Buffer>()
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=')
    if (cut > 0) fields.set(pair.slice(0, cut), percentDecode(pair.slice(cut + 1)))
  }
  const plain = (name: string) => fields.get(name)?.toString('utf8').trim() ?? ''
  return {
    from: plain('from'),
    to: plain('to'),
    text: decode(fields.get('text') ?? Buffer.alloc(0), plain('charset')),
    id: plain('id'),
    udh: plain('udh').replaceAll(/[^0-9a-f]/gi, ''),
    time: plain('time'),
  }
}

/** What Kannel called, as it called: the query string without the secret. */
export function rawOfQuery(query: string): RawMessage {
  const kept = query
    .split('&')
    .filter((pair) => !pair.startsWith('secret='))
    .join('&')
  const { id, from, to, text, time, udh } = readKannelQuery(kept)
  // A gateway that sends no id: the same words at the same second are the same message.
  const externalId =
    id !== ''
      ? id
      : createHash('sha256')
          .update(JSON.stringify([from, to, text, time, udh]))
          .digest('hex')
  return { channel: 'sms', externalId: externalId.slice(0, 200), payload: { query: kept } }
}

/** Names of charsets as Kannel writes them, beside those that every decoder knows. */
const NAMES: Readonly<Record<string, string>> = {
  '': 'utf-8',
  gsm: 'utf-8',
  ucs2: 'utf-16be',
  'ucs-2': 'utf-16be',
  'utf-16': 'utf-16be',
  utf16: 'utf-16be',
}

function decode(bytes: Buffer, charset: string): string {
  const name = charset.toLowerCase()
  try {
    return new TextDecoder(NAMES[name] ?? name).decode(bytes).replaceAll('\0', '')
  } catch {
    return bytes.toString('utf8').replaceAll('\0', '')
  }
}

const HEX = /%([0-9a-f]{2})/gi

/** What stands between percent signs is text as it is; a sign without its two digits stands for itself. */
function percentDecode(text: string): Buffer {
  const plain = text.replaceAll('+', ' ')
  if (!plain.includes('%')) return Buffer.from(plain, 'utf8')
  const parts: Buffer[] = []
  let from = 0
  for (const { 0: whole, 1: hex = '', index } of plain.matchAll(HEX)) {
    if (index > from) parts.push(Buffer.from(plain.slice(from, index), 'utf8'))
    parts.push(Buffer.from(hex, 'hex'))
    from = index + whole.length
  }
  if (from < plain.length) parts.push(Buffer.from(plain.slice(from), 'utf8'))
  return Buffer.concat(parts)
}
