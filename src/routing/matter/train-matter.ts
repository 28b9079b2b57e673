import { createHash } from 'node:crypto'
import { wordsOf } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'
import { addComplement, complementWeights } from './complement-bayes.ts'
import { extractFeatures } from './features.ts'
import { type Calibration, CLASSES, type MatterModel } from './matter-model.ts'
import { type TrainingVector, trainSoftmax } from './train-softmax.ts'
import { type Example, seededDraw } from './training-data.ts'
import { vectorOf } from './vectorise.ts'
import { type Vocabulary, vocabularyCounter } from './vocabulary.ts'

/** Texts may be asked for again and again: an array, or a reader of the database that starts anew each time. */
export type Examples = Iterable<Example>

/** Small trainings keep their vectors; of more examples than this each round makes them anew, to spare memory. */
const KEEP_VECTORS = 40_000
const FEATURES_AT_MOST = 60_000
/** Chosen by cross-validation: more of it knows more wordings, but is less sure of the usual ones. */
const COMPLEMENT_SHARE = 0.2
const PLAIN_CALIBRATION: Calibration = { temperature: 1, curve: [], threshold: 0.9 }

export interface TrainMatterOptions {
  readonly rounds?: number
  readonly calibration?: Calibration
  /** Class and oversight stay unlearned: for cross-validation, which asks after the category alone. */
  readonly categoryOnly?: boolean
}

/** Learn category, class and oversight from examples; the same examples give the same model. */
export function trainMatter(
  examples: Examples,
  data: WordData,
  options: TrainMatterOptions = {},
): MatterModel {
  const { vocabulary, labels, count, digest } = survey(examples, data)
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  const rounds = options.rounds ?? (count > 200_000 ? 1 : count > KEEP_VECTORS ? 3 : 8)
  const labelled = (labelOf: (example: Example) => number | null, weightOf: (example: Example) => number) =>
    vectors(examples, data, vocabulary, { labelOf, weightOf, keep: count <= KEEP_VECTORS })
  const shape = { features: vocabulary.size, rate: 0.5, decay: 2e-6 }
  const classIndex = (example: Example) => (example.class === null ? null : CLASSES.indexOf(example.class))
  const otherRounds = options.categoryOnly ? 0 : Math.min(rounds, 4)
  const ofCategory = labelled(
    (example) => indexOf.get(example.label) ?? null,
    (example) => example.weight,
  )
  return {
    version: digest,
    labels,
    vocabulary,
    category: addComplement(
      trainSoftmax(ofCategory, { ...shape, labels: labels.length, rounds }),
      complementWeights(ofCategory(0), { labels: labels.length, features: vocabulary.size }),
      { share: COMPLEMENT_SHARE, texts: ofCategory(0) },
    ),
    class: trainSoftmax(
      labelled(classIndex, (example) => example.weight),
      { ...shape, labels: CLASSES.length, rounds: otherRounds },
    ),
    oversight: trainSoftmax(
      labelled(
        (example) => (example.oversight === null ? null : Number(example.oversight)),
        (example) => example.weight,
      ),
      { ...shape, labels: 2, rounds: otherRounds },
    ),
    calibration: options.calibration ?? PLAIN_CALIBRATION,
  }
}

function survey(examples: Examples, data: WordData) {
  const counter = vocabularyCounter()
  const labels = new Set<string>()
  const digest = createHash('sha256').update('matter 2')
  let count = 0
  const seen = new Set<number>()
  for (const example of examples) {
    count += 1
    if (example.label !== '') labels.add(example.label)
    digest.update(example.label).update(example.text)
    seen.clear()
    extractFeatures(wordsOf(example.text, data), data, { add: (hash) => seen.add(hash) }, isList(example))
    counter.addText(seen)
  }
  const atLeast = count > 200_000 ? 20 : count > KEEP_VECTORS ? 5 : 2
  return {
    vocabulary: counter.finish({ atLeast, atMost: FEATURES_AT_MOST }),
    labels: [...labels].sort(),
    count,
    digest: digest.digest('hex').slice(0, 16),
  }
}

/** Nobody wrote a list of words: it has no class. */
function isList(example: Example): { isList: boolean } {
  return { isList: example.class === null }
}

interface VectorsOptions {
  readonly labelOf: (example: Example) => number | null
  readonly weightOf: (example: Example) => number
  readonly keep: boolean
}

function vectors(
  examples: Examples,
  data: WordData,
  vocabulary: Vocabulary,
  { labelOf, weightOf, keep }: VectorsOptions,
): (round: number) => Iterable<TrainingVector> {
  function* made(): Generator<TrainingVector> {
    for (const example of examples) {
      const label = labelOf(example)
      if (label === null) continue
      yield {
        vector: vectorOf(wordsOf(example.text, data), data, vocabulary, isList(example)),
        label,
        weight: weightOf(example),
      }
    }
  }
  if (!keep) return made
  const kept = [...made()]
  const draw = seededDraw(7)
  return () => shuffle(kept, draw)
}

function shuffle<Item>(items: Item[], draw: () => number): Item[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(draw() * (index + 1))
    const [a, b] = [items[index], items[other]]
    if (a === undefined || b === undefined) continue
    items[index] = b
    items[other] = a
  }
  return items
}
