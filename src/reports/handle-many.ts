import { createHash } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { DomainError, type FieldError, invalid, notFound } from '../errors.ts'
import type { Staff } from '../identity/index.ts'
import { uuidOf } from '../uuid-of.ts'
import type { ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { assignReport } from './assign-report.ts'
import { archiveReport, followUpReport, holdReport } from './handle-report.ts'
import { RepeatedRequest } from './lock-report.ts'

/** Enough for a morning's queue; more at once would keep the person waiting without a sign. */
export const MOST_AT_ONCE = 100

export type ManyCommand =
  | {
      readonly action: 'assign'
      readonly institution_code: string
      readonly note: string
      /** The person has read all of them: what nobody verified yet is verified as it was written. */
      readonly verifies: boolean
    }
  | { readonly action: 'hold'; readonly text: string }
  | { readonly action: 'archive'; readonly reason: string; readonly text: string }
  | { readonly action: 'follow_up'; readonly text: string; readonly visibility: 'public' | 'internal' }

export interface HandleMany {
  /** Made for the form: sent twice with the same content, the same is not done twice. */
  readonly formKey: string
  /** Each with the version that was seen, if one was; another one in between is refused. */
  readonly reports: readonly { readonly trackingNumber: string; readonly version?: number | undefined }[]
  readonly command: ManyCommand
  /** By which way it came; the console's pages if left out. */
  readonly channel?: string
}

export interface ManyResult {
  readonly tracking_number: string
  readonly outcome: 'done' | 'refused'
  /** Why it was refused: a code of `DomainError`, or of its first wrong field. */
  readonly code: string | null
  readonly on_field: boolean
  readonly values: Readonly<Record<string, string | number>>
}

export interface ManyRun {
  readonly id: string
  readonly action: ManyCommand['action']
  readonly results: readonly ManyResult[]
}

/**
 * Do the same to many reports, each judged for itself by the same use case as when it is done alone: one that is
 * refused does not keep the others back. Stopped halfway and sent again, it does what is left.
 * @returns the id under which the results can be read
 * @throws DomainError nothing_chosen, too_many_at_once; invalid_input when what was written fits none of the reports
 */
export async function handleMany(deps: ReportDeps, staff: Staff, many: HandleMany): Promise<string> {
  const { reports, command } = many
  if (reports.length === 0) throw new DomainError('nothing_chosen', 422)
  if (reports.length > MOST_AT_ONCE) {
    throw new DomainError('too_many_at_once', 422, { values: { count: reports.length, max: MOST_AT_ONCE } })
  }
  const id = idOf(staff, many)
  const results: ManyResult[] = []
  const wrong: FieldError[][] = []
  for (const { trackingNumber, version } of reports) {
    try {
      const hash = createHash('sha256').update(`${id} ${trackingNumber}`).digest()
      const requestKey = { key: `bulk ${id} ${trackingNumber}`, hash }
      await handleOne(
        deps,
        { kind: 'staff', staff, channel: many.channel ?? 'web', requestKey },
        trackingNumber,
        version,
        command,
      )
      results.push(done(trackingNumber))
    } catch (error) {
      if (error instanceof RepeatedRequest) {
        results.push(done(trackingNumber))
        continue
      }
      if (!(error instanceof DomainError)) throw error
      if (error.fields.length > 0) wrong.push([...error.fields])
      results.push(refused(trackingNumber, error))
    }
  }
  // What is wrong for all of them is the form's fault: it comes back to be mended.
  if (wrong.length === reports.length) throw invalid(wrong[0] ?? [])
  await deps.db
    .insertInto('bulk_runs')
    .values({
      id,
      account_id: staff.accountId,
      action: command.action,
      results: JSON.stringify(results),
      finished_at: deps.clock.now(),
    })
    // Sent twice at once: both did the same, and the results of either are right.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}

/**
 * What became of a run, for the person who started it.
 * @throws DomainError not_found
 */
export async function readManyRun(db: Db, staff: Staff, id: string): Promise<ManyRun> {
  const run = await db
    .selectFrom('bulk_runs')
    .select(['id', 'action', 'results'])
    .where('id', '=', id)
    .where('account_id', '=', staff.accountId)
    .executeTakeFirst()
  if (run === undefined) throw notFound()
  return { ...run, results: run.results as ManyResult[] }
}

async function handleOne(
  deps: ReportDeps,
  actor: Actor,
  number: string,
  expectedVersion: number | undefined,
  command: ManyCommand,
): Promise<void> {
  switch (command.action) {
    case 'assign': {
      const { institution_code, note, verifies } = command
      await assignReport(deps, actor, number, {
        institution_code,
        note,
        onlyVerified: !verifies,
        expectedVersion,
      })
      return
    }
    case 'hold':
      await holdReport(deps, actor, number, { text: command.text, expectedVersion })
      return
    case 'archive':
      await archiveReport(deps, actor, number, {
        reason: command.reason,
        text: command.text,
        expectedVersion,
      })
      return
    case 'follow_up': {
      const { text, visibility } = command
      await followUpReport(deps, actor, number, { text, visibility, expectedVersion })
    }
  }
}

/** The same form with the same content is the same run; with another content it is another one. */
function idOf(staff: Staff, many: HandleMany): string {
  return uuidOf(JSON.stringify([staff.accountId, many.formKey, many.command, many.reports]))
}

function done(trackingNumber: string): ManyResult {
  return { tracking_number: trackingNumber, outcome: 'done', code: null, on_field: false, values: {} }
}

function refused(trackingNumber: string, error: DomainError): ManyResult {
  const [field] = error.fields
  return {
    tracking_number: trackingNumber,
    outcome: 'refused',
    code: field?.code ?? error.code,
    on_field: field !== undefined,
    values: field === undefined ? error.values : (field.values ?? {}),
  }
}
