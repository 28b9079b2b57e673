import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { SERVING_ROLE, STAFF_ROLE } from './role-names.ts'

/**
 * Put every table that holds reports, or belongs to one by `report_id`, under row-level security; new ones with the next
 * migration, without a word. Seen is what `staffMaySee` lets see (the function of the database says the same): a report
 * that a person has confirmed, and that the place or one below it holds or ever held, with all that belongs to it. The serving role is not held by it: public pages and jobs see what their own queries ask.
 */
export async function isolateStaff(tx: Db): Promise<void> {
  const { rows } = await sql<{ name: string; known: string | null; nullable: boolean | null }>`
    select c.relname as name, not a.attnotnull as nullable,
      (select obj_description(p.oid, 'pg_policy') from pg_policy p where p.polrelid = c.oid and p.polname = 'staff') as known
    from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'report_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and pg_get_userbyid(c.relowner) = current_user and (c.relname = 'reports' or a.attname is not null)
    order by c.relname
  `.execute(tx)
  for (const { name, known, nullable } of rows) {
    const sees = name === 'reports' ? 'public.staff_sees_report(id)' : seesThrough(nullable === true)
    const mark = createHash('sha256').update(sees).digest('hex').slice(0, 16)
    // Policies lock their table for a moment; one that stands is left alone.
    if (known === mark) continue
    // A report may leave one's sight by one's own doing: handing it back up is no breach.
    const check = name === 'reports' ? 'true' : sees
    await sql
      .raw(
        `alter table public.${name} enable row level security;
         drop policy if exists serving on public.${name};
         create policy serving on public.${name} to ${SERVING_ROLE} using (true) with check (true);
         drop policy if exists staff on public.${name};
         create policy staff on public.${name} to ${STAFF_ROLE} using (${sees}) with check (${check});
         comment on policy staff on public.${name} is '${mark}'`,
      )
      .execute(tx)
  }
}

function seesThrough(nullable: boolean): string {
  const report = 'public.staff_sees_report(report_id)'
  // What belongs to no report yet: a file just uploaded, a message about an account.
  return nullable ? `(report_id is null or ${report})` : report
}
