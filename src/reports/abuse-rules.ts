import { type AbuseRules, type Db, inTransaction, noteChange } from '../db/index.ts'
import { type FieldError, invalid } from '../errors.ts'

const LIMITS = {
  within_days: [1, 3_650],
  marks_for_identity: [1, 100],
  marks_for_block: [1, 100],
  block_days: [1, 365],
} as const satisfies Record<keyof AbuseRules, readonly [number, number]>

export const ABUSE_RULE_FIELDS = Object.keys(LIMITS) as (keyof AbuseRules)[]

/** What false reports lead to. */
export function readAbuseRules(db: Db): Promise<AbuseRules> {
  return db.selectFrom('abuse_rules').select(ABUSE_RULE_FIELDS).executeTakeFirstOrThrow()
}

/** @throws DomainError invalid_input on each field that is no whole number in its range */
export async function saveAbuseRules(
  db: Db,
  rules: AbuseRules,
  by: { readonly accountId: number; readonly at: Date },
): Promise<void> {
  const errors: FieldError[] = []
  for (const field of ABUSE_RULE_FIELDS) {
    const [min, max] = LIMITS[field]
    const value = rules[field]
    if (!Number.isInteger(value) || value < min || value > max) {
      errors.push({ field, code: 'number_out_of_range', values: { min, max } })
    }
  }
  if (errors.length > 0) throw invalid(errors)
  await inTransaction(db, async (tx) => {
    await tx.updateTable('abuse_rules').set(rules).execute()
    await noteChange(tx, {
      ...by,
      area: 'abuse',
      action: 'rules',
      subject: 'abuse rules',
      data: { ...rules },
    })
  })
}
