import type { Db } from '../../db/index.ts'
import { type CompetenceRule, decidingRule, readyRules, ruleText } from '../competence.ts'
import type { WordData } from '../text/word-data.ts'

export interface RuleTrial {
  /** Past reports on which the rule would have decided. */
  readonly moved: number
  /** Of these, how many went to somebody else by a person's decision. */
  readonly against: number
  readonly examples: readonly number[]
}

/** So many past reports tell enough, and are read in a second or two. */
const TRIED_ON = 20_000

/** Try a rule on the newest verified reports before it is switched on. */
export async function testRule(db: Db, rule: CompetenceRule, data: WordData): Promise<RuleTrial> {
  const ready = readyRules([rule], data)
  const reports = await db
    .selectFrom('reports')
    .innerJoin('categories', 'categories.id', 'reports.category_id')
    .innerJoin('institutions as holder', 'holder.id', 'reports.holder_id')
    .leftJoin('institutions as owner', 'owner.id', 'holder.institution_id')
    .select(['reports.id', 'title', 'body', 'reports.area_code', 'categories.code as category'])
    .select(['holder.code as holder', 'holder.functions', 'owner.code as owner', 'owner.kind as owner_kind'])
    .where('verified_at', 'is not', null)
    .orderBy('reports.id', 'desc')
    .limit(TRIED_ON)
    .execute()
  const decided = reports.filter(
    (report) =>
      decidingRule(ready, {
        category: report.category,
        words: ruleText(`${report.title}\n${report.body}`, data),
        areaCode: report.area_code,
      }) !== null,
  )
  const { level, kindOrName } = rule.handler
  const agrees = (report: (typeof decided)[number]) =>
    level === 'national'
      ? report.holder === kindOrName || report.owner === kindOrName
      : report.functions.includes(kindOrName) && (report.owner_kind === 'province') === (level === 'province')
  const against = decided.filter((report) => !agrees(report))
  return {
    moved: decided.length,
    against: against.length,
    examples: against.slice(0, 20).map(({ id }) => id),
  }
}
