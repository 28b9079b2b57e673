import { settableClock } from '../clock.ts'
import { DomainError } from '../errors.ts'
import type { AppContext } from '../http/index.ts'
import type { Staff } from '../identity/index.ts'
import {
  type Actor,
  addInformation,
  admitReport,
  answerReport,
  archiveReport,
  assignReport,
  closeReport,
  completeReport,
  confirmReport,
  disputeReport,
  expireReport,
  followUpReport,
  holdReport,
  openSubmissionWriter,
  promisesSomething,
  returnReport,
  submitReport,
  verifyReport,
  watchReport,
  withdrawReport,
} from '../reports/index.ts'
import type { Story, StoryStep } from './sample-story.ts'

const WIB_OFFSET = '+07:00'
const HOUR_MS = 3_600_000

/**
 * Play a story through the real use cases with a clock that stands where the story says.
 * Nobody is told: the people of the sample do not exist. What would lie in the future is left out.
 */
export async function playStory(
  context: AppContext,
  story: Story,
  actors: ReadonlyMap<string, Staff>,
): Promise<void> {
  const now = context.clock.now()
  const clock = settableClock(beginning(story, now))
  const deps = {
    ...context,
    clock,
    enqueue: async () => undefined,
    write: openSubmissionWriter(context.db, async () => undefined),
  }
  const phoneOrEmail = { phone: story.phone, email: story.phone === null ? story.email : null }
  const submit = { input: { ...story, ...phoneOrEmail }, channel: story.channel, language: 'id' as const }
  const { trackingNumber } = await named(story, 'submit', () => submitReport(deps, submit))
  // What the watch would have said in the meantime is said at its own instant.
  const watchUntil = async (instant: number) => {
    let said: Date | null = null
    for (;;) {
      const next = await nextCheck(context, trackingNumber, instant)
      if (next === null || (said !== null && next <= said)) return
      clock.set(next)
      await watchReport(deps, trackingNumber)
      said = next
    }
  }
  for (const step of story.steps) {
    const due = await dueOf(context, trackingNumber)
    const planned = clock.now().getTime() + step.after_hours * HOUR_MS
    const at = step.by === 'system' && due !== null ? Math.max(planned, due.getTime() + 60_000) : planned
    if (at > now.getTime()) break
    await watchUntil(at)
    clock.set(new Date(at))
    await named(story, `${step.action} by ${step.by}`, () =>
      playStep(deps, story, step, trackingNumber, actors),
    )
  }
  await watchUntil(now.getTime())
}

/** A story that does not play is a mistake in the sample; say which and where. */
async function named<Result>(story: Story, what: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    const reason =
      error instanceof DomainError ? `${error.code} ${JSON.stringify(error.fields)}` : String(error)
    throw new Error(`sample ${story.ref}, ${what}: ${reason}`, { cause: error })
  }
}

async function playStep(
  deps: AppContext,
  story: Story,
  step: StoryStep,
  number: string,
  actors: ReadonlyMap<string, Staff>,
): Promise<unknown> {
  const actor = actorOf(story, step, actors)
  const text = step.text ?? ''
  switch (step.action) {
    case 'confirm_identity':
      return admitReport(deps, number, story.channel)
    case 'verify':
      return verifyReport(deps, actor, number, {
        oversight: story.oversight,
        category_code: step.category_code,
        title: story.public_title,
        public_body: step.public_body,
      })
    case 'assign':
      return assignReport(deps, actor, number, { institution_code: step.to ?? '', note: step.text })
    case 'follow_up':
      return followUpReport(deps, actor, number, { text, visibility: step.visibility ?? 'public' })
    case 'answer':
      return answerReport(deps, actor, number, { text, promised_on: promiseDate(deps, text) })
    case 'return':
      return returnReport(deps, actor, number, { reason: text, proposed_code: step.propose })
    case 'hold':
      return holdReport(deps, actor, number, { text })
    case 'complete':
      return completeReport(deps, actor, number, { text })
    case 'add_information':
      return addInformation(deps, actor, number, { text })
    case 'archive':
      return archiveReport(deps, actor, number, { reason: step.reason ?? '', text })
    case 'withdraw':
      return withdrawReport(deps, actor, number, { text })
    case 'confirm':
      return confirmReport(deps, actor, number, { rating: step.rating ?? 0, text })
    case 'dispute':
      return disputeReport(deps, actor, number, { text })
    case 'close':
      return closeReport(deps, actor, number, { text })
    case 'close_silent':
    case 'expire_identity':
    case 'expire_hold':
      return expireReport(deps, number, step.action)
    default:
      throw new Error(`unknown action ${step.action}`)
  }
}

/** The sample's officials keep to the rule that what is put off has a date: a fortnight. */
function promiseDate(deps: AppContext, text: string): string | null {
  const fortnight = new Date(deps.clock.now().getTime() + 14 * 24 * HOUR_MS)
  return promisesSomething(text) ? fortnight.toISOString().slice(0, 10) : null
}

function actorOf(story: Story, step: StoryStep, actors: ReadonlyMap<string, Staff>): Actor {
  if (step.by === 'reporter') return { kind: 'reporter', channel: story.channel }
  if (step.by === 'system') return { kind: 'system', channel: 'system' }
  const staff = actors.get(step.by)
  if (staff === undefined) throw new Error(`nobody acts for ${step.by}`)
  return { kind: 'staff', staff, channel: 'web' }
}

function beginning(story: Story, now: Date): Date {
  const today = new Date(now.getTime() + 7 * HOUR_MS).toISOString().slice(0, 10)
  const start = new Date(`${today}T${story.at}:00${WIB_OFFSET}`).getTime() - story.days_ago * 24 * HOUR_MS
  // A story of today may begin later in the day than it is now.
  return new Date(Math.min(start, now.getTime() - 20 * 60_000))
}

async function nextCheck(context: AppContext, trackingNumber: string, until: number): Promise<Date | null> {
  const row = await context.db
    .selectFrom('deadlines')
    .innerJoin('reports', 'reports.id', 'deadlines.report_id')
    .select('next_check_at')
    .where('tracking_number', '=', trackingNumber)
    .where('next_check_at', '<=', new Date(until))
    .orderBy('next_check_at')
    .limit(1)
    .executeTakeFirst()
  return row?.next_check_at ?? null
}

async function dueOf(context: AppContext, trackingNumber: string): Promise<Date | null> {
  const row = await context.db
    .selectFrom('reports')
    .select('due_at')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirstOrThrow()
  return row.due_at
}
