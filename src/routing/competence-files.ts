import { join } from 'node:path'
import type { CompetenceRule } from './competence.ts'
import type { Level } from './registry-view.ts'
import { readTable, splitCell } from './text/read-table.ts'

/** The rules shipped with the registry; the database's own rows start as these. */
export function readCompetenceRules(projectDir: string): CompetenceRule[] {
  return readTable(join(projectDir, 'registry', 'routing', 'competence-rules.csv')).map((row) => ({
    id: null,
    categories: splitCell(row.categories),
    words: splitCell(row.words),
    exceptWords: splitCell(row.except_words),
    areaPrefix: row.area_prefix || null,
    handler: { level: levelOf(row.level), kindOrName: row.kind_or_name ?? '' },
    priority: Number(row.priority),
    strength: Number(row.strength),
    note: row.note ?? '',
  }))
}

function levelOf(text: string | undefined): Level {
  return text === 'national' || text === 'province' ? text : 'regency'
}
