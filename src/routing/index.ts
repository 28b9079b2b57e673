export { prepareColdStart } from './cold-start.ts'
export type { Handler } from './competence.ts'
export { type DuplicateSide, duplicateProbability, type ReadySide, readySide } from './duplicates.ts'
export { type EvaluationKind, evaluateFile } from './evaluate/evaluate-file.ts'
export { type FirstHolder, type FirstHolderReason, firstHolder } from './first-holder.ts'
export { openFileRouting, openSmsWords, trainOnTexts } from './open-from-files.ts'
export { findPlace, type Place, type PlaceEvidence } from './place.ts'
export {
  type HandlerProposal,
  type ProposalReason,
  proposeHandlers,
  type RoutingProposal,
  type RoutingQuestion,
} from './propose.ts'
export type { Routing } from './routing.ts'
export { readSms, type SmsIntent, type SmsWords } from './sms-grammar.ts'
export { type AutomaticActs, countAutomaticActs } from './stored/automatic-acts.ts'
export { readConfirmedHistory } from './stored/confirmed-history.ts'
export { addRule, listRules, type NewRule, switchRule, tryRule } from './stored/edit-rules.ts'
export {
  type DuplicateQuestion,
  type FoundDuplicate,
  findDuplicates,
  forgetOldWords,
} from './stored/find-duplicates.ts'
export { forgetRead } from './stored/forget-report.ts'
export { type KeptRouting, keepRouting } from './stored/kept-routing.ts'
export { readDuplicates } from './stored/likely-duplicates.ts'
export { openStoredRouting } from './stored/open-stored-routing.ts'
export { proposeForReport, readProposal, type StoredProposal } from './stored/proposals.ts'
export { type Reliability, type ReliabilityBand, readReliability } from './stored/reliability.ts'
export {
  hasObjected,
  objectToAutomation,
  type RoutingSettings,
  readRoutingSettings,
  saveRoutingSettings,
} from './stored/routing-settings.ts'
export { enoughToLearn, readTrainedModel, trainFromHistory } from './stored/stored-model.ts'
export { type RuleTrial, testRule } from './stored/test-rule.ts'
export type { UrgencyFlag, UrgencyKind } from './urgency.ts'
