import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { RegistryFiles } from './registry-files.ts'

/**
 * Load the national days off; a day that was edited or removed in the console stays so.
 * @returns how many the file holds
 */
export async function seedHolidays(tx: Db, files: RegistryFiles): Promise<number> {
  const rows = files.rows('public-holidays.csv')
  await sql`
    insert into holidays (date, name, kind)
    select date, name, kind
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (date date, name text, kind text)
    on conflict (date, coalesce(area_code, '')) do update set name = excluded.name, kind = excluded.kind
    where holidays.edited_at is null and (holidays.name, holidays.kind) is distinct from (excluded.name, excluded.kind)
  `.execute(tx)
  return rows.length
}

/**
 * Load the national deadline rules; a rule that was edited in the console stays so.
 * @returns how many the file holds
 */
export async function seedDeadlineRules(tx: Db, files: RegistryFiles): Promise<number> {
  const rows = files.rows('deadline-rules.csv').map((row) => ({
    ...row,
    class: row.class || null,
    oversight: row.oversight || null,
    valid_until: row.valid_until || null,
  }))
  await sql`
    insert into deadline_rules (kind, class, oversight, amount, calendar, valid_from, valid_until, source)
    select kind, class, oversight, amount, calendar, valid_from, valid_until, source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      kind text, class text, oversight boolean, amount integer, calendar text,
      valid_from date, valid_until date, source text
    )
    on conflict
      (kind, coalesce(class, ''), coalesce(oversight::text, ''), coalesce(institution_id, 0), valid_from)
    do update set
      amount = excluded.amount, calendar = excluded.calendar,
      valid_until = excluded.valid_until, source = excluded.source
    where deadline_rules.edited_at is null
      and (deadline_rules.amount, deadline_rules.calendar, deadline_rules.valid_until, deadline_rules.source)
        is distinct from (excluded.amount, excluded.calendar, excluded.valid_until, excluded.source)
  `.execute(tx)
  return rows.length
}
