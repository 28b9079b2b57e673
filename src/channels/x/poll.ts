import { setTimeout as sleep } from 'node:timers/promises'
import type { XConfig } from '../../config.ts'
import type { Inbox } from '../inbox.ts'
import type { CallBudget } from './call-budget.ts'
import { readDirectMessages, readMentions, type Spending, type Timeline } from './read-timelines.ts'
import { problemOf, type XApi } from './x-api.ts'

/** What the account is asked for, each with a mark of its own. */
type Feature = 'mentions' | 'messages'
type Marks = Partial<Record<Feature, string>>

/** A plan may be changed while we run. */
const ASK_AGAIN_MS = 6 * 3_600_000

class BudgetUsed extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('the calls of today are used up')
    this.seconds = seconds
  }
}

/** Ask X for what is new, again and again, until the signal. A feature that waits for a limit does not stop the other. */
export async function poll(
  deps: {
    readonly config: XConfig
    readonly api: XApi
    readonly budget: CallBudget
    readonly inbox: Inbox
    readonly clock: { now(): Date }
  },
  signal: AbortSignal,
): Promise<void> {
  const { config, inbox } = deps
  const restUntil: Record<Feature, number> = { mentions: 0, messages: 0 }
  const troubles: Partial<Record<Feature, string>> = {}
  while (!signal.aborted) {
    for (const feature of config.features) {
      if (performance.now() < restUntil[feature]) continue
      const { waitMs, trouble } = await pollOnce(deps, feature)
      restUntil[feature] = performance.now() + waitMs
      if (trouble === null) delete troubles[feature]
      else troubles[feature] = trouble
    }
    await inbox.report('x', Object.values(troubles).join(' · ') || null)
    await sleep(config.pollSeconds * 1_000, undefined, { signal }).catch(() => undefined)
  }
}

async function pollOnce(
  { config, api, budget, inbox, clock }: Parameters<typeof poll>[0],
  feature: Feature,
): Promise<{ waitMs: number; trouble: string | null }> {
  const spending: Spending = {
    async call() {
      const seconds = await budget.spend()
      if (seconds !== null) throw new BudgetUsed(seconds)
    },
    read: (pieces) => budget.charge(feature === 'mentions' ? 'mention_read' : 'message_read', pieces),
  }
  const marks = readMarks(await inbox.readCursor('x'))
  const since = marks[feature] ?? null
  let timeline: Timeline
  try {
    timeline =
      feature === 'mentions'
        ? await readMentions(api, config.userId, since, spending)
        : await readDirectMessages(api, since, spending)
  } catch (error) {
    if (error instanceof BudgetUsed) {
      return { waitMs: error.seconds * 1_000, trouble: `LAPOR_X_CALLS_PER_DAY: ${error.message}` }
    }
    const problem = problemOf(error)
    if (problem.kind === 'limit') {
      const waitMs = Math.max(
        (problem.until?.getTime() ?? 0) - clock.now().getTime(),
        config.pollSeconds * 1_000,
      )
      return { waitMs, trouble: null }
    }
    const waitMs = problem.kind === 'plan' ? ASK_AGAIN_MS : 0
    return { waitMs, trouble: `${feature}: ${problem.reason}` }
  }
  // At the very first turn only the mark is taken: what was said before we listened is not a report to us.
  if (since !== null) await inbox.take(timeline.messages)
  // Stored first, marked then: a crash between the two reads some again, and the inbox knows them.
  const newest = timeline.newest ?? since ?? '1'
  if (newest !== since) {
    const present = readMarks(await inbox.readCursor('x'))
    await inbox.writeCursor('x', JSON.stringify({ ...present, [feature]: newest }))
  }
  return { waitMs: 0, trouble: null }
}

function readMarks(cursor: string | null): Marks {
  return cursor === null ? {} : (JSON.parse(cursor) as Marks)
}
