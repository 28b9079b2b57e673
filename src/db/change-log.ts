import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, inTransaction } from './connection.ts'

/** What kind of thing was changed; a catalogue key under `change.area.`. */
export type ChangeArea =
  | 'abuse'
  | 'alert'
  | 'approval'
  | 'consent'
  | 'custodian'
  | 'identity_rule'
  | 'institution'
  | 'message_table'
  | 'registry'
  | 'retention'
  | 'routing'
  | 'sign_on'
  | 'survey'
  | 'template'

export interface Change {
  readonly at: Date
  /** Null where a rule or a reporter did it. */
  readonly accountId: number | null
  readonly area: ChangeArea
  readonly action: string
  /** Which row, in words or numbers; never a person's name or contact. */
  readonly subject: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Where a chain begins. */
const START = Buffer.alloc(32)

/** Keep what was changed by whom, in the transaction of the change: either both stand, or neither. */
export function noteChange(db: Db, change: Change): Promise<void> {
  return inTransaction(db, async (tx) => {
    // One at a time: each entry is chained to the one before it.
    await sql`select pg_advisory_xact_lock(hashtext('change log'))`.execute(tx)
    const last = await tx
      .selectFrom('change_log')
      .select('hash')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const prev_hash = last?.hash ?? START
    const { accountId: account_id, data = {}, ...said } = change
    const entry = { ...said, account_id, data }
    await tx
      .insertInto('change_log')
      .values({ ...entry, data: JSON.stringify(data), prev_hash, hash: changeHash(entry, prev_hash) })
      .execute()
  })
}

/** Fields that are none of the log's business: a form's own token and what must stay secret. */
const LEFT_OUT = /^_csrf$|secret|password|email|csv/
/** A text is recognised by its beginning. */
const LONGEST = 500

/** What was asked, by field, as the log keeps it: without secrets, long texts by their beginnings. */
export function changeData(fields: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(
    [...fields].filter(([name]) => !LEFT_OUT.test(name)).map(([name, value]) => [name, shortened(value)]),
  )
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened)
  return typeof value === 'string' ? value.slice(0, LONGEST) : value
}

/** An entry as a person reads it. */
export interface NotedChange {
  readonly id: number
  readonly at: Date
  readonly area: string
  readonly action: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly account: string | null
  readonly node: string | null
}

/** The log, newest first; `before` pages on. */
export async function readChanges(
  db: Db,
  filter: { readonly area?: string | null; readonly before?: number | null; readonly limit: number },
): Promise<NotedChange[]> {
  let query = db
    .selectFrom('change_log as change')
    .leftJoin('staff_accounts as account', 'account.id', 'change.account_id')
    .leftJoin('institutions as node', 'node.id', 'account.institution_id')
    .select([
      'change.id',
      'change.at',
      'change.area',
      'change.action',
      'change.subject',
      'change.data',
      'account.name as account',
      'node.short_name as node',
    ])
    .orderBy('change.id', 'desc')
    .limit(filter.limit)
  if (filter.area) query = query.where('change.area', '=', filter.area)
  if (filter.before) query = query.where('change.id', '<', filter.before)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, data: isRecord(row.data) ? row.data : {} }))
}

export type ChangeLogVerdict =
  | { readonly sound: true; readonly entries: number }
  | { readonly sound: false; readonly entry: number }

const BATCH = 5_000

/** Check the chain of the log from its first entry on. */
export async function verifyChangeLog(db: Db): Promise<ChangeLogVerdict> {
  let previous: { readonly id: number; readonly hash: Buffer } = { id: 0, hash: START }
  for (let entries = 0; ; ) {
    const rows = await db
      .selectFrom('change_log')
      .selectAll()
      .where('id', '>', previous.id)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const data = isRecord(row.data) ? row.data : {}
      const fits = row.prev_hash.equals(previous.hash)
      if (!fits || !changeHash({ ...row, data }, row.prev_hash).equals(row.hash)) {
        return { sound: false, entry: row.id }
      }
      previous = row
    }
    entries += rows.length
    if (rows.length < BATCH) return { sound: true, entries }
  }
}

function changeHash(
  entry: {
    readonly at: Date
    readonly account_id: number | null
    readonly area: string
    readonly action: string
    readonly subject: string
    readonly data: Readonly<Record<string, unknown>>
  },
  previous: Buffer,
): Buffer {
  const canonical = JSON.stringify([
    entry.at.toISOString(),
    entry.account_id,
    entry.area,
    entry.action,
    entry.subject,
    sorted(entry.data),
  ])
  return createHash('sha256').update(previous).update(canonical).digest()
}

/** The database gives an object's fields back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  const names = Object.keys(value).filter((name) => value[name] !== undefined)
  return names.sort().map((name) => [name, sorted(value[name])])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
