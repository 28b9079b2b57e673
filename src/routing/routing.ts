import { type CompetenceRule, type ReadyRule, readyRules } from './competence.ts'
import { readCompetenceRules } from './competence-files.ts'
import type { MatterModel } from './matter/matter-model.ts'
import { buildGazetteer, type Gazetteer } from './place/gazetteer.ts'
import type { RegistryView, RoutingCategory } from './registry-view.ts'
import { readWordData, type WordData } from './text/word-data.ts'
import { readUrgencyWords, type UrgencyWords } from './urgency.ts'

/** Everything that proposals are made from; in memory, the same for all reports until it is opened anew. */
export interface Routing {
  readonly registry: RegistryView
  readonly categories: ReadonlyMap<string, RoutingCategory>
  readonly words: WordData
  readonly gazetteer: Gazetteer
  readonly model: MatterModel
  readonly rules: readonly ReadyRule[]
  readonly urgencyWords: UrgencyWords
}

/** Put a registry, a model and rules together; without rules those shipped with the registry hold. */
export function openRouting({
  projectDir,
  registry,
  model,
  rules,
}: {
  projectDir: string
  registry: RegistryView
  model: MatterModel
  rules?: readonly CompetenceRule[]
}): Routing {
  const words = readWordData(projectDir)
  return {
    registry,
    categories: new Map(registry.categories.map((category) => [category.code, category])),
    words,
    gazetteer: buildGazetteer(projectDir, registry, words),
    model,
    rules: readyRules(rules ?? readCompetenceRules(projectDir), words),
    urgencyWords: readUrgencyWords(projectDir, words),
  }
}
