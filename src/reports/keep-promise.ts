import { checkText } from '../check-text.ts'
import { DomainError } from '../errors.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { openDeadlines } from './report-deadlines.ts'

/**
 * Say that what was promised is done; also after the report is closed, as a promise outlives it.
 * @throws DomainError no_open_promise (409)
 */
export function sayPromiseKept(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: {
    text: string
    attachments?: readonly string[] | undefined
    expectedVersion?: number | undefined
  },
): Promise<ActionResult> {
  const request = { action: 'promise_kept', expectedVersion: command.expectedVersion } as const
  return act(deps, actor, trackingNumber, request, async ({ tx, report }) => {
    const open = await openDeadlines(tx, report.id)
    if (!open.some(({ kind }) => kind === 'promise')) throw new DomainError('no_open_promise', 409)
    return {
      text: checkText('text', command.text, { min: 10, max: 10_000 }),
      visibility: 'public',
      attachments: command.attachments ?? [],
    }
  })
}
