import { sql } from 'kysely'
import { type Db, insertRows } from '../db/index.ts'
import type { ChannelContact } from './contact.ts'
import { contactHash, type ReporterRef } from './reporter-contacts.ts'
import type { Sealer } from './sealing.ts'

/**
 * The reporters behind many contacts that nobody has proved here, as an old system's list has them; made where there
 * is none. A few statements whatever their number.
 * @returns for each contact its reporter, in the order given
 */
export async function reportersOfContacts(
  tx: Db,
  sealer: Sealer,
  contacts: readonly ChannelContact[],
  now: Date,
): Promise<ReporterRef[]> {
  const keyed = contacts.map((contact) => {
    const hash = contactHash(sealer, contact)
    return { contact, hash, key: `${contact.kind} ${hash.toString('hex')}` }
  })
  const known = await find(
    tx,
    keyed.map(({ hash }) => hash),
  )
  // In one order for all: of two who write the same contacts at once, one waits for the other, never both.
  const missing = [
    ...new Map(keyed.filter(({ key }) => !known.has(key)).map((one) => [one.key, one])).values(),
  ].sort((one, other) => (one.key < other.key ? -1 : 1))
  if (missing.length > 0) {
    const { rows: made } = await sql<{ id: number }>`
      insert into reporters (created_at) select ${now} from generate_series(1, ${missing.length}::int) returning id
    `.execute(tx)
    const contactsOf = missing.flatMap(({ contact, hash }, index) => {
      const reporter = made[index]
      return reporter === undefined
        ? []
        : [
            {
              reporter_id: reporter.id,
              kind: contact.kind,
              contact_hash: hash,
              contact_sealed: sealer.seal(contact.value),
              is_primary: true,
              created_at: now,
            },
          ]
    })
    // Somebody who reports in this very moment comes first; the reporter made for the row stays without a contact.
    await insertRows(tx, 'reporter_contacts', contactsOf, { unlessThere: ['contact_hash', 'kind'] })
    for (const [key, ref] of await find(
      tx,
      missing.map(({ hash }) => hash),
    ))
      known.set(key, ref)
  }
  return keyed.map(({ key }) => {
    const ref = known.get(key)
    if (ref === undefined) throw new Error('a contact that was just written is not there')
    return ref
  })
}

async function find(tx: Db, hashes: readonly Buffer[]): Promise<Map<string, ReporterRef>> {
  if (hashes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('reporter_contacts')
    .select(['id', 'reporter_id', 'kind', 'contact_hash'])
    .where('contact_hash', '=', sql<Buffer>`any(${hashes}::bytea[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.kind} ${row.contact_hash.toString('hex')}`,
      { reporterId: row.reporter_id, contactId: row.id },
    ]),
  )
}

/** Somebody of whom no contact is known. */
export async function reporterWithoutContact(tx: Db, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto('reporters')
    .values({ name_sealed: null, nik_sealed: null, confirmed_at: null, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
