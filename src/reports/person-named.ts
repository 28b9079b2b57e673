import type { Db } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { type Blocked, readContact } from '../identity/index.ts'
import { readTrackingNumber } from './tracking-number.ts'

/**
 * Who is meant by what was typed: a report's reporter, without learning who it is; or a contact as somebody knows it.
 * @throws DomainError invalid_input on `target`
 */
export async function personNamed(db: Db, typed: string): Promise<Blocked> {
  const number = readTrackingNumber(typed)
  const report =
    number === null
      ? undefined
      : await db
          .selectFrom('reports')
          .select(['id', 'reporter_id'])
          .where('tracking_number', '=', number)
          .executeTakeFirst()
  if (report !== undefined) return { reporterId: report.reporter_id, becauseOf: report.id }
  const contact = readContact(typed)
  if (contact === null) throw invalid([{ field: 'target', code: 'unknown_contact_or_number' }])
  return { contact }
}
