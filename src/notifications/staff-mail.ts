import type { Clock } from '../clock.ts'
import { formatDateTime, translator } from '../i18n/index.ts'
import type { Sealer, TellByLink } from '../identity/index.ts'

/**
 * Send a person the link that gives them way in: by the outbox, like every message, in the caller's transaction. The
 * link stands in the sealed body alone, which the console never shows in production.
 */
export function linkTeller(deps: {
  readonly sealer: Sealer
  readonly clock: Clock
  readonly baseUrl: string
}): TellByLink {
  const t = translator('id')
  return async (tx, account, message) => {
    const values = {
      name: account.name,
      by: message.by ?? '',
      reason: message.reason ?? '',
      link: `${deps.baseUrl}/masuk/tautan/${message.token}`,
      until: formatDateTime(message.expiresAt, 'id', 'Asia/Jakarta'),
    }
    const kind = message.kind === 'reset' && message.reason === null ? 'back' : message.kind
    const now = deps.clock.now()
    await tx
      .insertInto('notifications')
      .values({
        report_id: null,
        event_seq: null,
        recipient_kind: 'staff',
        reporter_id: null,
        account_id: account.id,
        channel: 'email',
        address_sealed: deps.sealer.seal(account.email),
        subject: t(`staff_mail.${kind}.subject`, values),
        body_sealed: deps.sealer.seal(t(`staff_mail.${kind}.body`, values)),
        state: 'queued',
        last_error: null,
        created_at: now,
        next_try_at: now,
        expires_at: message.expiresAt,
        link_sealed: deps.sealer.seal(values.link),
        sent_at: null,
      })
      .execute()
  }
}
