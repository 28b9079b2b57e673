import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { hashPassword } from '../../src/identity/staff.ts'

/** Somebody who acts for each institution and unit; nobody knows their password. */
export async function makeAccounts(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into staff_accounts (email, name, password_hash, role, institution_id, training, created_at)
     select code || '@bench.test', 'Petugas ' || short_name, $1,
       case when parent_id is null then 'national_admin' when institution_id = id then 'institution_admin'
         else 'unit_officer' end, id, true, now()
     from institutions on conflict do nothing`,
    [await hashPassword(randomBytes(18).toString('base64url'))],
  )
}
