import type { CompetenceRuleRow, Db } from '../../db/index.ts'
import { type FieldError, invalid, notFound } from '../../errors.ts'
import { readWordData } from '../text/word-data.ts'
import { loadCompetenceRules, ruleOf } from './competence-rows.ts'
import { type RuleTrial, testRule } from './test-rule.ts'

/** Every rule, those that decide first in front. */
export async function listRules(db: Db, projectDir: string): Promise<CompetenceRuleRow[]> {
  await loadCompetenceRules(db, projectDir)
  return db.selectFrom('competence_rules').selectAll().orderBy('priority', 'desc').orderBy('id').execute()
}

/** A rule as an admin writes it; lists hold one entry each. */
export interface NewRule {
  readonly categories: readonly string[]
  readonly words: readonly string[]
  readonly exceptWords: readonly string[]
  readonly areaPrefix: string | null
  readonly level: string
  readonly handler: string
  readonly priority: number
  /** 0 to 1: the share of a category's probability that moves. */
  readonly strength: number
  readonly note: string
}

const DUTY = /^[a-z]+(?:-[a-z]+)*$/
const AREA = /^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$/

/**
 * Keep a new rule, switched off: it is tried on past reports first.
 * @throws DomainError (422) naming the fields to mend
 */
export async function addRule(db: Db, rule: NewRule, now: Date): Promise<number> {
  const level = (['national', 'province', 'regency'] as const).find((one) => one === rule.level)
  const fields = await problemsOf(db, rule)
  if (level === undefined) fields.push({ field: 'level', code: 'required' })
  if (level === undefined || fields.length > 0) throw invalid(fields)
  const { id } = await db
    .insertInto('competence_rules')
    .values({
      categories: [...rule.categories],
      words: [...rule.words],
      except_words: [...rule.exceptWords],
      area_prefix: rule.areaPrefix,
      handler_level: level,
      handler_name: rule.handler,
      priority: rule.priority,
      strength: rule.strength,
      enabled: false,
      note: rule.note,
      edited_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function problemsOf(db: Db, rule: NewRule): Promise<FieldError[]> {
  const problems: FieldError[] = []
  const known = await db.selectFrom('categories').select('code').execute()
  const codes = new Set(known.map(({ code }) => code))
  if (rule.categories.some((code) => !codes.has(code)))
    problems.push({ field: 'categories', code: 'unknown_category' })
  if (rule.categories.length === 0 && rule.words.length === 0)
    problems.push({ field: 'words', code: 'required' })
  if (rule.areaPrefix !== null && !AREA.test(rule.areaPrefix))
    problems.push({ field: 'area_prefix', code: 'unknown_area' })
  if (!Number.isInteger(rule.priority) || rule.priority < 1 || rule.priority > 100)
    problems.push({ field: 'priority', code: 'out_of_percent' })
  if (!(rule.strength > 0 && rule.strength <= 1)) problems.push({ field: 'strength', code: 'out_of_percent' })
  const national =
    rule.level === 'national' &&
    (await db
      .selectFrom('institutions')
      .select('id')
      .where('code', '=', rule.handler)
      .where('active', '=', true)
      .executeTakeFirst()) === undefined
  if (national || !DUTY.test(rule.handler)) problems.push({ field: 'handler', code: 'unknown_institution' })
  if (rule.note.length > 200) problems.push({ field: 'note', code: 'too_long', values: { max: 200 } })
  return problems
}

/** @throws DomainError not_found */
export async function switchRule(db: Db, id: number, enabled: boolean, now: Date): Promise<void> {
  const row = await db
    .updateTable('competence_rules')
    .set({ enabled, edited_at: now })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}

/** What a rule, on or off, would have done to past reports. @throws DomainError not_found */
export async function tryRule(db: Db, projectDir: string, id: number): Promise<RuleTrial> {
  const row = await db.selectFrom('competence_rules').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return testRule(db, ruleOf(row), readWordData(projectDir))
}
