import { createHash } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import type { OutboundMessage, SendResult } from '../../notifications/index.ts'
import { spellChoices } from '../spell-choices.ts'
import type { ReplyAddresses } from './reply-address.ts'
import { REPLY_MARK } from './strip-quotes.ts'

export interface MailSender {
  readonly transport: Transporter
  /** As people see it: `LAPOR! <lapor@example.go.id>`. */
  readonly from: string
  /** Null without a mailbox: then nothing comes back and nobody can answer. */
  readonly addresses: ReplyAddresses | null
  readonly texts: MailTexts
  /** Whether somebody writes faster than people do. */
  readonly writesTooOften: (address: string) => Promise<boolean>
}

export interface MailTexts {
  /** Stands above each mail: where to write the answer. */
  readonly replyAbove: string
  /** What a mail is about that has no subject of its own. */
  subject(trackingNumber: string | null): string
}

export function openTransport(smtpUrl: string): Transporter {
  return createTransport({ url: smtpUrl, connectionTimeout: 20_000, socketTimeout: 60_000 })
}

/**
 * Send one mail. It says that a machine wrote it (RFC 3834), answers to it come back with the report's token, and
 * what cannot be delivered comes back to an address that tells whose it was.
 */
export async function sendMail(sender: MailSender, message: OutboundMessage): Promise<SendResult> {
  const { addresses } = sender
  if (message.inReplyTo !== null && (await sender.writesTooOften(message.to))) {
    return {
      outcome: 'refused',
      reason: 'too many mails from this address within an hour: perhaps a machine',
    }
  }
  const messageId = messageIdOf(sender.from, message.idempotencyKey)
  const answered = message.inReplyTo?.startsWith('<') ? message.inReplyTo : null
  const number = message.trackingNumber ?? null
  try {
    await sender.transport.sendMail({
      from: sender.from,
      to: message.to,
      subject: subjectOf(sender, message),
      text: textOf(sender, message),
      messageId,
      ...(answered === null ? {} : { inReplyTo: answered, references: answered }),
      ...(addresses === null
        ? {}
        : {
            ...(number === null ? {} : { replyTo: addresses.ofReport(number) }),
            envelope: { from: addresses.ofBounce(message.to), to: message.to },
          }),
      headers: {
        'Auto-Submitted': message.inReplyTo === null ? 'auto-generated' : 'auto-replied',
        'X-Auto-Response-Suppress': 'All',
      },
    })
    return { outcome: 'accepted', providerId: messageId }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** An answer keeps the subject it answers. */
function subjectOf({ texts }: MailSender, { subject, inReplyTo, trackingNumber }: OutboundMessage): string {
  if (subject === '') return texts.subject(trackingNumber ?? null)
  return inReplyTo === null || /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

function textOf({ addresses, texts }: MailSender, message: OutboundMessage): string {
  const text = spellChoices(message.text, message.choices)
  return addresses === null ? text : `${REPLY_MARK} ${texts.replyAbove} ${REPLY_MARK}\n\n${text}`
}

/** The same message has the same id, however often it is sent: mail programs show it once. */
function messageIdOf(from: string, idempotencyKey: string): string {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}@${domain}>`
}

/** A refusal for good is 5xx to the recipient or the message; a wrong password of ours is for an operator to mend. */
function outcomeOf(error: unknown): SendResult {
  const { responseCode = 0, code = '' } = error as { responseCode?: number; code?: string }
  const reason = error instanceof Error ? error.message : String(error)
  return responseCode >= 500 && code !== 'EAUTH'
    ? { outcome: 'refused', reason }
    : { outcome: 'retry', reason }
}
