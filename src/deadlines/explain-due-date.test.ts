import { expect, test } from 'vitest'
import { explainDueDate } from './explain-due-date.ts'
import { nationalCalendar, ruleOf } from './registry.fixture.ts'

test('an explanation tells start, rule, counted and skipped days by name, pauses and the due instant', () => {
  const startedAt = new Date('2025-05-08T23:50:00+07:00')
  const hold = { from: new Date('2025-05-15T08:00:00+07:00'), to: new Date('2025-05-15T20:00:00+07:00') }
  const steps = explainDueDate({ startedAt, rule: ruleOf(), calendar: nationalCalendar(), pauses: [hold] })
  expect(steps).toEqual([
    { step: 'started', at: startedAt, date: '2025-05-08', zone: 'Asia/Jakarta' },
    { step: 'rule', amount: 3, calendar: 'working', source: 'a regulation' },
    { step: 'counted', from: '2025-05-09', to: '2025-05-09', days: 1 },
    { step: 'skipped', date: '2025-05-10', reason: 'weekend', name: null },
    { step: 'skipped', date: '2025-05-11', reason: 'weekend', name: null },
    { step: 'skipped', date: '2025-05-12', reason: 'holiday', name: 'Hari Raya Waisak 2569 BE' },
    {
      step: 'skipped',
      date: '2025-05-13',
      reason: 'joint_leave',
      name: 'Cuti bersama Hari Raya Waisak 2569 BE',
    },
    { step: 'counted', from: '2025-05-14', to: '2025-05-16', days: 3 },
    { step: 'paused', ...hold, addedMilliseconds: 12 * 3_600_000 },
    { step: 'due', at: new Date('2025-05-16T11:59:59.999+07:00') },
  ])
})

test('an explanation of a paused deadline ends with where the clock stands', () => {
  const steps = explainDueDate({
    startedAt: new Date('2025-02-03T10:00:00+07:00'),
    rule: ruleOf(),
    calendar: nationalCalendar(),
    pauses: [{ from: new Date('2025-02-08T10:00:00+07:00'), to: null }],
  })
  // Tuesday to Thursday have been used up before the hold on Saturday.
  expect(steps.at(-1)).toEqual({ step: 'due', at: new Date('2025-02-06T23:59:59.999+07:00') })

  const standing = explainDueDate({
    startedAt: new Date('2025-02-03T10:00:00+07:00'),
    rule: ruleOf({ amount: 5 }),
    calendar: nationalCalendar(),
    pauses: [{ from: new Date('2025-02-08T10:00:00+07:00'), to: null }],
  })
  expect(standing.at(-1)).toEqual({
    step: 'standing',
    since: new Date('2025-02-08T10:00:00+07:00'),
    remaining: { days: 1, milliseconds: 0 },
  })
})
