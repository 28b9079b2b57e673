import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aloneInFolder } from './alone-in-folder.ts'
import { handlerKey, readyRules, ruleText } from './competence.ts'
import { readCompetenceRules } from './competence-files.ts'
import { calibrated, fitCurve, type Outcome, thresholdFor } from './matter/calibrate.ts'
import { type Calibration, type MatterModel, readMatter } from './matter/matter-model.ts'
import { packModel, unpackModel } from './matter/model-blob.ts'
import { trainMatter } from './matter/train-matter.ts'
import { coldStartExamples, type Example, NO_LABEL } from './matter/training-data.ts'
import { rankHandlers } from './propose.ts'
import { type RegistryView, readRegistryFiles } from './registry-view.ts'
import { wordsOf } from './text/text-forms.ts'
import { readWordData, type WordData } from './text/word-data.ts'

/** A change of the program that changes what a training makes, or how a model is read, changes it: others are not used. */
export const PROGRAM = 'program 9'
/** Alone where this share is right in cross-validation; a little below 95 %, as the model that serves knows a sixth more. */
const PRECISION = 0.945
/** Each asked model knows five sixths, nearly what the one that serves knows; three of six take half a minute. */
const PARTS = 6
const ASKED_PARTS = 3

/** The model of a system without history of its own: from the cache in the data folder, else trained and kept there. */
export function coldStartModel(projectDir: string, dataDir: string, registry: RegistryView): MatterModel {
  const folder = join(dataDir, 'routing')
  const file = join(folder, `cold-start-${sourcesHash(projectDir)}.bin`)
  return (
    keptModel(file) ??
    aloneInFolder(folder, `${file}.training`, () => {
      // Another process may have made it in the meantime.
      const made = keptModel(file)
      if (made !== null) return made
      const model = trainCalibrated(coldStartExamples(projectDir, registry), projectDir, registry)
      writeFileSync(`${file}.${process.pid}`, packModel(model))
      renameSync(`${file}.${process.pid}`, file)
      return model
    })
  )
}

/** Null as well for one that was written by a process that was stopped, or by an older program. */
function keptModel(file: string): MatterModel | null {
  if (!existsSync(file)) return null
  try {
    return unpackModel(readFileSync(file))
  } catch {
    return null
  }
}

/** Train on all, with the calibration found by training on parts and asking the rest. */
export function trainCalibrated(
  examples: readonly Example[],
  projectDir: string,
  registry: RegistryView,
): MatterModel {
  const words = readWordData(projectDir)
  const calibration = crossValidate(examples, { words, projectDir, registry }).calibration
  return trainMatter(examples, words, { calibration })
}

/** Real texts, as opposed to word lists, have a class. */
function isText(example: Example): boolean {
  return example.class !== null && example.label !== NO_LABEL
}

/** More texts than this tell nothing more about calibration. */
const ASKED_AT_MOST = 8_000

export function crossValidate(
  examples: readonly Example[],
  known: { words: WordData; projectDir: string; registry: RegistryView },
): { outcomes: Outcome[]; calibration: Calibration } {
  const texts = examples.filter(isText).slice(-ASKED_AT_MOST)
  const lists = examples.filter((example) => !isText(example))
  const routing = {
    rules: readyRules(readCompetenceRules(known.projectDir), known.words),
    categories: new Map(known.registry.categories.map((category) => [category.code, category])),
  }
  const first = (categories: readonly { code: string; probability: number }[], text: string) => {
    const [best] = rankHandlers(categories, ruleText(text, known.words), null, routing)
    return { key: best?.handler ? handlerKey(best.handler) : 'nobody', stated: best?.probability ?? 0 }
  }
  const outcomes: Outcome[] = []
  for (let asked = 0; asked < ASKED_PARTS; asked += 1) {
    const model = trainMatter(
      [...lists, ...texts.filter((_, index) => index % PARTS !== asked)],
      known.words,
      {
        categoryOnly: true,
      },
    )
    texts.forEach((example, index) => {
      if (index % PARTS !== asked) return
      const { categories } = readMatter(wordsOf(example.text, known.words), known.words, model)
      const wanted = first([{ code: example.label, probability: 1 }], example.text)
      const found = first(categories, example.text)
      if (!example.indirect) outcomes.push({ stated: found.stated, right: found.key === wanted.key })
    })
  }
  const curve = fitCurve(outcomes)
  const after = outcomes.map(({ stated, right }) => ({ stated: calibrated(stated, { curve }), right }))
  return { outcomes, calibration: { temperature: 1, curve, threshold: thresholdFor(after, PRECISION) } }
}

function sourcesHash(projectDir: string): string {
  const hash = createHash('sha256').update(PROGRAM)
  const registry = join(projectDir, 'registry')
  const files = ['routing', 'sample'].flatMap((folder) =>
    readdirSync(join(registry, folder))
      .filter((name) => !name.startsWith('heldout'))
      .sort()
      .map((name) => join(registry, folder, name)),
  )
  for (const file of [
    ...files,
    join(registry, 'categories.csv'),
    join(registry, 'national-institutions.csv'),
  ]) {
    hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Make the cold start's model if the data folder has none; half a minute of work for one core. */
export function prepareColdStart(config: { projectDir: string; dataDir: string }): void {
  coldStartModel(config.projectDir, config.dataDir, readRegistryFiles(config.projectDir))
}

/** Whether the data folder has the model of the present files. */
export function hasColdStart({ projectDir, dataDir }: { projectDir: string; dataDir: string }): boolean {
  return existsSync(join(dataDir, 'routing', `cold-start-${sourcesHash(projectDir)}.bin`))
}
