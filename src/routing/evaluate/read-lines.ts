import { readFileSync } from 'node:fs'
import { SetupError } from '../../errors.ts'

/** The lines of a JSONL file. @throws SetupError naming the line that is none */
export function readLines(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index): Record<string, unknown>[] => {
      if (line.trim() === '') return []
      try {
        return [JSON.parse(line)]
      } catch {
        throw new SetupError(`${path}, line ${index + 1}, is no JSON`)
      }
    })
}
