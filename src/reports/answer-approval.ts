import { type Db, inTransaction } from '../db/index.ts'
import { forgetRegistry } from '../institutions/index.ts'

/** Whether answers of an institution wait for approval, and who of its people may approve. */
export interface ApprovalSettings {
  readonly needed: boolean
  readonly accounts: readonly {
    readonly id: number
    readonly name: string
    readonly email: string
    readonly node: string
    readonly mayApprove: boolean
  }[]
}

export async function readApprovalSettings(db: Db, institutionId: number): Promise<ApprovalSettings> {
  const [institution, accounts] = await Promise.all([
    db
      .selectFrom('institutions')
      .select('answers_need_approval')
      .where('id', '=', institutionId)
      .executeTakeFirstOrThrow(),
    accountsOf(db, institutionId)
      .select(['account.id', 'account.name', 'account.email', 'node.short_name as node'])
      .select('account.may_approve as mayApprove')
      .orderBy('account.may_approve', 'desc')
      .orderBy('node.path')
      .orderBy('account.name')
      .execute(),
  ])
  return { needed: institution.answers_need_approval, accounts }
}

/**
 * Say whether answers of an institution need approval, and by whom. Accounts of other institutions are left alone.
 * Answers that wait stay waiting when it is switched off, until somebody decides or answers anew.
 */
export async function saveApprovalSettings(
  deps: { readonly db: Db },
  institutionId: number,
  settings: { readonly needed: boolean; readonly approverIds: readonly number[] },
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('institutions')
      .set({ answers_need_approval: settings.needed })
      .where('id', '=', institutionId)
      .execute()
    const own = await accountsOf(tx, institutionId).select(['account.id', 'account.may_approve']).execute()
    for (const { id, may_approve } of own) {
      const may = settings.approverIds.includes(id)
      if (may !== may_approve)
        await tx.updateTable('staff_accounts').set({ may_approve: may }).where('id', '=', id).execute()
    }
  })
  forgetRegistry()
}

function accountsOf(db: Db, institutionId: number) {
  return db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .where('node.institution_id', '=', institutionId)
    .where('account.active', '=', true)
    .where('account.role', '!=', 'observer')
}
