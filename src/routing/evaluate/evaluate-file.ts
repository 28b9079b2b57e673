import { openFileRouting, openSmsWords } from '../open-from-files.ts'
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
  if (kind === 'sms') return evaluateSms(lines, openSmsWords(projectDir))
  const routing = openFileRouting({ projectDir, dataDir })
  return kind === 'duplicates' ? evaluateDuplicates(lines, routing) : evaluateHandlers(lines, routing)
}
