import { coldStartModel } from '../cold-start.ts'
import { readRegistryFiles } from '../registry-view.ts'
import { openRouting } from '../routing.ts'
import { buildKeywordIndex } from '../sms/keyword-index.ts'
import { readWordData } from '../text/word-data.ts'
import { evaluateDuplicates } from './evaluate-duplicates.ts'
import { evaluateHandlers } from './evaluate-handlers.ts'
import { evaluateSms } from './evaluate-sms.ts'
import { readLines } from './read-lines.ts'

export type EvaluationKind = 'handlers' | 'sms' | 'duplicates'

/** Figures on a file of labelled lines, from the registry's files alone: no server and no database. */
export function evaluateFile(
  file: string,
  kind: EvaluationKind,
  { projectDir, dataDir }: { projectDir: string; dataDir: string },
): { figures: object; missed: readonly object[] } {
  const lines = readLines(file)
  const registry = readRegistryFiles(projectDir)
  if (kind === 'sms') {
    const words = readWordData(projectDir)
    return evaluateSms(lines, {
      keywords: buildKeywordIndex(registry),
      isWord: (key) => words.known.has(key),
      isCommon: (key) => words.common.has(key),
    })
  }
  const routing = openRouting({ projectDir, registry, model: coldStartModel(projectDir, dataDir, registry) })
  return kind === 'duplicates' ? evaluateDuplicates(lines, routing) : evaluateHandlers(lines, routing)
}
