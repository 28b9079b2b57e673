import { checkText } from '../check-text.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, SYSTEM } from './actor.ts'

/** A system that handles the report needs to reach its reporter: the reporter is asked, with its reason. */
export function askForIdentity(
  deps: ReportDeps,
  trackingNumber: string,
  { systemName, reason }: { systemName: string; reason: string },
): Promise<ActionResult> {
  return act(deps, { ...SYSTEM, channel: 'exchange' }, trackingNumber, { action: 'ask_identity' }, () => ({
    text: checkText('text', reason, { min: 10, max: 1_000 }),
    visibility: 'participants',
    data: { system: systemName },
  }))
}

/** The reporter's own decision; what was agreed is sent by the caller in the same transaction. */
export function answerIdentityQuestion(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  agrees: boolean,
): Promise<ActionResult> {
  const action = agrees ? 'give_identity' : 'keep_identity'
  return act(deps, actor, trackingNumber, { action }, () => ({ visibility: 'participants' }))
}
