import { sql } from 'kysely'
import { type ContactKind, type Db, keptQuery, type ReporterContactRow } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import type { ChannelContact } from './contact.ts'
import type { Sealer } from './sealing.ts'

/** A contact of a reporter as its owner sees it. */
export interface ReporterContact {
  readonly id: number
  readonly kind: ContactKind
  readonly value: string
  readonly primary: boolean
  readonly confirmed: boolean
  readonly undeliverable: boolean
}

export interface ReporterRef {
  readonly reporterId: number
  readonly contactId: number
}

/** The keyed hash by which a contact is found; a WhatsApp number has that of its phone number. */
export function contactHash(sealer: Sealer, { kind, value }: ChannelContact): Buffer {
  return sealer.lookupHash(`${kind === 'whatsapp' ? 'phone' : kind}:${value}`)
}

/**
 * The reporter behind a contact that was just proved (a code, or the channel's own account); made when there is none.
 * A WhatsApp number and the same phone number are one person. Holds the contact's row until the transaction ends, so
 * that nothing of this person is lost to a merge at the same moment.
 */
export async function findOrCreateReporter(
  tx: Db,
  sealer: Sealer,
  contact: ChannelContact,
  now: Date,
): Promise<ReporterRef> {
  const known = await tx
    .selectFrom('reporter_contacts')
    .select('reporter_id')
    .where('contact_hash', '=', contactHash(sealer, contact))
    .orderBy(sql`kind = ${contact.kind}`, 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  const ref = await saveContact(tx, sealer, contact, { reporterId: known?.reporter_id ?? null, now })
  await confirmContact(tx, ref, now)
  return ref
}

/** The reporter of a confirmed contact; null when nobody confirmed it. */
export async function findReporter(
  db: Db,
  sealer: Sealer,
  contact: ChannelContact,
): Promise<ReporterRef | null> {
  const row = await db
    .selectFrom('reporter_contacts')
    .select(['id', 'reporter_id'])
    .where('kind', '=', contact.kind)
    .where('contact_hash', '=', contactHash(sealer, contact))
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : { reporterId: row.reporter_id, contactId: row.id }
}

/**
 * From now on the contact is known to be its reporter's own. Another reporter of the same number (by phone and by
 * WhatsApp) is the same person and is merged into this one.
 */
export async function confirmContact(tx: Db, ref: ReporterRef, now: Date): Promise<void> {
  const confirmed = await tx
    .updateTable('reporter_contacts')
    .set({ confirmed_at: sql<Date>`coalesce(confirmed_at, ${now})`, undeliverable_at: null })
    .where('id', '=', ref.contactId)
    .returning('contact_hash')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('reporters')
    .set({ confirmed_at: sql<Date>`coalesce(confirmed_at, ${now})` })
    .where('id', '=', ref.reporterId)
    .execute()
  const others = await tx
    .selectFrom('reporter_contacts')
    .select('reporter_id')
    .where('contact_hash', '=', confirmed.contact_hash)
    .where('reporter_id', '!=', ref.reporterId)
    .execute()
  for (const other of others) await mergeReporters(tx, { keep: ref.reporterId, drop: other.reporter_id })
}

/**
 * Give a reporter a contact that they just proved to be theirs. When it belonged to another reporter, both were one
 * person all along and are merged.
 */
export async function addContact(
  tx: Db,
  sealer: Sealer,
  reporterId: number,
  contact: ChannelContact,
  now: Date,
): Promise<{ readonly contactId: number; readonly merged: boolean }> {
  const { contactId, reporterId: owner } = await saveContact(tx, sealer, contact, { reporterId, now })
  if (owner !== reporterId) await mergeReporters(tx, { keep: reporterId, drop: owner })
  await confirmContact(tx, { reporterId, contactId }, now)
  return { contactId, merged: owner !== reporterId }
}

/**
 * Keep a contact that others stated for a reporter and nobody proved: it confirms nothing and moves nothing. When it
 * is somebody else's already it stays theirs.
 * @returns the contact's id
 */
export async function noteUnprovedContact(
  tx: Db,
  sealer: Sealer,
  reporterId: number,
  contact: ChannelContact,
  now: Date,
): Promise<number> {
  return (await saveContact(tx, sealer, contact, { reporterId, now })).contactId
}

/** Every table that points to a reporter, beside their contacts; a test holds that none is missing. */
export const MOVED_WITH_REPORTER = [
  'reports',
  'notifications',
  'reporter_sessions',
  'sign_in_codes',
  'identity_waits',
  'reporter_passkeys',
  'false_marks',
  'reporter_blocks',
  'push_subscriptions',
] as const

/**
 * Two reporters become one: every contact, report and message of the one is the other's from now on. What the kept one
 * stated of themselves stays.
 */
export async function mergeReporters(
  tx: Db,
  { keep, drop }: { readonly keep: number; readonly drop: number },
): Promise<void> {
  if (keep === drop) return
  // In the order of their ids, so that two merges of the same pair wait for each other.
  const both = await tx
    .selectFrom('reporters')
    .selectAll()
    .where('id', 'in', [keep, drop])
    .orderBy('id')
    .forUpdate()
    .execute()
  const dropped = both.find(({ id }) => id === drop)
  if (both.length !== 2 || dropped === undefined) throw notFound()
  // Contacts first: a report that is being written holds its contact, and is there for the next statement.
  await tx
    .updateTable('reporter_contacts')
    .set({ reporter_id: keep, is_primary: false })
    .where('reporter_id', '=', drop)
    .execute()
  for (const table of MOVED_WITH_REPORTER) {
    await tx.updateTable(table).set({ reporter_id: keep }).where('reporter_id', '=', drop).execute()
  }
  const kept = both.find(({ id }) => id === keep)
  // What the registry confirmed counts more than what was only said.
  const better = dropped.verified_at !== null && kept?.verified_at === null ? dropped : null
  await tx
    .updateTable('reporters')
    .set({
      name_sealed: better?.name_sealed ?? sql<Buffer>`coalesce(name_sealed, ${dropped.name_sealed})`,
      nik_sealed: better?.nik_sealed ?? sql<Buffer>`coalesce(nik_sealed, ${dropped.nik_sealed})`,
      ...(better === null ? {} : { verified_at: better.verified_at }),
      confirmed_at: sql<Date>`coalesce(confirmed_at, ${dropped.confirmed_at})`,
    })
    .where('id', '=', keep)
    .execute()
  await tx.deleteFrom('reporters').where('id', '=', drop).execute()
  await pickPrimary(tx, keep)
}

/**
 * Take a contact away from its reporter.
 * @throws DomainError not_found; last_contact (409) while reports are open that nobody could answer then
 */
export async function removeContact(tx: Db, ref: ReporterRef): Promise<void> {
  await tx.selectFrom('reporters').select('id').where('id', '=', ref.reporterId).forUpdate().execute()
  const contacts = await tx
    .selectFrom('reporter_contacts')
    .select(['id', 'confirmed_at'])
    .where('reporter_id', '=', ref.reporterId)
    .execute()
  const removed = contacts.find(({ id }) => id === ref.contactId)
  if (removed === undefined) throw notFound()
  const remaining = contacts.filter(({ id, confirmed_at }) => id !== ref.contactId && confirmed_at !== null)
  if (remaining.length === 0 && (await hasOpenReports(tx, ref.reporterId))) {
    throw new DomainError('last_contact', 409)
  }
  await tx.deleteFrom('reporter_contacts').where('id', '=', ref.contactId).execute()
  await pickPrimary(tx, ref.reporterId)
}

/** Make one confirmed contact the one by which the person wants to be reached. @throws DomainError not_found */
export async function preferContact(tx: Db, ref: ReporterRef): Promise<void> {
  const contact = await tx
    .selectFrom('reporter_contacts')
    .select('id')
    .where('id', '=', ref.contactId)
    .where('reporter_id', '=', ref.reporterId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (contact === undefined) throw notFound()
  await tx
    .updateTable('reporter_contacts')
    .set({ is_primary: false })
    .where('reporter_id', '=', ref.reporterId)
    .execute()
  await tx
    .updateTable('reporter_contacts')
    .set({ is_primary: true })
    .where('id', '=', ref.contactId)
    .execute()
}

/** A message to it was refused for good; the reporter's other contacts serve until it is confirmed again. */
export async function markUndeliverable(db: Db, contactId: number, now: Date): Promise<void> {
  await db
    .updateTable('reporter_contacts')
    .set({ undeliverable_at: now })
    .where('id', '=', contactId)
    .execute()
}

/** A reporter's contacts, the preferred one first. */
export async function listContacts(db: Db, sealer: Sealer, reporterId: number): Promise<ReporterContact[]> {
  const rows = await db
    .selectFrom('reporter_contacts')
    .selectAll()
    .where('reporter_id', '=', reporterId)
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    value: sealer.open(row.contact_sealed),
    primary: row.is_primary,
    confirmed: row.confirmed_at !== null,
    undeliverable: row.undeliverable_at !== null,
  }))
}

/** The name a reporter stated of themselves; null when they never did. */
export async function reporterName(db: Db, sealer: Sealer, reporterId: number): Promise<string | null> {
  const row = await db
    .selectFrom('reporters')
    .select('name_sealed')
    .where('id', '=', reporterId)
    .executeTakeFirst()
  const sealed = row?.name_sealed ?? null
  return sealed === null ? null : sealer.open(sealed)
}

/** The NIK a reporter stated; null when they never did. */
export async function reporterNik(db: Db, sealer: Sealer, reporterId: number): Promise<string | null> {
  const row = await db
    .selectFrom('reporters')
    .select('nik_sealed')
    .where('id', '=', reporterId)
    .executeTakeFirst()
  const sealed = row?.nik_sealed ?? null
  return sealed === null ? null : sealer.open(sealed)
}

/**
 * Where a person is told of a report: by the contact it came by, else by the one they prefer, else by any that is
 * confirmed; those that refuse messages come last. An unconfirmed report knows its own contact only.
 * @returns null when no contact is left
 */
export async function contactToReach(
  db: Db,
  report: { readonly reporter_id: number; readonly contact_id: number | null; readonly confirmed: boolean },
): Promise<Pick<ReporterContactRow, 'id' | 'kind' | 'contact_hash' | 'contact_sealed'> | null> {
  const [row] = await readContactToReach(db, report)
  return row ?? null
}

const readContactToReach = keptQuery(
  (db, report: { reporter_id: number; contact_id: number | null; confirmed: boolean }) =>
    db
      .selectFrom('reporter_contacts')
      .select(['id', 'kind', 'contact_hash', 'contact_sealed'])
      .where('reporter_id', '=', report.reporter_id)
      .where(
        sql<boolean>`(id = ${report.contact_id}::bigint or ${report.confirmed}::boolean and confirmed_at is not null)`,
      )
      .orderBy(sql`undeliverable_at is not null`)
      .orderBy(sql`id is distinct from ${report.contact_id}::bigint`)
      .orderBy('is_primary', 'desc')
      .orderBy('id')
      .limit(1),
)

/** The contact's row, made for the reporter (or for a new one) when there is none; locked until the transaction ends. */
async function saveContact(
  tx: Db,
  sealer: Sealer,
  contact: ChannelContact,
  { reporterId, now }: { readonly reporterId: number | null; readonly now: Date },
): Promise<ReporterRef> {
  const owner = reporterId ?? (await insertReporter(tx, now))
  const row = await tx
    .insertInto('reporter_contacts')
    .values({
      reporter_id: owner,
      kind: contact.kind,
      contact_hash: contactHash(sealer, contact),
      contact_sealed: sealer.seal(contact.value),
      confirmed_at: null,
      undeliverable_at: null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['contact_hash', 'kind'])
        .doUpdateSet((update) => ({ kind: update.ref('excluded.kind') })),
    )
    .returning(['id', 'reporter_id'])
    .executeTakeFirstOrThrow()
  // Somebody else's row came first in the same instant: the reporter made for this one is not needed.
  if (reporterId === null && row.reporter_id !== owner) {
    await tx.deleteFrom('reporters').where('id', '=', owner).execute()
  }
  await pickPrimary(tx, row.reporter_id)
  return { reporterId: row.reporter_id, contactId: row.id }
}

async function insertReporter(tx: Db, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto('reporters')
    .values({ name_sealed: null, nik_sealed: null, confirmed_at: null, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A reporter without a preferred contact gets one: the first that is confirmed. */
async function pickPrimary(tx: Db, reporterId: number): Promise<void> {
  const contacts = await tx
    .selectFrom('reporter_contacts')
    .select(['id', 'is_primary'])
    .where('reporter_id', '=', reporterId)
    .orderBy(sql`confirmed_at is null`)
    .orderBy('id')
    .execute()
  const [first] = contacts
  if (first === undefined || contacts.some(({ is_primary }) => is_primary)) return
  await tx.updateTable('reporter_contacts').set({ is_primary: true }).where('id', '=', first.id).execute()
}

/** Ended ones may still be disputed or restored for a while, but nobody waits for their reporter. */
async function hasOpenReports(tx: Db, reporterId: number): Promise<boolean> {
  const open = await tx
    .selectFrom('reports')
    .select('id')
    .where('reporter_id', '=', reporterId)
    .where('state', 'not in', ['closed', 'archived'])
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
