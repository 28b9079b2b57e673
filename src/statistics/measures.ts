import type { Measures } from '../db/index.ts'

export type MeasureName = keyof Measures

/**
 * What is counted of each report, as SQL over its row of `report_facts` (`f`). A report counts on the day it was
 * received, for its holder and all above it: so every part is a part of what was received, and no rate exceeds 100 %.
 * The definitions that people read stand in the catalogue under `definition.…`.
 */
export const MEASURES: Readonly<Record<MeasureName, string>> = {
  received: '1',
  verified: '(f.assigned_at is not null)::int',
  verify_in_time: '(f.verify_in_time is true)::int',
  verify_late: '(f.verify_in_time is false)::int',
  followed_up: '(f.first_follow_up_at is not null)::int',
  follow_up_in_time: '(f.follow_up_in_time is true)::int',
  follow_up_late: '(f.follow_up_in_time is false)::int',
  answered: '(f.answered_at is not null)::int',
  solve_in_time: '(f.solve_in_time is true)::int',
  solve_late: '(f.solve_in_time is false)::int',
  closed: "(f.state = 'closed')::int",
  closed_confirmed: "(f.close_kind is not distinct from 'reporter')::int",
  closed_silent: "(f.close_kind is not distinct from 'silence')::int",
  closed_admin: "(f.close_kind is not distinct from 'admin')::int",
  in_process:
    "(f.first_follow_up_at is not null and f.state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered'))::int",
  archived: "(f.state = 'archived')::int",
  reopened: '(f.reopenings > 0)::int',
  returned: '(f.returns > 0)::int',
  rated: '(f.rating is not null)::int',
  rating_sum: 'coalesce(f.rating, 0)',
  open: "(f.state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered'))::int",
  unverified: "(f.state = 'submitted')::int",
  on_hold: "(f.state = 'on_hold')::int",
  warned: 'f.warned::int',
  overdue: 'f.overdue::int',
  disputed_open: "(f.state = 'in_progress' and f.reopenings > 0)::int",
  returned_open: "(f.state = 'submitted' and f.returns > 0)::int",
}

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[]

/** What stands of the reports that are open now, whenever they were received. */
export const OPEN_NAMES = [
  'open',
  'unverified',
  'on_hold',
  'warned',
  'overdue',
  'disputed_open',
  'returned_open',
] as const satisfies readonly MeasureName[]

/** What is told of the parts of a whole. */
export const PART_NAMES = [
  'received',
  'followed_up',
  'answered',
  'closed',
  'archived',
  'follow_up_in_time',
  'follow_up_late',
  'solve_in_time',
  'solve_late',
  'rated',
  'rating_sum',
] as const satisfies readonly MeasureName[]
export type PartMeasures = Pick<Measures, (typeof PART_NAMES)[number]>

/** Nothing counted. */
export const NO_MEASURES: Measures = Object.fromEntries(
  MEASURE_NAMES.map((name) => [name, 0]),
) as unknown as Measures
