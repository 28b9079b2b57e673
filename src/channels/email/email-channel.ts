import type { EmailConfig, MailboxConfig } from '../../config.ts'
import type { Sealer } from '../../identity/index.ts'
import type { ChannelLimits } from '../../notifications/index.ts'
import type { Channel } from '../channel.ts'
import { readInline } from '../fetch-file.ts'
import { type Bounce, readBounce } from './read-bounce.ts'
import { replyAddresses } from './reply-address.ts'
import { type MailTexts, openTransport, sendMail } from './send-mail.ts'
import { simulateMail } from './simulate-mail.ts'
import { parseMail, understandMail } from './understand-mail.ts'
import { watchMailbox } from './watch-mailbox.ts'

export interface EmailDeps {
  /** Null when no mail server is set. */
  readonly config: EmailConfig | null
  /** Null when nothing comes in by e-mail. */
  readonly mailbox: MailboxConfig | null
  readonly sealer: Sealer
  /** A mail of ours came back for good. */
  readonly onBounce: (bounce: Bounce) => Promise<void>
  readonly texts: MailTexts
  readonly writesTooOften: (address: string) => Promise<boolean>
}

/** A mail may be long; what is told in it is not. */
export const EMAIL_LIMITS: ChannelLimits = { max: 20_000, wanted: 3_000, measure: (text) => text.length }

/** E-mail: in by IMAP IDLE, out by SMTP. */
export function emailChannel(deps: EmailDeps): Channel {
  const { config, mailbox } = deps
  const addresses = mailbox === null ? null : replyAddresses(deps.sealer, mailbox.address)
  const office = { address: mailbox?.address ?? '', trustedServer: mailbox?.trustedServer ?? null, addresses }
  const sender =
    config === null
      ? null
      : {
          transport: openTransport(config.smtpUrl),
          from: config.from,
          addresses,
          texts: deps.texts,
          writesTooOften: deps.writesTooOften,
        }
  return {
    channel: 'email',
    limits: EMAIL_LIMITS,
    // None in a mail, but the words to write back stand below the text.
    buttons: 10,
    listLines: 10,
    send: sender === null ? null : (message) => sendMail(sender, message),
    simulate: simulateMail,
    receive: (raw, receivedAt) => understandMail(office, raw, receivedAt),
    fetchAttachment: async ({ source }) =>
      readInline(source) ?? { outcome: 'refused', reason: 'not in the mail' },
    listen:
      mailbox === null || addresses === null
        ? null
        : (inbox, signal) => {
            const onMail = async (source: Buffer) => {
              const bounce = readBounce(await parseMail(source), addresses)
              if (bounce !== null) await deps.onBounce(bounce)
            }
            return watchMailbox({ imapUrl: mailbox.imapUrl, inbox, onMail }, signal)
          },
  }
}
