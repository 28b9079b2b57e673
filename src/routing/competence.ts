import type { Level } from './registry-view.ts'
import { wordsOf } from './text/text-forms.ts'
import type { WordData } from './text/word-data.ts'

/** Who handles something: a national institution by its code, or a function of a local government. */
export interface Handler {
  readonly level: Level
  readonly kindOrName: string
}

/** A condition on a text and its category, with the handler that follows from it; rows that an admin edits. */
export interface CompetenceRule {
  readonly id: number | null
  /** Holds for these categories, or for groups of them; empty for all. */
  readonly categories: readonly string[]
  /** Any of these phrases must stand in the text; empty for none needed. */
  readonly words: readonly string[]
  /** None of these may stand in it. */
  readonly exceptWords: readonly string[]
  /** Only for places in this region. */
  readonly areaPrefix: string | null
  readonly handler: Handler
  /** Of rules that hold, the highest decides. */
  readonly priority: number
  /** The share of the category's probability that moves to the handler. */
  readonly strength: number
  readonly note: string
}

/** The text's words in the form that rules compare: slang resolved, stems, one space between. */
export function ruleText(text: string, data: WordData): string {
  return ` ${wordsOf(text, data)
    .map((word) => word.stem)
    .join(' ')} `
}

/** A rule with its phrases brought into the compared form once. */
export interface ReadyRule extends CompetenceRule {
  readonly phrases: readonly string[]
  readonly exceptPhrases: readonly string[]
}

/** Bring rules into the order in which they are asked. */
export function readyRules(rules: readonly CompetenceRule[], data: WordData): ReadyRule[] {
  return rules
    .map((rule) => ({
      ...rule,
      phrases: rule.words.map((phrase) => ruleText(phrase, data)),
      exceptPhrases: rule.exceptWords.map((phrase) => ruleText(phrase, data)),
    }))
    .sort((a, b) => b.priority - a.priority)
}

/** The rule that decides on a category in a text, or null when the category's own handler stays. */
export function decidingRule(
  rules: readonly ReadyRule[],
  { category, words, areaCode }: { category: string; words: string; areaCode: string | null },
): ReadyRule | null {
  return (
    rules.find(
      (rule) =>
        (rule.categories.length === 0 ||
          rule.categories.some((one) => category === one || category.startsWith(`${one}.`))) &&
        (rule.phrases.length === 0 || rule.phrases.some((phrase) => words.includes(phrase))) &&
        !rule.exceptPhrases.some((phrase) => words.includes(phrase)) &&
        (rule.areaPrefix === null ||
          areaCode === rule.areaPrefix ||
          (areaCode?.startsWith(`${rule.areaPrefix}.`) ?? false)),
    ) ?? null
  )
}

export function handlerKey({ level, kindOrName }: Handler): string {
  return `${level}:${kindOrName}`
}
