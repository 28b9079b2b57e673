import { createTransport } from 'nodemailer'
import type { EmailConfig } from '../config.ts'
import type { Sender } from './sender.ts'

/** E-mail by SMTP. A refusal for good (5xx) is a value; anything else asks for another try. */
export function smtpSender(config: EmailConfig): Sender {
  const transport = createTransport(config.smtpUrl)
  return {
    channel: 'email',
    limits: { max: 100_000, wanted: 100_000, measure: (text) => text.length },
    buttons: 0,
    listLines: 0,
    send: async ({ to, subject, text, idempotencyKey }) => {
      try {
        await transport.sendMail({
          from: config.from,
          to,
          subject,
          text,
          headers: { 'X-Lapor-Message': idempotencyKey },
        })
        return { outcome: 'accepted' }
      } catch (error) {
        const code =
          typeof error === 'object' && error !== null && 'responseCode' in error
            ? Number(error.responseCode)
            : 0
        const reason = error instanceof Error ? error.message : String(error)
        return code >= 500 ? { outcome: 'refused', reason } : { outcome: 'retry', reason }
      }
    },
  }
}
