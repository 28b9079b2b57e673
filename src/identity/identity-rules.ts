import { sql } from 'kysely'
import type { Db, IdentityStep, ReportClass } from '../db/index.ts'
import { invalid } from '../errors.ts'

const STEPS: readonly IdentityStep[] = ['contact', 'stated', 'verified']

/** A rule as an admin reads it; null holds for every class or category. */
export interface IdentityRule {
  readonly id: number
  readonly class: ReportClass | null
  readonly category_id: number | null
  readonly category_name_id: string | null
  readonly category_name_en: string | null
  readonly step: IdentityStep
}

/** The step a report needs: of its category's rule, else of its group's, else of its class's; otherwise the least. */
export async function requiredStep(
  db: Db,
  report: { readonly class: ReportClass; readonly categoryId: number | null },
): Promise<IdentityStep> {
  const rule = await db
    .selectFrom('identity_rules as rule')
    .leftJoin('categories as category', (join) => join.on('category.id', '=', report.categoryId))
    .select('rule.step')
    .where((where) => where.or([where('rule.class', 'is', null), where('rule.class', '=', report.class)]))
    .where((where) =>
      where.or([
        where('rule.category_id', 'is', null),
        where('rule.category_id', '=', where.ref('category.id')),
        where('rule.category_id', '=', where.ref('category.parent_id')),
      ]),
    )
    .orderBy(sql`rule.category_id is not distinct from category.id and category.id is not null`, 'desc')
    .orderBy(sql`rule.category_id is not null`, 'desc')
    .orderBy(sql`rule.class is not null`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return rule?.step ?? 'contact'
}

/** Whether any report needs more than a contact; then the form has a field for the NIK. */
export async function asksNik(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('identity_rules')
    .select('id')
    .where('step', '!=', 'contact')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export function listIdentityRules(db: Db): Promise<IdentityRule[]> {
  return db
    .selectFrom('identity_rules as rule')
    .leftJoin('categories as category', 'category.id', 'rule.category_id')
    .select([
      'rule.id',
      'rule.class',
      'rule.category_id',
      'rule.step',
      'category.name_id as category_name_id',
      'category.name_en as category_name_en',
    ])
    .orderBy('rule.id')
    .execute()
}

/**
 * Set the step for a class, a category or both; an earlier rule for the same is replaced.
 * @param canVerify whether a population registry is connected
 * @throws DomainError invalid_input on `step` or `category_code`
 */
export async function setIdentityRule(
  db: Db,
  rule: { readonly class: ReportClass | null; readonly categoryCode: string; readonly step: string },
  now: Date,
  canVerify = false,
): Promise<void> {
  const step = STEPS.find((known) => known === rule.step)
  if (step === undefined) throw invalid([{ field: 'step', code: 'invalid' }])
  // Its reports would wait for an answer that nobody gives.
  if (step === 'verified' && !canVerify) throw invalid([{ field: 'step', code: 'no_registry' }])
  const category =
    rule.categoryCode === ''
      ? null
      : await db
          .selectFrom('categories')
          .select('id')
          .where('code', '=', rule.categoryCode)
          .executeTakeFirst()
  if (category === undefined) throw invalid([{ field: 'category_code', code: 'unknown_category' }])
  const changes = { step, edited_at: now }
  await db
    .insertInto('identity_rules')
    .values({ class: rule.class, category_id: category?.id ?? null, ...changes })
    .onConflict((conflict) => conflict.columns(['class', 'category_id']).doUpdateSet(changes))
    .execute()
}

export async function removeIdentityRule(db: Db, id: number): Promise<void> {
  await db.deleteFrom('identity_rules').where('id', '=', id).execute()
}

/** East Timor, province 54 until 1999: who was registered there keeps the number. */
const FORMER_PROVINCES: ReadonlySet<string> = new Set(['54'])

/**
 * Whether a NIK's region exists or existed: the kabupaten or kota of today, or a number that one could have had in a
 * province of today or before. It says where the NIK was issued, not where the person lives.
 */
export async function isIssuedInKnownRegion(db: Db, nik: string): Promise<boolean> {
  const [province, regency, district] = [nik.slice(0, 2), nik.slice(2, 4), nik.slice(4, 6)]
  // Kabupaten count from 01, kota from 71.
  if (regency === '00' || regency === '70' || district === '00') return false
  if (FORMER_PROVINCES.has(province)) return true
  const row = await db.selectFrom('areas').select('code').where('code', '=', province).executeTakeFirst()
  return row !== undefined
}
