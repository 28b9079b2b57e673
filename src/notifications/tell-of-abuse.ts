import type { Db, NewNotification } from '../db/index.ts'
import { formatDate, translator } from '../i18n/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { JobData } from '../jobs/index.ts'
import { messagesToReporter } from './messages-to-reporter.ts'
import { newMessage } from './new-message.ts'

interface TellDeps {
  readonly db: Db
  readonly clock: { now(): Date }
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** Where a person reads what stands against them, and objects. */
export const APPEAL_PATH = '/keberatan'

/**
 * A person hears that they are blocked, until when and why, and when it is over; what became of their objection; and
 * national admins that an objection waits.
 */
export async function tellOfAbuse(deps: TellDeps, { what, id }: JobData['tell_abuse']): Promise<void> {
  const messages =
    what === 'appealed'
      ? await toAdmins(deps)
      : what === 'appeal_refused'
        ? await toAppellant(deps, id)
        : await toBlocked(deps, what, id)
  if (messages.length > 0) await deps.db.insertInto('notifications').values(messages).execute()
}

async function toBlocked(
  deps: TellDeps,
  what: 'blocked' | 'lifted' | 'expired',
  blockId: number,
): Promise<NewNotification[]> {
  const block = await deps.db
    .selectFrom('reporter_blocks')
    .selectAll()
    .where('id', '=', blockId)
    .executeTakeFirst()
  if (block === undefined || block.reporter_id === null) return []
  return messagesToReporter(deps, block.reporter_id, (t, language) => {
    const values = {
      reason: what === 'blocked' ? block.reason : (block.end_reason ?? ''),
      until: formatDate(block.expires_at, language),
      link: `${deps.baseUrl}${APPEAL_PATH}`,
    }
    return {
      subject: t(`notify.abuse.${what}.subject`, values),
      body: t(`notify.abuse.${what}.body`, values),
    }
  })
}

async function toAppellant(deps: TellDeps, appealId: number): Promise<NewNotification[]> {
  const row = await deps.db
    .selectFrom('appeals as appeal')
    .leftJoin('reporter_blocks as block', 'block.id', 'appeal.block_id')
    .leftJoin('false_marks as mark', 'mark.id', 'appeal.mark_id')
    .select([
      'appeal.decision_reason',
      'block.reporter_id as blocked_reporter',
      'mark.reporter_id as marked_reporter',
    ])
    .where('appeal.id', '=', appealId)
    .executeTakeFirst()
  const reporterId = row?.blocked_reporter ?? row?.marked_reporter ?? null
  if (row === undefined || reporterId === null) return []
  return messagesToReporter(deps, reporterId, (t) => {
    const values = { reason: row.decision_reason ?? '', link: `${deps.baseUrl}${APPEAL_PATH}` }
    return {
      subject: t('notify.abuse.appeal_refused.subject', values),
      body: t('notify.abuse.appeal_refused.body', values),
    }
  })
}

async function toAdmins(deps: TellDeps): Promise<NewNotification[]> {
  const accounts = await deps.db
    .selectFrom('staff_accounts')
    .select(['id', 'email'])
    .where('role', '=', 'national_admin')
    .where('active', '=', true)
    .where('service', '=', false)
    .execute()
  const t = translator('id')
  const values = { link: `${deps.baseUrl}/petugas/penyalahgunaan` }
  return accounts.map(({ id, email }) =>
    newMessage(deps, {
      report_id: null,
      recipient_kind: 'staff',
      account_id: id,
      channel: 'email',
      address_sealed: deps.sealer.seal(email),
      subject: t('notify.abuse.appealed.subject', values),
      body: t('notify.abuse.appealed.body', values),
    }),
  )
}
