import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendars, instants } from './arbitrary.fixture.ts'
import { dueInstant } from './due-at.ts'
import { pickRule, type RuleQuestion } from './pick-rule.ts'
import { nationalCalendar, registryRules, ruleOf } from './registry.fixture.ts'
import type { DeadlineKind, DeadlineRule, ReportClass } from './rule.ts'

const KINDS: DeadlineKind[] = [
  'identity',
  'verify',
  'first_follow_up',
  'solve',
  'reporter_reply',
  'completion',
]
const CLASSES: ReportClass[] = ['complaint', 'aspiration', 'information_request']
const INSTITUTION = 7

const national = registryRules.map((row, index) =>
  ruleOf({
    id: index + 1,
    kind: KINDS.find((kind) => kind === row.kind) ?? 'solve',
    class: CLASSES.find((name) => name === row.class) ?? null,
    oversight: row.oversight === '' ? null : row.oversight === 'true',
    amount: Number(row.amount),
    calendar: row.calendar === 'calendar' ? 'calendar' : 'working',
    valid_from: row.valid_from ?? '',
    valid_until: row.valid_until || null,
    source: row.source ?? '',
  }),
)

function ask(rules: readonly DeadlineRule[], question: Partial<RuleQuestion> = {}): DeadlineRule | null {
  return pickRule(rules, {
    kind: 'solve',
    class: 'complaint',
    oversight: false,
    institutionId: INSTITUTION,
    at: new Date('2025-02-03T10:00:00+07:00'),
    calendar: nationalCalendar(),
    ...question,
  })
}

type DefaultCase = [kind: DeadlineKind, of: ReportClass, oversight: boolean, days: string]

const DEFAULTS: DefaultCase[] = [
  ['identity', 'complaint', false, '7 calendar'],
  ['verify', 'complaint', true, '3 working'],
  ['first_follow_up', 'aspiration', false, '5 working'],
  ['solve', 'information_request', false, '5 working'],
  ['solve', 'information_request', true, '5 working'],
  ['solve', 'aspiration', false, '5 working'],
  ['solve', 'complaint', false, '14 working'],
  ['solve', 'complaint', true, '60 working'],
  ['reporter_reply', 'complaint', false, '10 calendar'],
  ['completion', 'complaint', false, '10 calendar'],
]

test.each(DEFAULTS)(
  'by the national rules %s of %s (oversight %s) has %s days',
  (kind, of, oversight, days) => {
    const rule = ask(national, { kind, class: of, oversight })
    expect(`${rule?.amount} ${rule?.calendar}`).toBe(days)
    expect(rule?.source).toMatch(/\w/)
  },
)

test('no two national rules stand for the same question', () => {
  for (const kind of KINDS) {
    for (const of of CLASSES) {
      for (const oversight of [true, false]) {
        const rule = ask(national, { kind, class: of, oversight })
        expect(ask(national.toReversed(), { kind, class: of, oversight })).toBe(rule)
        expect(rule).not.toBeNull()
      }
    }
  }
})

test('where no rule fits there is no deadline, and nothing is thrown', () => {
  expect(ask([])).toBeNull()
  expect(ask(national, { class: null })).toBeNull()
  expect(ask(national, { at: new Date('2017-12-31T23:59:59+07:00') })).toBeNull()
})

test('class says more than oversight, and both more than one', () => {
  const all = ruleOf({ id: 1 })
  const byClass = ruleOf({ id: 2, class: 'complaint' })
  const byOversight = ruleOf({ id: 3, oversight: false })
  const byBoth = ruleOf({ id: 4, class: 'complaint', oversight: false })
  expect(ask([all, byOversight])?.id).toBe(3)
  expect(ask([byClass, byOversight])?.id).toBe(2)
  expect(ask([byBoth, byClass, byOversight, all])?.id).toBe(4)
})

test('a rule holds from its first to its last date in the local zone, and the younger one follows', () => {
  const old = ruleOf({ id: 1, amount: 14, valid_until: '2025-06-30' })
  const young = ruleOf({ id: 2, amount: 10, valid_from: '2025-07-01' })
  expect(ask([old, young], { at: new Date('2025-06-30T23:59:59+07:00') })?.id).toBe(1)
  expect(ask([old, young], { at: new Date('2025-07-01T00:00:00+07:00') })?.id).toBe(2)
  const jayapura = nationalCalendar('Asia/Jayapura')
  expect(ask([old, young], { at: new Date('2025-06-30T23:59:59+07:00'), calendar: jayapura })?.id).toBe(2)
})

test('of two rules in force the one that began later holds, even if the old one was never ended', () => {
  const old = ruleOf({ id: 9 })
  const young = ruleOf({ id: 2, valid_from: '2025-01-01' })
  expect(ask([old, young])?.id).toBe(2)
  expect(ask([young, old])?.id).toBe(2)
})

test('of two rules that say the same from the same date the one entered later holds', () => {
  const first = ruleOf({ id: 1, amount: 14 })
  const corrected = ruleOf({ id: 2, amount: 12 })
  expect(ask([first, corrected])?.id).toBe(2)
  expect(ask([corrected, first])?.id).toBe(2)
})

test("an institution's own rule holds only if it is stricter", () => {
  const rule = ruleOf({ id: 1, amount: 14 })
  const stricter = ruleOf({ id: 2, amount: 10, institution_id: INSTITUTION })
  const equal = ruleOf({ id: 3, amount: 14, institution_id: INSTITUTION })
  const laxer = ruleOf({ id: 4, amount: 20, institution_id: INSTITUTION })
  expect(ask([rule, stricter])?.id).toBe(2)
  expect(ask([rule, equal])?.id).toBe(1)
  expect(ask([rule, laxer])?.id).toBe(1)
  expect(ask([rule, stricter], { institutionId: 8 })?.id).toBe(1)
  expect(ask([rule, stricter], { institutionId: null })?.id).toBe(1)
  expect(ask([stricter])?.id).toBe(2)
})

test('stricter is what ends earlier, not what has the smaller number', () => {
  const rule = ruleOf({ id: 1, amount: 6 })
  const own = ruleOf({ id: 2, amount: 7, calendar: 'calendar', institution_id: INSTITUTION })
  // From Monday 3 February 2025, six working days end on the 11th, seven calendar days on the 10th.
  expect(ask([rule, own])?.id).toBe(2)

  const fewer = ruleOf({ id: 3, amount: 5, institution_id: INSTITUTION })
  const calendarDays = ruleOf({ id: 4, amount: 10, calendar: 'calendar' })
  // Over Nyepi and Idulfitri five working days from 27 March 2025 end on 14 April, ten calendar days on the 6th.
  expect(ask([calendarDays, fewer], { at: new Date('2025-03-27T10:00:00+07:00') })?.id).toBe(4)
})

test('whatever an institution sets for itself, its deadline is never later than the national one', () => {
  const own = fc.record({
    id: fc.integer({ min: 100, max: 200 }),
    amount: fc.integer({ min: 1, max: 90 }),
    class: fc.constantFrom(null, ...CLASSES),
    oversight: fc.constantFrom(null, true, false),
    calendar: fc.constantFrom<('working' | 'calendar')[]>('working', 'calendar'),
    kind: fc.constantFrom(...KINDS),
  })
  fc.assert(
    fc.property(
      fc.array(own),
      instants,
      calendars,
      fc.constantFrom(...KINDS),
      fc.constantFrom(...CLASSES),
      fc.boolean(),
      (changes, at, calendar, kind, of, oversight) => {
        const rules = [
          ...national,
          ...changes.map((change) => ruleOf({ ...change, institution_id: INSTITUTION })),
        ]
        const question = { kind, class: of, oversight, at, calendar }
        const picked = ask(rules, question)
        const base = ask(national, question)
        if (!picked || !base) throw new Error('the national rules answer every question')
        const end = (rule: DeadlineRule) => dueInstant({ startedAt: at, rule, calendar }) ?? 0
        expect(end(picked)).toBeLessThanOrEqual(end(base))
      },
    ),
  )
})
