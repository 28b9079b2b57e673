import type { Db } from '../../db/index.ts'
import { coldStartModel } from '../cold-start.ts'
import { readRegistryRows } from '../registry-view.ts'
import { openRouting, type Routing } from '../routing.ts'
import { loadCompetenceRules } from './competence-rows.ts'
import { newestModel } from './stored-model.ts'

/** Open routing on the database's registry, rules and newest model; before the first training with the cold start's. */
export async function openStoredRouting(
  db: Db,
  { projectDir, dataDir }: { projectDir: string; dataDir: string },
): Promise<Routing> {
  const registry = await readRegistryRows(db, projectDir)
  const [rules, trained] = await Promise.all([loadCompetenceRules(db, projectDir), newestModel(db)])
  return openRouting({
    projectDir,
    registry,
    rules,
    model: trained ?? coldStartModel(projectDir, dataDir, registry),
  })
}
