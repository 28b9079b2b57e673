import type { Sealer } from '../../identity/index.ts'

/**
 * The addresses behind the office's own, told by what follows the plus (RFC 5233). Each token is an HMAC, so that
 * nothing need be stored and nobody can make one up; they survive mail servers that write addresses in small letters.
 */
export interface ReplyAddresses {
  /** Where answers about a report go: who has it was sent it, as with the follow link. */
  ofReport(trackingNumber: string): string
  /** The report of such an address; null when the token does not fit. */
  readReport(address: string): string | null
  /** Where a mail to this recipient comes back when it cannot be delivered. */
  ofBounce(recipient: string): string
  fitsBounce(address: string, recipient: string): boolean
}

/** 16 letters of five bits: 80 bits nobody guesses by mail. */
const TOKEN_LENGTH = 16

export function replyAddresses(sealer: Sealer, officeAddress: string): ReplyAddresses {
  const [user = '', domain = ''] = officeAddress.toLowerCase().split('@')
  const token = (purpose: string, subject: string) =>
    base32(sealer.derive(`mail ${purpose}`, subject)).slice(0, TOKEN_LENGTH)
  const ofReport = (number: string) => `${user}+${number}.${token('reply', number)}@${domain}`
  const ofBounce = (recipient: string) => `${user}+b.${token('bounce', recipient.toLowerCase())}@${domain}`
  return {
    ofReport,
    readReport(address) {
      const number = /\+(\d{10})\.[a-z2-7]+@/i.exec(address)?.[1]
      return number !== undefined && address.toLowerCase() === ofReport(number) ? number : null
    },
    ofBounce,
    fitsBounce: (address, recipient) => address.toLowerCase() === ofBounce(recipient),
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Buffer): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += LETTERS[(value >> bits) & 31]
    }
  }
  return text
}
