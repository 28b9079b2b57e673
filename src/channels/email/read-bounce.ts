import type { ParsedMail } from 'mailparser'
import type { ReplyAddresses } from './reply-address.ts'

/** A mail of ours that came back for good. */
export interface Bounce {
  readonly recipient: string
  /** The server's own words, such as `5.1.1 550 no such user`. */
  readonly reason: string
  /** The Message-ID of what we sent; null when the report does not show it. */
  readonly messageId: string | null
}

/**
 * Read a delivery status notification (RFC 3464). Only a permanent failure counts, and only when it came to the very
 * address that its recipient's mail was sent from: nobody can silence another's contact.
 */
export function readBounce(mail: ParsedMail, addresses: ReplyAddresses): Bounce | null {
  const status = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (status === undefined) return null
  const fields = status.content
    .toString('utf8')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(fields)?.[1]?.trim() ?? null
  const recipients = ['Original-Recipient', 'Final-Recipient'].flatMap((name) => {
    const address = field(name)?.split(';').at(-1)?.trim().replace(/^<|>$/g, '')
    return address === undefined ? [] : [address]
  })
  if (field('Action')?.toLowerCase() !== 'failed' || !/^5\./.test(field('Status') ?? '')) return null
  const arrivedAt = addressesOf(mail)
  const recipient = recipients.find((candidate) =>
    arrivedAt.some((address) => addresses.fitsBounce(address, candidate)),
  )
  if (recipient === undefined) return null
  const diagnostic = field('Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ?? ''
  return { recipient, reason: `${field('Status')} ${diagnostic}`.trim(), messageId: messageIdOf(mail) }
}

/** Every address a mail came by: the server's own notes before what the sender wrote. */
export function addressesOf(mail: ParsedMail): string[] {
  return mail.headerLines
    .filter(({ key }) => ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'].includes(key))
    .flatMap(({ line }) => line.match(/[^\s<>,;:"]+@[^\s<>,;"]+/g) ?? [])
}

/** The returned mail, or its head, comes along as the last part. */
function messageIdOf(mail: ParsedMail): string | null {
  const returned = mail.attachments.find(({ contentType }) =>
    /^(message\/rfc822|text\/rfc822-headers)/.test(contentType),
  )
  return /^message-id:\s*(<[^>\s]+>)/im.exec(returned?.content.toString('utf8') ?? '')?.[1] ?? null
}
