import type { CompetenceRuleRow } from '../../../db/index.ts'
import type { AutomaticActs, Reliability, RoutingSettings, RuleTrial } from '../../../routing/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'

export const ROUTING_PATH = '/petugas/perutean'
export const ROUTING_PARTS = ['ketepatan', 'aturan', 'otomatis'] as const
export type RoutingPart = (typeof ROUTING_PARTS)[number]

export interface TrainedModel {
  readonly version: string
  readonly trainedAt: Date
  readonly examples: number
}

export interface RoutingPageProps {
  readonly frame: ConsoleFrame
  readonly part: RoutingPart
  readonly refused: Refused | null
  readonly saved: 'rule' | 'settings' | null
  /** Of what may be seen here: all reports at the national level, else those of one's institution. */
  readonly reliability: Reliability | null
  /** Null before the first training on the operator's own history. */
  readonly model: TrainedModel | null
  readonly rules: readonly CompetenceRuleRow[]
  /** Of categories and institutions by their code. */
  readonly names: ReadonlyMap<string, string>
  readonly tried: TriedRule | null
  /** Rules hold for everybody: the national level edits them. */
  readonly mayEditRules: boolean
  readonly settings: RoutingSettings
  readonly acts: AutomaticActs
  readonly maySet: boolean
  readonly institutionName: string
}

export interface TriedRule {
  readonly id: number
  readonly trial: RuleTrial
  /** Numbers of reports it would have given to somebody else than a person did. */
  readonly against: readonly string[]
}
