import type { Db, DeadlineRuleRow } from '../../db/index.ts'
import { localDate } from '../../deadlines/index.ts'
import { levelOf } from './check-institution.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { rowByCode } from './edit-institution.ts'
import { type FieldChecks, fieldChecks } from './field-checks.ts'

export interface NewDeadlineRule {
  readonly kind: string
  /** Null: for every class. */
  readonly class: string | null
  readonly oversight: boolean | null
  /** Null: for the whole country. */
  readonly institution_code: string | null
  /** Days. */
  readonly amount: number
  readonly calendar: string
  /** YYYY-MM-DD, first day of validity. */
  readonly valid_from: string
  readonly valid_until: string | null
  /** The regulation or decision that sets it, shown beside the due date. */
  readonly source: string
}

const KINDS = ['identity', 'verify', 'first_follow_up', 'solve', 'reporter_reply', 'completion'] as const
const CLASSES = ['complaint', 'aspiration', 'information_request'] as const
const CALENDARS = ['working', 'calendar'] as const
const MOST_DAYS = 366

/**
 * Add a dated rule. Rules are never changed: a younger one takes over from its first day on, and deadlines that
 * run already keep theirs. An institution may only promise more than the national rule, never less.
 * @throws DomainError invalid_input
 */
export async function addDeadlineRule(
  deps: RegistryEditDeps,
  given: NewDeadlineRule,
): Promise<DeadlineRuleRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const rule = await checkRule(tx, checks, { given, now: deps.clock.now() })
    checks.done()
    const rules = await tx.selectFrom('deadline_rules').selectAll().execute()
    if (rules.some((other) => sameQuestion(other, rule) && other.valid_from === rule.valid_from))
      checks.refuse('valid_from', 'rule_exists')
    if (rule.institution_id !== null) {
      const national = rules.filter((other) => governs(other, rule))
      if (!national.some((other) => isStricter(rule, other))) checks.refuse('amount', 'rule_not_stricter')
    }
    checks.done()
    return await tx
      .insertInto('deadline_rules')
      .values({ ...rule, edited_at: deps.clock.now() })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** All rules, those in force last first. */
export async function listDeadlineRules(db: Db): Promise<DeadlineRuleRow[]> {
  return await db
    .selectFrom('deadline_rules')
    .selectAll()
    .orderBy('kind')
    .orderBy('class')
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .execute()
}

type CheckedRule = Omit<DeadlineRuleRow, 'id' | 'edited_at'>

async function checkRule(
  tx: Db,
  checks: FieldChecks,
  { given, now }: { given: NewDeadlineRule; now: Date },
): Promise<CheckedRule> {
  const institution = given.institution_code === null ? null : await rowByCode(tx, given.institution_code)
  if (given.institution_code !== null && (institution === null || levelOf(institution) !== 'institution'))
    checks.refuse('institution_code', 'unknown_institution')
  if (!Number.isInteger(given.amount) || given.amount < 1 || given.amount > MOST_DAYS)
    checks.refuse('amount', 'invalid_days', { max: MOST_DAYS })
  const validFrom = checks.date('valid_from', given.valid_from)
  const validUntil = given.valid_until === null ? null : checks.date('valid_until', given.valid_until)
  if (validUntil !== null && validUntil < validFrom) checks.refuse('valid_until', 'ends_before_it_begins')
  // A rule for days gone by would make deadlines late that were kept.
  if (validFrom < localDate(now, 'Asia/Jakarta')) checks.refuse('valid_from', 'rule_in_the_past')
  return {
    kind: oneOf(checks, 'kind', given.kind, KINDS),
    class: given.class === null ? null : oneOf(checks, 'class', given.class, CLASSES),
    oversight: given.oversight,
    institution_id: institution?.id ?? null,
    amount: given.amount,
    calendar: oneOf(checks, 'calendar', given.calendar, CALENDARS),
    valid_from: validFrom,
    valid_until: validUntil,
    source: checks.text('source', given.source, 300),
  }
}

function oneOf<Word extends string>(
  checks: FieldChecks,
  field: string,
  given: string,
  words: readonly [Word, ...Word[]],
): Word {
  const word = words.find((candidate) => candidate === given)
  if (word === undefined) checks.refuse(field, 'not_on_the_list')
  return word ?? words[0]
}

function sameQuestion(one: CheckedRule, other: CheckedRule): boolean {
  return (
    one.kind === other.kind &&
    one.class === other.class &&
    one.oversight === other.oversight &&
    one.institution_id === other.institution_id
  )
}

/** A national rule in force on the first day of the own one, for reports that both speak of. */
function governs(national: CheckedRule, own: CheckedRule): boolean {
  return (
    national.institution_id === null &&
    national.kind === own.kind &&
    (national.class === null || own.class === null || national.class === own.class) &&
    (national.oversight === null || own.oversight === null || national.oversight === own.oversight) &&
    national.valid_from <= own.valid_from &&
    (national.valid_until === null || own.valid_from <= national.valid_until)
  )
}

/** Compared by the fewest calendar days each can take; which ends earlier is decided at every start anyway. */
function isStricter(own: CheckedRule, national: CheckedRule): boolean {
  if (own.calendar === national.calendar) return own.amount < national.amount
  return own.calendar === 'calendar'
    ? own.amount <= fewestCalendarDays(national.amount)
    : fewestCalendarDays(own.amount) < national.amount
}

/** Five working days at the least take the days from a Sunday to a Friday; each further week takes seven. */
function fewestCalendarDays(workingDays: number): number {
  return workingDays + 2 * Math.floor((workingDays - 1) / 5)
}
