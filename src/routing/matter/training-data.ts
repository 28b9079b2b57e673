import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportClass } from '../../db/index.ts'
import type { RegistryView } from '../registry-view.ts'
import { readTable, splitCell } from '../text/read-table.ts'

/** The label of a text that no institution should get: spam, a test, plain thanks. */
export const NOBODY = 'nobody'

/** Teaches nothing of categories. */
export const NO_LABEL = ''

/** A text with what people decided about it. */
export interface Example {
  readonly text: string
  /** A category's code, NOBODY or NO_LABEL. */
  readonly label: string
  readonly class: ReportClass | null
  readonly oversight: boolean | null
  /** How many plain examples it counts for. */
  readonly weight: number
  /** Written on purpose without the usual words of its matter; teaches, but says nothing of how sure one may be. */
  readonly indirect?: boolean
}

/** What a cold start learns from: the registry's own words, the word lists, and the examples shipped with it. */
export function coldStartExamples(projectDir: string, registry: RegistryView): Example[] {
  return [
    ...wordListExamples(projectDir),
    ...vocabularyExamples(projectDir),
    ...classWordExamples(projectDir),
    ...registryExamples(registry),
    ...sampleExamples(projectDir),
    ...corpusExamples(projectDir),
  ]
}

/** Word lists alone are no texts: they count for less than one. */
const WORD_WEIGHT = 0.5
const GROUP = 4

/** Each phrase alone, and phrases of one category side by side as in a text; the draw is always the same. */
function wordListExamples(projectDir: string): Example[] {
  const draw = seededDraw(20_261_124)
  return readTable(join(projectDir, 'registry', 'routing', 'category-words.csv')).flatMap((row) => {
    const label = row.category ?? ''
    const phrases = splitCell(row.words)
    const example = (text: string, weight: number): Example => ({
      text,
      label,
      class: null,
      oversight: null,
      weight,
    })
    const groups = Array.from({ length: phrases.length }, () =>
      Array.from(
        { length: 2 + Math.floor(draw() * GROUP) },
        () => phrases[Math.floor(draw() * phrases.length)],
      ),
    )
    return [
      ...phrases.map((phrase) => example(phrase, WORD_WEIGHT)),
      ...groups.map((group) => example(group.join(' . '), WORD_WEIGHT)),
    ]
  })
}

/** A word alone belongs to many categories: it counts little by itself, more beside others of its category. */
const SINGLE_WORD_WEIGHT = 0.2
const WORD_GROUPS = 8
const WORDS_IN_GROUP = 7

/** The vocabulary of each category: words that stand in its reports without being its name. */
function vocabularyExamples(projectDir: string): Example[] {
  const draw = seededDraw(20_261_126)
  return readTable(join(projectDir, 'registry', 'routing', 'category-vocabulary.csv')).flatMap((row) => {
    const label = row.category ?? ''
    const words = splitCell(row.words)
    const pick = () => words[Math.floor(draw() * words.length)]
    const groups = Array.from({ length: WORD_GROUPS }, () => Array.from({ length: WORDS_IN_GROUP }, pick))
    return [
      ...words.map((word) => exampleOf(word, label, SINGLE_WORD_WEIGHT)),
      ...groups.map((group) => exampleOf(group.join(' '), label, WORD_WEIGHT)),
    ]
  })
}

/** Turns of phrase that tell a question or a wish from a complaint; without a category. */
function classWordExamples(projectDir: string): Example[] {
  return readTable(join(projectDir, 'registry', 'routing', 'class-words.csv')).flatMap((row) =>
    splitCell(row.words).map((phrase) => ({ ...exampleOf(phrase, NO_LABEL, 1), class: classOf(row.class) })),
  )
}

/** Names and duties: an institution named in a text is a hint to the categories it handles. */
function registryExamples({ categories, institutions }: RegistryView): Example[] {
  const leaves = categories.filter((category) => category.parentCode !== null)
  const named = leaves.map((leaf) => exampleOf(leaf.name, leaf.code, 1))
  const aliases = institutions.flatMap((institution) =>
    leaves
      .filter((leaf) => leaf.handler === institution.code)
      .map((leaf) =>
        exampleOf(
          [institution.name, institution.shortName, ...institution.aliases].join(' . '),
          leaf.code,
          0.3,
        ),
      ),
  )
  const duties = institutions.flatMap((institution) =>
    leaves
      .filter((leaf) => institution.functions.some((one) => leaf.handler === `local:${one}`))
      .map((leaf) => exampleOf(`${institution.shortName} ${institution.duties ?? ''}`, leaf.code, 0.1)),
  )
  return [...named, ...aliases, ...duties]
}

function exampleOf(text: string, label: string, weight: number): Example {
  return { text, label, class: null, oversight: null, weight }
}

/** Archived because nobody should get them. */
const NOBODYS_REASONS: readonly unknown[] = ['not_real', 'abusive']

function sampleExamples(projectDir: string): Example[] {
  return readLines(join(projectDir, 'registry', 'sample'), /\.jsonl$/).flatMap((line): Example[] => {
    const steps: { action: string; reason?: string }[] = Array.isArray(line.steps) ? line.steps : []
    const thrownOut = steps.some((step) => step.action === 'archive' && NOBODYS_REASONS.includes(step.reason))
    const label = thrownOut ? NOBODY : line.verified_category_code
    if (typeof label !== 'string') return []
    return [
      {
        text: `${line.title ?? ''}\n${line.body}`,
        label,
        class: classOf(line.class),
        oversight: line.oversight === true,
        weight: 1,
      },
    ]
  })
}

function corpusExamples(projectDir: string): Example[] {
  return readLines(join(projectDir, 'registry', 'routing'), /^examples-.*\.jsonl$/).map((line) => ({
    text: String(line.text),
    label: typeof line.category === 'string' ? line.category : NOBODY,
    class: classOf(line.class),
    oversight: typeof line.oversight === 'boolean' ? line.oversight : null,
    weight: 1,
    indirect: line.indirect === true,
  }))
}

function classOf(value: unknown): ReportClass | null {
  return value === 'complaint' || value === 'aspiration' || value === 'information_request' ? value : null
}

function readLines(folder: string, names: RegExp): Record<string, unknown>[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => names.test(name))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line): Record<string, unknown> => JSON.parse(line))
}

/** Numbers from 0 to 1 that come in the same order each time, so that a training can be repeated (mulberry32). */
export function seededDraw(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
