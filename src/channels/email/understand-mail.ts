import { createHash } from 'node:crypto'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { InboundAttachment, InboundMessage, RawMessage } from '../channel.ts'
import { inlineSource } from '../fetch-file.ts'
import { isAutomatic, readHeaders } from './automatic-mail.ts'
import { addressesOf } from './read-bounce.ts'
import type { ReplyAddresses } from './reply-address.ts'
import { stripQuotes } from './strip-quotes.ts'

/** A mail as it is stored: its source in base64. */
export interface StoredMail {
  readonly source: string
  /** Made by the simulator. */
  readonly isPlayed?: boolean
}

export interface MailOffice {
  readonly address: string
  readonly trustedServer: string | null
  /** Null without a mailbox. */
  readonly addresses: ReplyAddresses | null
}

/** So large a picture inside a text is no signature's logo. */
const LOGO_BYTES = 20_000
const NO_ATTACHMENT = /^(message\/|text\/(calendar|rfc822)|application\/(pgp|pkcs7|x-pkcs7|ms-tnef))/

/** What a person wrote by mail; null for machines, bounces and our own. */
export async function understandMail(
  office: MailOffice,
  raw: RawMessage,
  receivedAt: Date,
): Promise<InboundMessage | null> {
  const { source, isPlayed = false } = raw.payload as StoredMail
  const mail = await parseMail(Buffer.from(source, 'base64'))
  const sender = mail.from?.value[0]
  if (sender?.address === undefined || isAutomatic(mail, office.address)) return null
  const trackingNumber = addressesOf(mail)
    .map((address) => office.addresses?.readReport(address) ?? null)
    .find((number) => number !== null)
  const subject = (mail.subject ?? '').replace(/^(\s*(re|fwd?|bls|trs|balas|terusan)\s*:)+\s*/i, '').trim()
  const words = stripQuotes(await textOf(mail))
  // Some write everything into the subject.
  const text = words === '' && trackingNumber === undefined ? subject : words
  const attachments = mail.attachments.filter(isForReport).map(asAttachment)
  if (text === '' && attachments.length === 0) return null
  return {
    channel: 'email',
    externalId: raw.externalId,
    sender: {
      kind: 'email',
      address: sender.address.toLowerCase(),
      name: sender.name || null,
      isProved: isPlayed || trackingNumber !== undefined || isVouchedFor(mail, office.trustedServer),
    },
    thread: null,
    isPublic: false,
    trackingNumber: trackingNumber ?? undefined,
    subject: trackingNumber === undefined ? subject : undefined,
    text,
    button: null,
    attachments,
    location: null,
    receivedAt,
  }
}

/** Pictures in a text and long HTML are of no use here and cost time. */
export function parseMail(source: Buffer): Promise<ParsedMail> {
  return simpleParser(source, {
    skipImageLinks: true,
    skipTextToHtml: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 1_000_000,
  })
}

/** A mail that only has HTML, in several parts, is left without text by the parser: as a mail of its own it is converted. */
async function textOf(mail: ParsedMail): Promise<string> {
  if (mail.text !== undefined || mail.html === undefined || mail.html === false) return mail.text ?? ''
  const alone = await parseMail(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${mail.html}`))
  return alone.text ?? ''
}

/** The sender's own id of a mail; the same mail comes twice with the same. */
export function mailId(source: Buffer): string {
  const head =
    source
      .subarray(0, 100_000)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? ''
  const unfolded = head.replaceAll(/\r?\n[ \t]+/g, ' ')
  const id = /^message-id:\s*(<[^<>\s]{1,200}>)\s*$/im.exec(unfolded)?.[1]
  return id ?? `sha256:${createHash('sha256').update(source).digest('hex')}`
}

/**
 * Whether our own mail server found that the address in From is the sender's (RFC 8601): DMARC, or a DKIM signature of
 * the address's domain. Others may write such a header too, so only the topmost of the server we trust counts.
 */
function isVouchedFor(mail: ParsedMail, trustedServer: string | null): boolean {
  const domain = mail.from?.value[0]?.address?.split('@')[1]?.toLowerCase()
  if (trustedServer === null || domain === undefined) return false
  const verdict = readHeaders(mail, 'authentication-results')[0]
  if (verdict === undefined || verdict.split(/[\s;]/, 1)[0] !== trustedServer.toLowerCase()) return false
  if (/;\s*dmarc=pass\b/.test(verdict)) return true
  return verdict
    .split(';')
    .some(
      (method) =>
        /^\s*dkim=pass\b/.test(method) &&
        new RegExp(`header\\.[di]=@?${escaped(domain)}(\\s|$)`).test(method),
    )
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function isForReport({ contentType, related, size }: Attachment): boolean {
  return !NO_ATTACHMENT.test(contentType) && !(related === true && size < LOGO_BYTES)
}

function asAttachment({ filename, content }: Attachment): InboundAttachment {
  return { name: filename ?? 'lampiran', source: inlineSource(content) }
}
