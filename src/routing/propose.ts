import type { ReportClass } from '../db/index.ts'
import { decidingRule, type Handler, handlerKey, ruleText } from './competence.ts'
import { calibrated } from './matter/calibrate.ts'
import { readMatter, wordsFor } from './matter/matter-model.ts'
import { NOBODY } from './matter/training-data.ts'
import { findPlace, type Place } from './place.ts'
import type { Routing } from './routing.ts'
import { type Word, wordsOf } from './text/text-forms.ts'
import type { WordData } from './text/word-data.ts'
import { unitOf } from './unit-of-handler.ts'
import { findUrgency, type UrgencyFlag } from './urgency.ts'

export interface RoutingQuestion {
  readonly text: string
  readonly title?: string | null
  /** The region the channel knows. */
  readonly areaHint?: string | null
  /** The region the reporter chose. */
  readonly areaCode?: string | null
  readonly class?: ReportClass | null
  /** The category the reporter chose. */
  readonly categoryCode?: string | null
  readonly position?: { readonly latitude: number; readonly longitude: number } | null
}

export interface HandlerProposal {
  /** Null: nobody should get it. */
  readonly handler: Handler | null
  /** The institution or unit's code and id, where the registry has it. */
  readonly institutionCode: string | null
  readonly institutionId: number | null
  readonly category: string | null
  readonly probability: number
  readonly reasons: readonly ProposalReason[]
}

/** Data for a sentence that the interface words. */
export type ProposalReason =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'place'; readonly code: string; readonly words: string | null }
  | { readonly kind: 'chosen_category'; readonly category: string }
  | { readonly kind: 'rule'; readonly ruleId: number | null; readonly note: string }

export interface RoutingProposal {
  /** The three most probable handlers, the first one first. */
  readonly handlers: readonly HandlerProposal[]
  readonly class: ReportClass
  readonly classProbability: number
  readonly categories: readonly { readonly code: string; readonly probability: number }[]
  readonly oversight: boolean
  readonly place: Place
  readonly urgency: readonly UrgencyFlag[]
  /** Too unsure to act alone: a person decides. */
  readonly abstain: boolean
  readonly modelVersion: string
}

/** A reporter's own choice of category is right so often. */
const CHOSEN_CATEGORY_SHARE = 0.55
const PROPOSALS = 3

/** Propose who should get a report, with reasons and a calibrated confidence; asks nobody and changes nothing. */
export function proposeHandlers(question: RoutingQuestion, routing: Routing): RoutingProposal {
  const { words: data, model } = routing
  const text = question.title ? `${question.title}\n${question.text}` : question.text
  const words = wordsOf(text, data)
  const matter = readMatter(words, data, model)
  const place = findPlace(
    {
      text,
      chosen: question.areaCode ?? null,
      hint: question.areaHint ?? null,
      position: question.position ?? null,
    },
    routing.gazetteer,
  )
  const chosen = question.categoryCode ?? null
  const categories = matter.categories.map(({ code, probability }) => ({
    code,
    probability:
      chosen === null
        ? probability
        : probability * (1 - CHOSEN_CATEGORY_SHARE) + (code === chosen ? CHOSEN_CATEGORY_SHARE : 0),
  }))
  const ranked = rankHandlers(categories, ruleText(text, data), place.code, routing)
  const sum = ranked.reduce((total, { probability }) => total + probability, 0) || 1
  const share = (index: number) => (ranked[index]?.probability ?? 0) / sum
  const sure = calibrated(share(0), model.calibration)
  // What the first one does not have is divided among the others as before.
  const rest = (1 - sure) / (1 - share(0) || 1)
  const handlers = ranked.slice(0, PROPOSALS).map((found, index): HandlerProposal => {
    const unit = found.handler === null ? null : unitOf(found.handler, place.code, routing.registry)
    return {
      handler: found.handler,
      institutionCode: unit?.code ?? null,
      institutionId: unit?.id ?? null,
      category: found.category === NOBODY ? null : found.category,
      probability: index === 0 ? sure : Math.min(sure, share(index) * rest),
      reasons: [
        { kind: 'words', words: wordsFor(words, data, model, found.category) },
        ...placeReason(found.handler, place),
        ...(chosen !== null && found.category === chosen
          ? [{ kind: 'chosen_category' as const, category: chosen }]
          : []),
        ...(found.rule === null
          ? []
          : [{ kind: 'rule' as const, ruleId: found.rule.id, note: found.rule.note }]),
      ],
    }
  })
  const [first] = categories.toSorted((a, b) => b.probability - a.probability)
  const categoryRow = routing.categories.get(first?.code ?? '')
  const foundClass = question.class ?? matter.class
  return {
    handlers,
    class: foundClass,
    classProbability: matter.classProbability,
    categories: categories.slice(0, PROPOSALS),
    oversight: foundClass === 'complaint' && (categoryRow?.oversight === true || matter.oversight > 0.6),
    place,
    urgency: findUrgency(text, data, routing.urgencyWords),
    abstain: saysNothing(words, data) || (handlers[0]?.probability ?? 0) < model.calibration.threshold,
    modelVersion: model.version,
  }
}

/** "Tolong pak": a call for help without its matter is asked about by a person, not taken for idle talk. */
function saysNothing(words: readonly Word[], { stopWords }: WordData): boolean {
  return words.every(({ meant, stem }) => stopWords.has(meant) || stopWords.has(stem))
}

interface Ranked {
  readonly handler: Handler | null
  readonly category: string
  readonly rule: { readonly id: number | null; readonly note: string } | null
  probability: number
  best: number
}

/** Categories lead to handlers; a rule moves a share of a category's probability to another one. */
export function rankHandlers(
  categories: readonly { readonly code: string; readonly probability: number }[],
  text: string,
  areaCode: string | null,
  routing: Pick<Routing, 'rules' | 'categories'>,
): Ranked[] {
  const found = new Map<string, Ranked>()
  const give = (handler: Handler | null, probability: number, category: string, rule: Ranked['rule']) => {
    if (probability <= 0) return
    const key = handler === null ? NOBODY : handlerKey(handler)
    const present = found.get(key)
    const sum = (present?.probability ?? 0) + probability
    if (present !== undefined && present.best >= probability) present.probability = sum
    else found.set(key, { handler, category, rule, probability: sum, best: probability })
  }
  for (const { code, probability } of categories) {
    if (probability < 1e-4) continue
    if (code === NOBODY) {
      give(null, probability, code, null)
      continue
    }
    const rule = decidingRule(routing.rules, { category: code, words: text, areaCode })
    const own = defaultHandler(code, routing)
    if (rule === null) give(own, probability, code, null)
    else {
      give(rule.handler, probability * rule.strength, code, rule)
      give(own, probability * (1 - rule.strength), code, null)
    }
  }
  return [...found.values()].sort((a, b) => b.probability - a.probability)
}

function defaultHandler(code: string, { categories }: Pick<Routing, 'categories'>): Handler | null {
  const category = categories.get(code)
  const handler = category?.handler ?? null
  if (category === undefined || handler === null) return { level: 'regency', kindOrName: 'coordinator' }
  return handler.startsWith('local:')
    ? { level: category.level, kindOrName: handler.slice('local:'.length) }
    : { level: 'national', kindOrName: handler }
}

function placeReason(handler: Handler | null, place: Place): ProposalReason[] {
  if (handler === null || handler.level === 'national' || place.code === null) return []
  const named = place.evidence.find((one) => one.kind === 'words')
  return [{ kind: 'place', code: place.code, words: named?.kind === 'words' ? named.words : null }]
}
