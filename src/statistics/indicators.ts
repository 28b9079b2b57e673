import type { Measures } from '../db/index.ts'
import { NO_MEASURES, type PartMeasures } from './measures.ts'

/** A part of a whole; `rate` is null where there is nothing to be a part of. */
export interface Share {
  readonly part: number
  readonly whole: number
  readonly rate: number | null
}

export function share(part: number, whole: number): Share {
  return { part, whole, rate: whole === 0 ? null : part / whole }
}

/** What is told of a node: every figure is one of these, and each has its definition in the catalogue. */
export interface Indicators {
  readonly received: number
  readonly verified_in_time: Share
  readonly followed_up_in_time: Share
  readonly solved_in_time: Share
  readonly followed_up: Share
  readonly answered: Share
  readonly finished: Share
  readonly in_process: Share
  readonly confirmed: Share
  readonly silent: Share
  readonly reopened: Share
  readonly returned: Share
  readonly archived: Share
  /** Of 1 to 5; null while nobody rated. */
  readonly rating: number | null
  /** Of the closed reports those that were rated: beside every mean of ratings. */
  readonly response: Share
}

export type ShareName = {
  [Name in keyof Indicators]: Indicators[Name] extends Share ? Name : never
}[keyof Indicators]

/** The rates that are told of the parts of a whole. */
export type PartIndicators = Pick<
  Indicators,
  'received' | 'followed_up' | 'followed_up_in_time' | 'solved_in_time' | 'finished'
>

export function partIndicatorsOf(part: PartMeasures): PartIndicators {
  return indicatorsOf({ ...NO_MEASURES, ...part })
}

export function indicatorsOf(m: Measures): Indicators {
  return {
    received: m.received,
    verified_in_time: share(m.verify_in_time, m.verify_in_time + m.verify_late),
    followed_up_in_time: share(m.follow_up_in_time, m.follow_up_in_time + m.follow_up_late),
    solved_in_time: share(m.solve_in_time, m.solve_in_time + m.solve_late),
    followed_up: share(m.followed_up, m.received),
    answered: share(m.answered, m.received),
    finished: share(m.closed, m.received),
    in_process: share(m.in_process, m.received),
    confirmed: share(m.closed_confirmed, m.closed),
    silent: share(m.closed_silent, m.closed),
    reopened: share(m.reopened, m.received),
    returned: share(m.returned, m.received),
    archived: share(m.archived, m.received),
    rating: m.rated === 0 ? null : m.rating_sum / m.rated,
    response: share(m.rated, m.closed),
  }
}

const Z_95 = 1.96

/**
 * The range in which a rate lies with 95 % confidence (Wilson score interval), so that three reports handled well do not
 * stand above a thousand. Null where there is nothing counted.
 */
export function wilson({ part, whole }: Share): { low: number; high: number } | null {
  if (whole === 0) return null
  const rate = part / whole
  const z2 = Z_95 ** 2
  const middle = (rate + z2 / (2 * whole)) / (1 + z2 / whole)
  const half = (Z_95 / (1 + z2 / whole)) * Math.sqrt((rate * (1 - rate)) / whole + z2 / (4 * whole ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
