import { checkText } from '../check-text.ts'
import type { Db, ReportRow } from '../db/index.ts'
import { endOfDate } from '../deadlines/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { institutionByCode } from '../institutions/index.ts'
import { type ActionPlan, type ActionResult, act, type ReportDeps } from './act.ts'
import { type Actor, isNational } from './actor.ts'
import { isCalendarDate } from './check-submission.ts'
import { insertDeadline } from './report-deadlines.ts'

/** The work of supporting handlers: each has a task, a deadline and entries of its own beside the one who leads. */

const TEXT = { min: 10, max: 5_000 }

export interface AddTask {
  readonly institution_code: string
  readonly task: string
  /** The lead cannot answer while a required task is open, unless it says why. */
  readonly required: boolean
  /** The last day, YYYY-MM-DD; without one the task is due with the report. */
  readonly due_on?: string | null | undefined
  readonly expectedVersion?: number | undefined
}

/** Ask another institution or unit, of any government, to do its part. */
export function addTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: AddTask,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'add_task', expectedVersion: command.expectedVersion },
    async ({ tx, report, now }) => {
      const target = await institutionByCode(tx, command.institution_code)
      if (target === null || !target.active)
        throw invalid([{ field: 'institution_code', code: 'unknown_institution' }])
      if (target.id === report.holder_id)
        throw invalid([{ field: 'institution_code', code: 'holder_is_lead' }])
      const task = checkText('task', command.task, TEXT)
      const institution = await deps.calendars.of(target.institution_id ?? target.id)
      const due = dueOf(command.due_on ?? null, report, institution.calendar.zone, now)
      return {
        text: task,
        visibility: 'internal',
        targetId: target.id,
        data: { required: command.required, due_at: due?.toISOString() ?? null },
        also: async (tx) => {
          await refuseSecondTask(tx, report.id, target.id)
          const { id } = await tx
            .insertInto('assignments')
            .values({
              report_id: report.id,
              role: 'supporting',
              from_id: report.holder_id,
              to_id: target.id,
              institution_id: target.institution_id ?? target.id,
              assigned_at: now,
              ended_at: null,
              outcome: null,
              task,
              required: command.required,
            })
            .returning('id')
            .executeTakeFirstOrThrow()
          await insertDeadline(tx, {
            reportId: report.id,
            kind: 'task',
            rule: null,
            institution,
            startedAt: now,
            dueAt: due,
            now,
            assignmentId: id,
          })
        },
      }
    },
  )
}

/** A supporting handler's entry: public for everybody, internal for all handlers of the report. */
export function followUpTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text: string; visibility: 'public' | 'internal'; attachments?: readonly string[] | undefined },
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'task_follow_up' }, () => ({
    text: checkText('text', command.text, {
      min: command.visibility === 'internal' ? 1 : TEXT.min,
      max: TEXT.max,
    }),
    visibility: command.visibility,
    attachments: command.attachments ?? [],
  }))
}

interface EndTask {
  readonly text: string
  readonly attachments?: readonly string[] | undefined
  /** Whose task, for an admin whose institution has several; the first without it. */
  readonly institution_code?: string | undefined
}

/** Say that one's part is done, and how. */
export function finishTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: EndTask,
): Promise<ActionResult> {
  return endTask(deps, actor, trackingNumber, 'task_done', 'done', command)
}

/** Hand a task back to the lead with the reason. */
export function declineTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: EndTask,
): Promise<ActionResult> {
  return endTask(deps, actor, trackingNumber, 'task_declined', 'declined', command)
}

/** The lead takes a task back. */
export function cancelTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { institution_code: string; text: string },
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'cancel_task' }, async ({ tx, report, now }) => {
    const target = await institutionByCode(tx, command.institution_code)
    const task = (await openTasks(tx, report.id)).find((candidate) => candidate.to_id === target?.id)
    if (task === undefined) throw notFound()
    return planEnd(
      report.id,
      task,
      'cancelled',
      checkText('text', command.text, { min: 5, max: 2_000 }),
      [],
      now,
    )
  })
}

export interface OpenTask {
  readonly id: number
  readonly to_id: number
  readonly path: readonly number[]
  readonly code: string
  readonly short_name: string
  readonly task: string | null
  readonly required: boolean
}

export function openTasks(db: Db, reportId: number): Promise<OpenTask[]> {
  return db
    .selectFrom('assignments')
    .innerJoin('institutions', 'institutions.id', 'assignments.to_id')
    .select([
      'assignments.id',
      'assignments.to_id',
      'institutions.path',
      'institutions.code',
      'institutions.short_name',
      'assignments.task',
      'assignments.required',
    ])
    .where('report_id', '=', reportId)
    .where('role', '=', 'supporting')
    .where('ended_at', 'is', null)
    .orderBy('assignments.id')
    .execute()
}

function endTask(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  action: 'task_done' | 'task_declined',
  outcome: 'done' | 'declined',
  command: EndTask,
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action }, async ({ tx, report, now }) => {
    const { institution_code } = command
    const task = (await openTasks(tx, report.id)).find(
      ({ path, code }) => isOwn(actor, path) && (institution_code === undefined || code === institution_code),
    )
    if (task === undefined) throw new DomainError('no_open_task', 409)
    return planEnd(
      report.id,
      task,
      outcome,
      checkText('text', command.text, TEXT),
      command.attachments ?? [],
      now,
    )
  })
}

function planEnd(
  reportId: number,
  task: OpenTask,
  outcome: 'done' | 'declined' | 'cancelled',
  text: string,
  attachments: readonly string[],
  now: Date,
): ActionPlan {
  return {
    text,
    visibility: outcome === 'done' ? 'public' : 'internal',
    targetId: task.to_id,
    attachments,
    also: async (tx) => {
      await tx
        .updateTable('assignments')
        .set({ ended_at: now, outcome, done_text: text })
        .where('id', '=', task.id)
        .execute()
      await tx
        .updateTable('deadlines')
        .set({ ...(outcome === 'done' ? { met_at: now } : { cancelled_at: now }), next_check_at: null })
        .where('report_id', '=', reportId)
        .where('assignment_id', '=', task.id)
        .execute()
    },
  }
}

function isOwn(actor: Actor, path: readonly number[]): boolean {
  if (actor.kind !== 'staff') return false
  const { staff } = actor
  const scope = staff.role === 'unit_officer' ? staff.nodeId : staff.institutionId
  return isNational(staff) ? path.at(-1) === scope : path.includes(scope)
}

async function refuseSecondTask(tx: Db, reportId: number, targetId: number): Promise<void> {
  if ((await openTasks(tx, reportId)).some((task) => task.to_id === targetId)) {
    throw invalid([{ field: 'institution_code', code: 'has_open_task' }])
  }
}

function dueOf(
  date: string | null,
  report: ReportRow,
  zone: Parameters<typeof endOfDate>[1],
  now: Date,
): Date | null {
  if (date === null || date === '') return report.due_at
  if (!isCalendarDate(date)) throw invalid([{ field: 'due_on', code: 'invalid_date' }])
  const due = endOfDate(date, zone)
  if (due < now) throw invalid([{ field: 'due_on', code: 'past_date' }])
  return due
}
