import { type Db, type DeadlineRuleRow, inTransaction, type ReportClass } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { CODE_PATTERN, checkFields, type FieldCheck, isDate } from './check-fields.ts'
import type { RegistryDeps } from './registry-deps.ts'

export interface NewDeadlineRule {
  readonly kind: string
  /** Null: reports of every class, with and without oversight. */
  readonly class: string | null
  readonly oversight: boolean | null
  /** The institution that binds itself more strictly; null for the national rule. */
  readonly institution_code: string | null
  /** Days. */
  readonly amount: number
  readonly calendar: string
  /** The first date of a deadline's start for which it holds. */
  readonly valid_from: string
  readonly source: string
}

const KINDS = ['identity', 'verify', 'first_follow_up', 'solve', 'reporter_reply', 'completion'] as const
const CLASSES: readonly ReportClass[] = ['complaint', 'aspiration', 'information_request']
const MOST_DAYS = 366

/**
 * Set a rule from a date on. The rule before it ends the day before; deadlines that already run keep theirs.
 * An institution's own rule must be stricter than the national one.
 * @throws DomainError invalid_input naming each wrong field
 */
export function editDeadlineRule(deps: RegistryDeps, given: NewDeadlineRule): Promise<DeadlineRuleRow> {
  return inTransaction(deps.db, async (tx) => {
    const check = checkFields()
    const columns = await checkRule(tx, check, given, deps.clock.now())
    check.finish()
    const same = await rulesFor(tx, columns)
    const now = deps.clock.now()
    const next = same.find((rule) => rule.valid_from > columns.valid_from)
    for (const rule of same) {
      const overlaps = rule.valid_until === null || rule.valid_until >= columns.valid_from
      if (rule.valid_from < columns.valid_from && overlaps) {
        await tx
          .updateTable('deadline_rules')
          .set({ valid_until: dayBefore(columns.valid_from), edited_at: now })
          .where('id', '=', rule.id)
          .execute()
      }
    }
    const row = {
      ...columns,
      valid_until: next === undefined ? null : dayBefore(next.valid_from),
      edited_at: now,
    }
    const replaced = same.find((rule) => rule.valid_from === columns.valid_from)
    if (replaced !== undefined) {
      await refuseInUse(tx, replaced.id)
      return await tx
        .updateTable('deadline_rules')
        .set(row)
        .where('id', '=', replaced.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    }
    return await tx.insertInto('deadline_rules').values(row).returningAll().executeTakeFirstOrThrow()
  })
}

/**
 * End an institution's own rule after a date; from then on the national one governs alone.
 * @throws DomainError not_found, national_rule_needed for a national rule, or invalid_input on `valid_until`
 */
export function endDeadlineRule(deps: RegistryDeps, id: number, lastDate: string): Promise<DeadlineRuleRow> {
  return inTransaction(deps.db, async (tx) => {
    const rule = await tx
      .selectFrom('deadline_rules')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (rule === undefined) throw notFound()
    if (rule.institution_id === null) throw new DomainError('national_rule_needed', 409)
    const check = checkFields()
    if (!isDate(lastDate)) check.refuse('valid_until', 'invalid_date')
    else if (lastDate < yesterday(deps.clock.now())) check.refuse('valid_until', 'date_passed')
    check.finish()
    return await tx
      .updateTable('deadline_rules')
      .set({ valid_until: lastDate, edited_at: deps.clock.now() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** What began under a rule today must stay explainable by it: another one can begin tomorrow. */
async function refuseInUse(tx: Db, ruleId: number): Promise<void> {
  const used = await tx
    .selectFrom('deadlines')
    .select('id')
    .where('rule_id', '=', ruleId)
    .limit(1)
    .executeTakeFirst()
  if (used !== undefined) throw invalid([{ field: 'valid_from', code: 'rule_in_use' }])
}

type RuleColumns = Omit<DeadlineRuleRow, 'id' | 'valid_until' | 'edited_at'>

async function checkRule(tx: Db, check: FieldCheck, given: NewDeadlineRule, now: Date): Promise<RuleColumns> {
  const institution = await institutionOf(tx, check, given.institution_code)
  if (!Number.isInteger(given.amount) || given.amount < 1 || given.amount > MOST_DAYS)
    check.refuse('amount', 'days_outside', { max: MOST_DAYS })
  if (!isDate(given.valid_from)) check.refuse('valid_from', 'invalid_date')
  // What ran under the old rule must stay explainable by it.
  else if (given.valid_from < localDate(now, institution?.time_zone ?? 'Asia/Jakarta'))
    check.refuse('valid_from', 'date_passed')
  const columns: RuleColumns = {
    kind: check.oneOf('kind', given.kind, KINDS, 'unknown_rule_kind') ?? 'solve',
    class: given.class === null ? null : check.oneOf('class', given.class, CLASSES, 'unknown_class'),
    oversight: given.oversight,
    institution_id: institution?.id ?? null,
    amount: given.amount,
    calendar:
      check.oneOf('calendar', given.calendar, ['working', 'calendar'], 'unknown_calendar') ?? 'working',
    valid_from: given.valid_from,
    source: check.text('source', given.source, { missing: 'source_missing', max: 300 }),
  }
  if (institution !== null && isDate(given.valid_from)) await checkStricter(tx, check, columns)
  return columns
}

async function institutionOf(tx: Db, check: FieldCheck, code: string | null) {
  if (code === null) return null
  if (!CODE_PATTERN.test(code)) {
    check.refuse('institution_code', 'unknown_institution')
    return null
  }
  const institution = await tx
    .selectFrom('institutions')
    .select(['id', 'time_zone'])
    .where('code', '=', code)
    .whereRef('institution_id', '=', 'id')
    .executeTakeFirst()
  if (institution === undefined) check.refuse('institution_code', 'unknown_institution')
  return institution ?? null
}

async function checkStricter(tx: Db, check: FieldCheck, own: RuleColumns): Promise<void> {
  const national = await tx
    .selectFrom('deadline_rules')
    .selectAll()
    .where('kind', '=', own.kind)
    .where('institution_id', 'is', null)
    .where((where) =>
      where.or([where('valid_until', 'is', null), where('valid_until', '>=', own.valid_from)]),
    )
    .execute()
  const laxer = national.find((rule) => concernsSameReports(rule, own) && !isStricter(own, rule))
  if (laxer !== undefined)
    check.refuse('amount', `not_stricter_than_${laxer.calendar}`, { days: laxer.amount })
}

function concernsSameReports(rule: DeadlineRuleRow, own: RuleColumns): boolean {
  return (
    (rule.class === null || own.class === null || rule.class === own.class) &&
    (rule.oversight === null || own.oversight === null || rule.oversight === own.oversight)
  )
}

/** So many calendar days never end later than as many working days; the reverse holds for no number of days. */
function isStricter(own: RuleColumns, national: DeadlineRuleRow): boolean {
  if (own.calendar === national.calendar) return own.amount < national.amount
  return own.calendar === 'calendar' && own.amount <= national.amount
}

async function rulesFor(tx: Db, rule: RuleColumns): Promise<DeadlineRuleRow[]> {
  const rows = await tx
    .selectFrom('deadline_rules')
    .selectAll()
    .where('kind', '=', rule.kind)
    .orderBy('valid_from')
    .forUpdate()
    .execute()
  return rows.filter(
    (row) =>
      row.class === rule.class &&
      row.oversight === rule.oversight &&
      row.institution_id === rule.institution_id,
  )
}

function localDate(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant)
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function yesterday(now: Date): string {
  return dayBefore(localDate(now, 'Asia/Jakarta'))
}
