import type { Db } from '../db/index.ts'
import { translator } from '../i18n/index.ts'
import { readSignInCode, type Sealer, signInCodeOf } from '../identity/index.ts'
import { messageChannel, withAutofill } from './contact-message.ts'

interface CodeMessageDeps {
  readonly db: Db
  readonly clock: { now(): Date }
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** Write the message with a sign-in code into the outbox; it leaves by the contact the code is for. */
export async function sendSignInCode(deps: CodeMessageDeps, id: string): Promise<void> {
  const row = await readSignInCode(deps.db, id)
  const now = deps.clock.now()
  if (row === null || !row.sends || row.used_at !== null || row.expires_at <= now) return
  const t = translator(row.language)
  const code = signInCodeOf(deps.sealer, id, row.sent_at)
  const body = t(`notify.code.${row.purpose}`, { code })
  await deps.db
    .insertInto('notifications')
    .values({
      report_id: null,
      event_seq: null,
      recipient_kind: 'reporter',
      reporter_id: null,
      account_id: null,
      channel: messageChannel(row.sent_to_kind),
      address_sealed: row.sent_to_sealed,
      subject: t('notify.code.subject'),
      body_sealed: deps.sealer.seal(withAutofill(body, row.sent_to_kind, code, deps.baseUrl)),
      code_sealed: deps.sealer.seal(code),
      state: 'queued',
      last_error: null,
      created_at: now,
      next_try_at: now,
      expires_at: row.expires_at,
      sent_at: null,
    })
    .execute()
}
