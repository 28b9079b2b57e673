import { type Db, inTransaction, noteChange } from '../db/index.ts'
import { invalid } from '../errors.ts'

/** Who decides on requests to open an anonymous reporter's identity. */
export interface Custodian {
  readonly email: string
  readonly name: string
  readonly node: string
}

export function listCustodians(db: Db): Promise<Custodian[]> {
  return db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['account.email', 'account.name', 'node.name as node'])
    .where('account.custodian', '=', true)
    .where('account.active', '=', true)
    .orderBy('account.name')
    .execute()
}

/** Appoint or dismiss a custodian. @throws DomainError invalid_input on `email` when there is no such account */
export async function setCustodian(
  db: Db,
  email: string,
  appointed: boolean,
  by: { readonly accountId: number; readonly at: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable('staff_accounts')
      .set({ custodian: appointed })
      .where('email', '=', email.trim().toLowerCase())
      .where('active', '=', true)
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) throw invalid([{ field: 'email', code: 'unknown_account' }])
    const action = appointed ? 'appointed' : 'dismissed'
    await noteChange(tx, { ...by, area: 'custodian', action, subject: `account ${row.id}` })
  })
}
