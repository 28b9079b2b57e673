import { coldStartModel } from './cold-start.ts'
import { trainMatter } from './matter/train-matter.ts'
import { coldStartExamples, type Example, seededDraw } from './matter/training-data.ts'
import { readRegistryFiles } from './registry-view.ts'
import { openRouting, type Routing } from './routing.ts'
import { buildKeywordIndex } from './sms/keyword-index.ts'
import type { SmsWords } from './sms-grammar.ts'
import { readWordData } from './text/word-data.ts'

/** Routing on the registry's files and the model of the cold start; needs no database. */
export function openFileRouting({ projectDir, dataDir }: { projectDir: string; dataDir: string }): Routing {
  const registry = readRegistryFiles(projectDir)
  return openRouting({ projectDir, registry, model: coldStartModel(projectDir, dataDir, registry) })
}

/** What reading an SMS needs: keywords of all institutions, and the words that are none. */
export function openSmsWords(projectDir: string): SmsWords {
  const words = readWordData(projectDir)
  return {
    keywords: buildKeywordIndex(readRegistryFiles(projectDir)),
    isWord: (key) => words.known.has(key),
    isCommon: (key) => words.common.has(key),
  }
}

/** A training as large as asked for, of made reports: two texts of the cold start each; to measure its time. */
export function trainOnTexts(projectDir: string, count: number): void {
  const examples = coldStartExamples(projectDir, readRegistryFiles(projectDir)).filter(
    ({ label }) => label !== '',
  )
  function* made(): Generator<Example> {
    const draw = seededDraw(11)
    const pick = () => examples[Math.floor(draw() * examples.length)]
    for (let index = 0; index < count; index += 1) {
      const [one, other] = [pick(), pick()]
      if (one !== undefined && other !== undefined)
        yield { ...one, text: `${one.text} ${one.text} ${other.text}` }
    }
  }
  trainMatter({ [Symbol.iterator]: made }, readWordData(projectDir))
}
