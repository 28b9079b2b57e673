import type { CompetenceRuleRow, Db } from '../../db/index.ts'
import type { CompetenceRule } from '../competence.ts'
import { readCompetenceRules } from '../competence-files.ts'

/** The enabled rules; an empty table is filled with those of the registry first. */
export async function loadCompetenceRules(db: Db, projectDir: string): Promise<CompetenceRule[]> {
  const rows = await db.selectFrom('competence_rules').selectAll().orderBy('id').execute()
  if (rows.length > 0) return rows.filter((row) => row.enabled).map(ruleOf)
  const shipped = readCompetenceRules(projectDir)
  if (shipped.length > 0) {
    await db
      .insertInto('competence_rules')
      .values(
        shipped.map((rule) => ({
          categories: [...rule.categories],
          words: [...rule.words],
          except_words: [...rule.exceptWords],
          area_prefix: rule.areaPrefix,
          handler_level: rule.handler.level,
          handler_name: rule.handler.kindOrName,
          priority: rule.priority,
          strength: rule.strength,
          enabled: true,
          note: rule.note,
          edited_at: null,
        })),
      )
      .execute()
  }
  const filled = await db.selectFrom('competence_rules').selectAll().orderBy('id').execute()
  return filled.map(ruleOf)
}

export function ruleOf(row: CompetenceRuleRow): CompetenceRule {
  return {
    id: row.id,
    categories: row.categories,
    words: row.words,
    exceptWords: row.except_words,
    areaPrefix: row.area_prefix,
    handler: { level: row.handler_level, kindOrName: row.handler_name },
    priority: row.priority,
    strength: row.strength,
    note: row.note,
  }
}
