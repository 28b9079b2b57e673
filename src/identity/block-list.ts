import { type RawBuilder, sql } from 'kysely'
import { checkText } from '../check-text.ts'
import type { Clock } from '../clock.ts'
import { type ContactKind, type Db, inTransaction, noteChange, type ReporterBlockRow } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import type { Enqueue } from '../jobs/index.ts'
import type { ChannelContact } from './contact.ts'
import { contactHash } from './reporter-contacts.ts'
import type { Sealer } from './sealing.ts'

export interface BlockDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly enqueue: Enqueue
}

/** Who is blocked: a reporter with everything they report by, or a contact that nobody has reported by yet. */
export type Blocked =
  | { readonly reporterId: number; readonly becauseOf?: number | null }
  | { readonly contact: ChannelContact }

export interface BlockReporter {
  readonly who: Blocked
  /** Told to the person. */
  readonly reason: string
  /** Days from now; a block always ends. */
  readonly days: number
  /** Null: by the rule for false reports. */
  readonly accountId: number | null
}

const DAY_MS = 86_400_000
const LONGEST_DAYS = 365
const REASON = { min: 10, max: 1_000 }

/**
 * Take no new reports of a person for a time. They are told why and until when, can go on with the reports they have,
 * and can object.
 * @throws DomainError invalid_input on `reason` or `days`; already_blocked (409)
 */
export async function blockReporter(deps: BlockDeps, command: BlockReporter): Promise<number> {
  const now = deps.clock.now()
  const reason = checkText('reason', command.reason, REASON)
  if (!Number.isInteger(command.days) || command.days < 1 || command.days > LONGEST_DAYS) {
    throw invalid([{ field: 'days', code: 'days_out_of_range', values: { max: LONGEST_DAYS } }])
  }
  return inTransaction(deps.db, async (tx) => {
    const person = await personOf(deps, tx, command.who)
    if (person.reporterId !== null && (await activeBlockOf(tx, person.reporterId, now)) !== null) {
      throw new DomainError('already_blocked', 409)
    }
    const { id } = await tx
      .insertInto('reporter_blocks')
      .values({
        reporter_id: person.reporterId,
        because_of: person.becauseOf,
        contact_kind: person.typed?.kind ?? null,
        contact_sealed: person.typed === null ? null : deps.sealer.seal(person.typed.value),
        reason,
        blocked_by: command.accountId,
        blocked_at: now,
        expires_at: new Date(now.getTime() + command.days * DAY_MS),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (person.hashes.length > 0) {
      await tx
        .insertInto('blocked_contacts')
        .values(person.hashes.map((contact_hash) => ({ block_id: id, contact_hash })))
        .execute()
    }
    await noteChange(tx, {
      at: now,
      accountId: command.accountId,
      area: 'abuse',
      action: 'blocked',
      subject: `block ${id}`,
      data: { days: command.days, reason },
    })
    await deps.enqueue(tx, 'tell_abuse', { what: 'blocked', id })
    return id
  })
}

/**
 * End a block before its time; the person is told. Returns false where it had ended already.
 * @throws DomainError not_found; invalid_input on `reason`
 */
export async function liftBlock(
  deps: BlockDeps,
  blockId: number,
  command: { readonly reason: string; readonly accountId: number | null },
): Promise<boolean> {
  const reason = checkText('reason', command.reason, REASON)
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const known = await tx
      .selectFrom('reporter_blocks')
      .select('id')
      .where('id', '=', blockId)
      .executeTakeFirst()
    if (known === undefined) throw notFound()
    const ended = await tx
      .updateTable('reporter_blocks')
      .set({ ended_at: now, ended_by: command.accountId, end_reason: reason })
      .where('id', '=', blockId)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) return false
    const subject = `block ${blockId}`
    const { accountId } = command
    await noteChange(tx, { at: now, accountId, area: 'abuse', action: 'lifted', subject, data: { reason } })
    await deps.enqueue(tx, 'tell_abuse', { what: 'lifted', id: blockId })
    return true
  })
}

/** End the blocks whose time is over and tell the persons. Returns how many. */
export async function endExpiredBlocks(deps: BlockDeps): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const over = await tx
      .updateTable('reporter_blocks')
      .set({ ended_at: sql<Date>`expires_at` })
      .where('ended_at', 'is', null)
      .where('expires_at', '<=', now)
      .returning('id')
      .execute()
    for (const { id } of over) {
      const subject = `block ${id}`
      await noteChange(tx, { at: now, accountId: null, area: 'abuse', action: 'expired', subject })
      await deps.enqueue(tx, 'tell_abuse', { what: 'expired', id })
    }
    return over.length
  })
}

/** Whether a `block` is a reporter's: by themselves, or by any contact that they have proved. */
export function blockIsOf(reporterId: number): RawBuilder<boolean> {
  return sql<boolean>`(block.reporter_id = ${reporterId} or exists (
    select from blocked_contacts join reporter_contacts using (contact_hash)
    where block_id = block.id and reporter_contacts.reporter_id = ${reporterId} and confirmed_at is not null))`
}

/** The block that holds for a reporter now, by themselves or by any contact of theirs. */
export async function activeBlockOf(
  db: Db,
  reporterId: number,
  now: Date,
): Promise<Pick<ReporterBlockRow, 'id' | 'reason' | 'expires_at'> | null> {
  const row = await db
    .selectFrom('reporter_blocks as block')
    .select(['block.id', 'block.reason', 'block.expires_at'])
    .where('block.ended_at', 'is', null)
    .where('block.expires_at', '>', now)
    .where(blockIsOf(reporterId))
    .orderBy('block.expires_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** @throws DomainError reporter_blocked (403) with the reason and the end */
export async function refuseBlocked(db: Db, reporterId: number, now: Date): Promise<void> {
  const block = await activeBlockOf(db, reporterId, now)
  if (block === null) return
  throw new DomainError('reporter_blocked', 403, {
    values: { reason: block.reason, until: block.expires_at.getTime() },
  })
}

interface Person {
  readonly reporterId: number | null
  readonly becauseOf: number | null
  readonly typed: ChannelContact | null
  readonly hashes: readonly Buffer[]
}

async function personOf(deps: BlockDeps, tx: Db, who: Blocked): Promise<Person> {
  if ('reporterId' in who) {
    return {
      reporterId: who.reporterId,
      becauseOf: who.becauseOf ?? null,
      typed: null,
      hashes: await hashesOf(tx, who.reporterId),
    }
  }
  const hash = contactHash(deps.sealer, who.contact)
  const owner = await tx
    .selectFrom('reporter_contacts')
    .select('reporter_id')
    .where('contact_hash', '=', hash)
    .where('confirmed_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  const reporterId = owner?.reporter_id ?? null
  const hashes = reporterId === null ? [hash] : await hashesOf(tx, reporterId)
  return { reporterId, becauseOf: null, typed: who.contact, hashes }
}

/** Taking a contact back and proving it anew must not end a block. */
async function hashesOf(tx: Db, reporterId: number): Promise<Buffer[]> {
  const rows = await tx
    .selectFrom('reporter_contacts')
    .select('contact_hash')
    .where('reporter_id', '=', reporterId)
    .where('confirmed_at', 'is not', null)
    .execute()
  // A WhatsApp number and its phone number have one hash.
  return [...new Map(rows.map(({ contact_hash }) => [contact_hash.toString('hex'), contact_hash])).values()]
}

/** A block as admins and the person themselves read it. */
export interface ListedBlock {
  readonly id: number
  readonly reporter_id: number | null
  readonly tracking_number: string | null
  readonly contact: { readonly kind: ContactKind; readonly value: string } | null
  readonly reason: string
  readonly blocked_at: Date
  readonly blocked_by: string | null
  readonly expires_at: Date
  readonly ended_at: Date | null
  readonly end_reason: string | null
}

/** The blocks, those that hold first; of one reporter, or all. The contact is what staff typed themselves. */
export async function listBlocks(
  { db, sealer }: Pick<BlockDeps, 'db' | 'sealer'>,
  filter: { readonly reporterId?: number; readonly limit?: number } = {},
): Promise<ListedBlock[]> {
  let query = db
    .selectFrom('reporter_blocks as block')
    .leftJoin('reports as report', 'report.id', 'block.because_of')
    .leftJoin('staff_accounts as account', 'account.id', 'block.blocked_by')
    .select([
      'block.id',
      'block.reporter_id',
      'block.contact_kind',
      'block.contact_sealed',
      'block.reason',
      'block.blocked_at',
      'block.expires_at',
      'block.ended_at',
      'block.end_reason',
      'report.tracking_number',
      'account.name as blocked_by',
    ])
    .orderBy(sql`block.ended_at is not null`)
    .orderBy('block.id', 'desc')
    .limit(filter.limit ?? 100)
  const { reporterId } = filter
  if (reporterId !== undefined) {
    query = query.where(blockIsOf(reporterId))
  }
  const rows = await query.execute()
  return rows.map(({ contact_kind, contact_sealed, ...row }) => ({
    ...row,
    contact:
      contact_kind === null || contact_sealed === null
        ? null
        : { kind: contact_kind, value: sealer.open(contact_sealed) },
  }))
}

/** Those of some contacts whose person is blocked, or has a report marked as false; they are judged one by one. */
export async function contactsWithRecord(db: Db, hashes: readonly Buffer[]): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('reporter_contacts as contact')
    .select('contact.contact_hash')
    .where('contact.contact_hash', 'in', hashes)
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('false_marks as mark')
            .select('mark.id')
            .whereRef('mark.reporter_id', '=', 'contact.reporter_id')
            .where('mark.undone_at', 'is', null),
        ),
        where.exists(
          where
            .selectFrom('reporter_blocks as block')
            .select('block.id')
            .whereRef('block.reporter_id', '=', 'contact.reporter_id')
            .where('block.ended_at', 'is', null),
        ),
        where.exists(
          where
            .selectFrom('blocked_contacts as blocked')
            .innerJoin('reporter_contacts as other', 'other.contact_hash', 'blocked.contact_hash')
            .innerJoin('reporter_blocks as block', 'block.id', 'blocked.block_id')
            .select('blocked.block_id')
            .whereRef('other.reporter_id', '=', 'contact.reporter_id')
            .where('block.ended_at', 'is', null),
        ),
      ]),
    )
    .union(
      db
        .selectFrom('blocked_contacts as blocked')
        .innerJoin('reporter_blocks as block', 'block.id', 'blocked.block_id')
        .select('blocked.contact_hash')
        .where('blocked.contact_hash', 'in', hashes)
        .where('block.ended_at', 'is', null),
    )
    .execute()
  return rows.map(({ contact_hash }) => contact_hash)
}
