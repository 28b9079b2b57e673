import { checkText } from '../check-text.ts'
import { beyondStaffScope, type Db, type DeadlineRow, type ReportRow } from '../db/index.ts'
import { recompute } from '../deadlines/index.ts'
import { DomainError } from '../errors.ts'
import type { Staff } from '../identity/index.ts'
import { perform, type ReportDeps } from './act.ts'
import { type Actor, isNational } from './actor.ts'
import type { Calendars } from './calendars.ts'
import { lockReport } from './lock-report.ts'
import { readPauses, saveJudged } from './report-deadlines.ts'

/** What running deadlines are judged by anew. */
export interface RecomputeScope {
  /** Also by the rules that hold today; otherwise each by the rule it began under, on today's calendar. */
  readonly byNewRules: boolean
}

export interface DeadlineMove {
  readonly trackingNumber: string
  readonly kind: string
  readonly from: Date
  readonly to: Date
}

export interface RecomputePreview {
  readonly deadlines: number
  readonly later: number
  readonly earlier: number
  /** They would be over already: nobody becomes late by a change, so these stay as they are. */
  readonly kept: number
  /** Some of those that move, the soonest due first. */
  readonly examples: readonly DeadlineMove[]
}

const BATCH = 500
const MOST_EXAMPLES = 20

/**
 * What a new judgement would do to the running deadlines of one's institution, for the national level to all. Changes
 * nothing: a rule or a holiday changed afterwards never moves a running deadline by itself.
 */
export function previewRecompute(
  deps: Pick<ReportDeps, 'db' | 'clock' | 'calendars'>,
  staff: Staff,
  scope: RecomputeScope,
): Promise<RecomputePreview> {
  // It judges by itself whose deadlines these are; row by row the database would take far longer.
  return beyondStaffScope(() => preview(deps, staff, scope))
}

async function preview(
  deps: Pick<ReportDeps, 'db' | 'clock' | 'calendars'>,
  staff: Staff,
  scope: RecomputeScope,
): Promise<RecomputePreview> {
  deps.calendars.forget()
  const now = deps.clock.now()
  const sum = { deadlines: 0, later: 0, earlier: 0, kept: 0 }
  const examples: DeadlineMove[] = []
  for await (const running of runningDeadlines(deps.db, staff)) {
    sum.deadlines += 1
    const judged = await judge(deps.calendars, running, running.report, scope, now)
    if (judged.change === 'kept') sum.kept += 1
    if (judged.change !== 'later' && judged.change !== 'earlier') continue
    sum[judged.change] += 1
    if (running.due_at !== null && judged.dueAt !== null)
      examples.push({
        trackingNumber: running.report.tracking_number,
        kind: running.kind,
        from: running.due_at,
        to: judged.dueAt,
      })
    if (examples.length > MOST_EXAMPLES * 10) keepSoonest(examples)
  }
  keepSoonest(examples)
  return { ...sum, examples }
}

/** @throws DomainError invalid_input on `reason`, before the work is handed to a worker */
export function checkRecomputeReason(reason: string): string {
  return checkText('reason', reason, { min: 10, max: 1_000 })
}

/**
 * Move the running deadlines, each report by itself with an event that says from when to when, by whom and why. Stopped
 * halfway and run again it moves the rest; run twice it moves nothing more.
 * @returns how many reports were moved
 */
export async function recomputeDeadlines(
  deps: ReportDeps,
  staff: Staff,
  scope: RecomputeScope & { readonly reason: string },
): Promise<number> {
  deps.calendars.forget()
  const numbers = new Set<string>()
  for await (const running of runningDeadlines(deps.db, staff)) {
    const judged = await judge(deps.calendars, running, running.report, scope, deps.clock.now())
    if (judged.change === 'later' || judged.change === 'earlier') numbers.add(running.report.tracking_number)
  }
  let moved = 0
  for (const number of numbers) if (await moveReport(deps, staff, number, scope)) moved += 1
  return moved
}

async function moveReport(
  deps: ReportDeps,
  staff: Staff,
  trackingNumber: string,
  scope: RecomputeScope & { readonly reason: string },
): Promise<boolean> {
  const actor: Actor = { kind: 'staff', staff, channel: 'web' }
  try {
    return await deps.db.transaction().execute(async (tx) => {
      const now = deps.clock.now()
      const { report, place } = await lockReport(tx, actor, trackingNumber, now, undefined)
      const open = await tx
        .selectFrom('deadlines')
        .selectAll()
        .where('report_id', '=', report.id)
        .where('met_at', 'is', null)
        .where('cancelled_at', 'is', null)
        .where('rule_id', 'is not', null)
        .where('kind', '!=', 'identity')
        .execute()
      const moves: { deadline: DeadlineRow; judged: Judged }[] = []
      for (const deadline of open) {
        const judged = await judge(deps.calendars, deadline, report, scope, now)
        if (judged.change === 'later' || judged.change === 'earlier') moves.push({ deadline, judged })
      }
      if (moves.length === 0) return false
      await perform({ ...deps, db: tx }, actor, { tx, report, place, now }, 'deadline_moved', async () => {
        for (const { deadline, judged } of moves) {
          const institution = await deps.calendars.of(deadline.institution_id ?? report.institution_id)
          await saveJudged(tx, { ...deadline, rule_id: judged.ruleId }, institution, now)
        }
        return {
          text: scope.reason,
          visibility: 'public',
          data: {
            moves: moves.map(({ deadline, judged }) => ({
              deadline: deadline.kind,
              from: deadline.due_at?.toISOString() ?? null,
              to: 'dueAt' in judged ? (judged.dueAt?.toISOString() ?? null) : null,
            })),
          },
        }
      })
      return true
    })
  } catch (error) {
    // Ended or handed on while the others were moved: then there is nothing of ours to move.
    if (error instanceof DomainError) return false
    throw error
  }
}

type Judged = ReturnType<typeof recompute> & { readonly ruleId: number | null }

async function judge(
  calendars: Calendars,
  deadline: DeadlineRow,
  report: Pick<ReportRow, 'class' | 'oversight' | 'institution_id'>,
  scope: RecomputeScope,
  now: Date,
): Promise<Judged> {
  const institution = await calendars.of(deadline.institution_id ?? report.institution_id)
  const began = deadline.rule_id === null ? null : institution.ruleById(deadline.rule_id)
  // No rule fits today: the one it began under goes on.
  const today = scope.byNewRules
    ? institution.ruleFor({
        kind: deadline.kind as Parameters<typeof institution.ruleFor>[0]['kind'],
        class: report.class,
        oversight: report.oversight,
        at: now,
      })
    : null
  const rule = today ?? began
  if (rule === null) return { change: 'none', ruleId: deadline.rule_id }
  const judged = recompute(
    {
      startedAt: deadline.started_at,
      rule,
      pauses: readPauses(deadline),
      dueAt: deadline.due_at,
      endedAt: deadline.met_at ?? deadline.cancelled_at,
    },
    institution.calendar,
    now,
  )
  return { ...judged, ruleId: rule.id }
}

type Running = DeadlineRow & {
  readonly report: Pick<ReportRow, 'tracking_number' | 'class' | 'oversight' | 'institution_id'>
}

async function* runningDeadlines(db: Db, staff: Staff): AsyncGenerator<Running> {
  for (let after = 0; ; ) {
    let query = db
      .selectFrom('deadlines')
      .innerJoin('reports', 'reports.id', 'deadlines.report_id')
      .selectAll('deadlines')
      .select([
        'reports.tracking_number',
        'reports.class',
        'reports.oversight',
        'reports.institution_id as holding_institution_id',
      ])
      .where('deadlines.met_at', 'is', null)
      .where('deadlines.cancelled_at', 'is', null)
      .where('deadlines.rule_id', 'is not', null)
      .where('deadlines.kind', '!=', 'identity')
      .where('deadlines.id', '>', after)
      .orderBy('deadlines.id')
      .limit(BATCH)
    if (!isNational(staff)) query = query.where('reports.institution_id', '=', staff.institutionId)
    const rows = await query.execute()
    for (const {
      tracking_number,
      class: reportClass,
      oversight,
      holding_institution_id,
      ...deadline
    } of rows) {
      yield {
        ...deadline,
        report: {
          tracking_number,
          class: reportClass,
          oversight,
          institution_id: holding_institution_id,
        },
      }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
    after = last.id
  }
}

function keepSoonest(examples: DeadlineMove[]): void {
  examples.sort((a, b) => a.to.getTime() - b.to.getTime())
  examples.splice(MOST_EXAMPLES)
}
