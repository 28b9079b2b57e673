/** Which part of a longer message this is (3GPP TS 23.040, 9.2.3.24.1 and .8). */
export interface Concatenation {
  readonly reference: number
  readonly index: number
  readonly total: number
}

/** Read a user data header as Kannel hands it over: bytes in hexadecimal, its own length first. Null for a whole message. */
export function readConcatenation(udh: string): Concatenation | null {
  if (!/^([0-9a-f]{2})+$/i.test(udh)) return null
  const bytes = Buffer.from(udh, 'hex')
  for (let at = 1; at + 1 < bytes.length; ) {
    const kind = bytes.readUInt8(at)
    const length = bytes.readUInt8(at + 1)
    const data = bytes.subarray(at + 2, at + 2 + length)
    if (data.length < length) return null
    if (kind === 0x00 && length === 3) return part(data.readUInt8(0), data.readUInt8(1), data.readUInt8(2))
    if (kind === 0x08 && length === 4) return part(data.readUInt16BE(0), data.readUInt8(2), data.readUInt8(3))
    at += 2 + length
  }
  return null
}

function part(reference: number, total: number, index: number): Concatenation | null {
  return total > 1 && index >= 1 && index <= total ? { reference, index, total } : null
}
