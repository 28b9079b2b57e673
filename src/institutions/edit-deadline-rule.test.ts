import { expect, test } from 'vitest'
import { editDeadlineRule, endDeadlineRule, loadDeadlineRules, type NewDeadlineRule } from './index.ts'
import { refusalOf, seededRegistry } from './registry.fixture.ts'

const deps = seededRegistry()
const VERIFY: NewDeadlineRule = {
  kind: 'verify',
  class: null,
  oversight: null,
  institution_code: null,
  amount: 2,
  calendar: 'working',
  valid_from: '2027-01-01',
  source: 'Keputusan Menteri',
}
const OWN: NewDeadlineRule = { ...VERIFY, institution_code: 'kota-pekalongan', amount: 1 }

test('a new rule ends the one before it, which stays for the deadlines that began under it', async () => {
  await editDeadlineRule(deps(), VERIFY)
  const rules = (await loadDeadlineRules(deps().db)).filter((rule) => rule.kind === 'verify')
  expect(rules).toMatchObject([
    { amount: 3, valid_until: '2026-12-31' },
    { amount: 2, valid_from: '2027-01-01', valid_until: null },
  ])
})

test('a rule set between two others ends where the later one begins, and can be set anew', async () => {
  await editDeadlineRule(deps(), { ...VERIFY, valid_from: '2026-12-01', amount: 4 })
  await editDeadlineRule(deps(), { ...VERIFY, valid_from: '2026-12-01', amount: 5 })
  const rules = (await loadDeadlineRules(deps().db)).filter((rule) => rule.kind === 'verify')
  expect(rules.map((rule) => [rule.amount, rule.valid_until])).toEqual([
    [3, '2026-11-30'],
    [5, '2026-12-31'],
    [2, null],
  ])
})

test('every wrong field of a rule is named at once', async () => {
  const given = {
    ...VERIFY,
    kind: 'sleep',
    class: 'praise',
    institution_code: 'pkl-dinkes',
    amount: 0.5,
    calendar: 'lunar',
    valid_from: '2026-11-23',
    source: '',
  }
  expect(await refusalOf(editDeadlineRule(deps(), given))).toEqual({
    kind: 'unknown_rule_kind',
    class: 'unknown_class',
    institution_code: 'unknown_institution',
    amount: 'days_outside',
    calendar: 'unknown_calendar',
    valid_from: 'date_passed',
    source: 'source_missing',
  })
})

test("an institution's own rule must be stricter than the national one", async () => {
  const own = (amount: number, calendar = 'working') =>
    refusalOf(editDeadlineRule(deps(), { ...OWN, kind: 'first_follow_up', amount, calendar }))
  expect(await own(5)).toEqual({ amount: 'not_stricter_than_working' })
  expect(await own(6, 'calendar')).toEqual({ amount: 'not_stricter_than_working' })
  expect(await own(5, 'calendar')).toBeNull()
  expect(await own(4)).toBeNull()
  const reply = { ...OWN, kind: 'reporter_reply', amount: 9 }
  expect(await refusalOf(editDeadlineRule(deps(), reply))).toEqual({ amount: 'not_stricter_than_calendar' })
})

test("an institution's own rule can end, a national one can only be replaced", async () => {
  const own = await editDeadlineRule(deps(), OWN)
  expect((await endDeadlineRule(deps(), own.id, '2027-06-30')).valid_until).toBe('2027-06-30')
  expect(await refusalOf(endDeadlineRule(deps(), own.id, '2026-01-01'))).toEqual({
    valid_until: 'date_passed',
  })
  const [national] = await loadDeadlineRules(deps().db)
  expect(await refusalOf(endDeadlineRule(deps(), national?.id ?? 0, '2027-06-30'))).toBe(
    'national_rule_needed',
  )
})
