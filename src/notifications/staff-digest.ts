import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { formatDateTime, translator } from '../i18n/index.ts'
import { type Sealer, staffByEmail } from '../identity/index.ts'
import { groupTrackingNumber, readInbox } from '../reports/index.ts'

interface DigestDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** So many reports are named; the rest stands behind the link. */
const NAMED = 12

/** Whether this person gets one message a day instead of one for each event. */
export async function wantsDigest(db: Db, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('staff_digests')
    .select('account_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined
}

export async function chooseDigest(db: Db, accountId: number, daily: boolean, now: Date): Promise<void> {
  if (!daily) {
    await db.deleteFrom('staff_digests').where('account_id', '=', accountId).execute()
    return
  }
  await db
    .insertInto('staff_digests')
    .values({ account_id: accountId, chosen_at: now, last_sent_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * The day's message for each who chose it: what waits at their desk, most urgent first, each with its deadline. Nothing
 * where nothing waits. Run twice on a day it sends once.
 */
export async function sendStaffDigests(deps: DigestDeps): Promise<void> {
  const now = deps.clock.now()
  const today = now.toISOString().slice(0, 10)
  const accounts = await deps.db
    .selectFrom('staff_digests as digest')
    .innerJoin('staff_accounts as account', 'account.id', 'digest.account_id')
    .select(['account.id', 'account.email'])
    .where('account.active', '=', true)
    .where((where) =>
      where.or([where('digest.last_sent_on', 'is', null), where('digest.last_sent_on', '<', today)]),
    )
    .execute()
  for (const account of accounts) await sendOne(deps, account, today, now)
}

async function sendOne(
  deps: DigestDeps,
  { id, email }: { id: number; email: string },
  today: string,
  now: Date,
): Promise<void> {
  const staff = await staffByEmail(deps.db, email)
  if (staff === null) return
  const { reports } = await readInbox(deps.db, staff, {
    scope: 'held',
    state: ['submitted', 'assigned', 'in_progress'],
    now,
    limit: NAMED,
  })
  const t = translator('id')
  const lines = reports.map((report) =>
    t('daily.line', {
      number: groupTrackingNumber(report.tracking_number),
      state: t(`state.${report.state}`),
      risk: report.risk ?? 'none',
      due: report.due_at === null ? '-' : formatDateTime(report.due_at, 'id', staff.timeZone),
    }),
  )
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('staff_digests').set({ last_sent_on: today }).where('account_id', '=', id).execute()
    if (lines.length === 0) return
    await tx
      .insertInto('notifications')
      .values({
        report_id: null,
        event_seq: null,
        recipient_kind: 'staff',
        reporter_id: null,
        account_id: id,
        channel: 'email',
        address_sealed: deps.sealer.seal(email),
        subject: t('daily.subject', { count: lines.length }),
        body_sealed: deps.sealer.seal(
          t('daily.body', { name: staff.name, lines: lines.join('\n'), link: `${deps.baseUrl}/petugas` }),
        ),
        state: 'queued',
        last_error: null,
        created_at: now,
        next_try_at: now,
        sent_at: null,
      })
      .execute()
  })
}
