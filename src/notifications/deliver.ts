import { createTransport } from 'nodemailer'
import type { Clock } from '../clock.ts'
import type { EmailConfig, Mode } from '../config.ts'
import type { Db } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { SendResult } from './sender.ts'

export type SendEmail = (message: { to: string; subject: string; text: string }) => Promise<SendResult>

export interface DeliverDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly mode: Mode
  /** Null when no mail server is set. */
  readonly sendEmail: SendEmail | null
}

/**
 * Hand one message of the outbox to its channel. Without a gateway it is kept readable in training mode, and in
 * production stays in the outbox as failed, for an operator to see.
 * @throws Error when the channel asks for another try; the job queue waits and repeats
 */
export async function deliverNotification(deps: DeliverDeps, notificationId: number): Promise<void> {
  const row = await deps.db
    .selectFrom('notifications')
    .selectAll()
    .where('id', '=', notificationId)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (row === undefined) return
  const send = row.channel === 'email' ? deps.sendEmail : null
  if (send === null) {
    const kept = deps.mode === 'training'
    await settle(deps, row.id, kept ? 'kept' : 'failed', kept ? null : `no gateway for ${row.channel}`)
    return
  }
  const result = await send({
    to: deps.sealer.open(row.address_sealed),
    subject: row.subject,
    text: deps.sealer.open(row.body_sealed),
  })
  if (result.outcome === 'accepted') return settle(deps, row.id, 'sent', null)
  if (result.outcome === 'refused') return settle(deps, row.id, 'failed', result.reason)
  await deps.db
    .updateTable('notifications')
    .set((update) => ({ attempts: update('attempts', '+', 1), last_error: result.reason }))
    .where('id', '=', row.id)
    .execute()
  throw new Error(result.reason)
}

/** E-mail by SMTP. A refusal for good (5xx) is a value; anything else asks for another try. */
export function smtpSender(config: EmailConfig): SendEmail {
  const transport = createTransport(config.smtpUrl)
  return async ({ to, subject, text }) => {
    try {
      await transport.sendMail({ from: config.from, to, subject, text })
      return { outcome: 'accepted' }
    } catch (error) {
      const code =
        typeof error === 'object' && error !== null && 'responseCode' in error
          ? Number(error.responseCode)
          : 0
      const reason = error instanceof Error ? error.message : String(error)
      return code >= 500 ? { outcome: 'refused', reason } : { outcome: 'retry', reason }
    }
  }
}

async function settle(
  deps: DeliverDeps,
  id: number,
  state: 'sent' | 'kept' | 'failed',
  error: string | null,
) {
  await deps.db
    .updateTable('notifications')
    .set((update) => ({
      state,
      last_error: error,
      attempts: update('attempts', '+', 1),
      sent_at: state === 'sent' ? deps.clock.now() : null,
    }))
    .where('id', '=', id)
    .execute()
}
