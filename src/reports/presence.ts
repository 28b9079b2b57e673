import { type Db, keptQuery } from '../db/index.ts'
import { announceSeen } from './announce.ts'

/** The page says every 25 seconds that it is still open; after three times without a word it is not. */
export const PRESENT_FOR_MS = 75_000

export interface Present {
  readonly account_id: number
  readonly name: string
  readonly node_name: string
}

/** Note that somebody has a report open; the others who have it open are told of a newcomer. */
export async function notePresence(db: Db, reportId: number, accountId: number, now: Date): Promise<void> {
  const [known] = await note(db, { reportId, accountId, now })
  if (known === undefined || known.seen_at < oldest(now)) await announceSeen(db, reportId)
}

interface Seen {
  readonly reportId: number
  readonly accountId: number
  readonly now: Date
}

const note = keptQuery((db, { reportId, accountId, now }: Seen) =>
  db
    .with('noted', (inner) =>
      inner
        .insertInto('presence')
        .values({ report_id: reportId, account_id: accountId, seen_at: now })
        .onConflict((conflict) =>
          conflict.columns(['report_id', 'account_id']).doUpdateSet({ seen_at: now }),
        ),
    )
    // As it stood before.
    .selectFrom('presence')
    .select('seen_at')
    .where('report_id', '=', reportId)
    .where('account_id', '=', accountId),
)

/** Note that somebody closed a report. */
export async function endPresence(db: Db, reportId: number, accountId: number): Promise<void> {
  await db
    .deleteFrom('presence')
    .where('report_id', '=', reportId)
    .where('account_id', '=', accountId)
    .execute()
  await announceSeen(db, reportId)
}

/** Who else has a report open now. Ask only for someone who may see the report. */
export function othersPresent(db: Db, reportId: number, accountId: number, now: Date): Promise<Present[]> {
  return readOthers(db, { reportId, accountId, oldest: oldest(now) })
}

interface Others {
  readonly reportId: number
  readonly accountId: number
  readonly oldest: Date
}

const readOthers = keptQuery((db, values: Others) =>
  db
    .selectFrom('presence')
    .innerJoin('staff_accounts as account', 'account.id', 'presence.account_id')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['account.id as account_id', 'account.name', 'node.short_name as node_name'])
    .where('report_id', '=', values.reportId)
    .where('account_id', '!=', values.accountId)
    .where('seen_at', '>', values.oldest)
    .where('account.active', '=', true)
    .orderBy('account.name')
    .limit(10),
)

/** Forget who looked long ago: it is of no use, and nobody's business. */
export async function forgetPresence(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('presence').where('seen_at', '<', oldest(now)).execute()
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - PRESENT_FOR_MS)
}
