import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { listContacts, type Sealer } from '../identity/index.ts'

/** One person whose data lay there in the time of a breach. */
export interface AffectedReporter {
  readonly reporter: number
  readonly reports: readonly string[]
  /** Since when anything of them was stored. */
  readonly since: Date
  readonly data: readonly string[]
  readonly contacts?: readonly string[]
}

/**
 * Who is affected by a breach between two instants, with which data and since when: what the notice to the persons and
 * to the authority has to say. Source: UU 27/2022 on the protection of personal data, art. 46.
 */
export async function makeBreachReport(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  { since, until }: { readonly since: Date; readonly until: Date },
  withContacts: boolean,
): Promise<{ readonly persons: number; readonly reports: number; readonly affected: AffectedReporter[] }> {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('reporters', 'reporters.id', 'reports.reporter_id')
    .select([
      'reporters.id as reporter',
      sql<string[]>`array_agg(reports.tracking_number order by reports.id)`.as('numbers'),
      sql<Date>`min(reports.created_at)`.as('since'),
      sql<boolean>`bool_or(reports.name_sealed is not null)`.as('name'),
      sql<boolean>`bool_or(reports.nik_sealed is not null)`.as('nik'),
      sql<boolean>`bool_or(reports.latitude is not null)`.as('position'),
      sql<boolean>`bool_or(reports.anonymous)`.as('anonymous'),
      sql<boolean>`bool_or(reports.secret)`.as('secret'),
      sql<boolean>`bool_or(exists (select from attachments where attachments.report_id = reports.id))`.as(
        'files',
      ),
    ])
    .where('reports.created_at', '>=', since)
    .where('reports.created_at', '<=', until)
    .where('reports.anonymised_at', 'is', null)
    .groupBy('reporters.id')
    .orderBy('reporters.id')
    .execute()
  const affected: AffectedReporter[] = []
  for (const row of rows) {
    const held = { name: row.name, nik: row.nik, position: row.position, files: row.files }
    const marks = { 'anonymous report': row.anonymous, 'secret report': row.secret }
    const data = Object.entries({ ...held, ...marks }).filter(([, is]) => is)
    const known = {
      reporter: row.reporter,
      reports: row.numbers,
      since: row.since,
      data: ['contact', 'report text', ...data.map(([kind]) => kind)],
    }
    if (!withContacts) affected.push(known)
    else {
      const contacts = await listContacts(db, sealer, row.reporter)
      affected.push({ ...known, contacts: contacts.map(({ kind, value }) => `${kind}:${value}`) })
    }
  }
  return { persons: rows.length, reports: rows.reduce((sum, row) => sum + row.numbers.length, 0), affected }
}
