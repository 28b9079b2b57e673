import { expect, test } from 'vitest'
import { dueAt } from './due-at.ts'
import { nationalCalendar, ruleOf } from './registry.fixture.ts'

const calendar = nationalCalendar()

// Monday 3 February 2025, an ordinary week: three working days end on Thursday the 6th.
const monday = new Date('2025-02-03T10:00:00+07:00')

function hold(from: string, to: string | null) {
  return {
    from: new Date(`2025-${from}:00+07:00`),
    to: to === null ? null : new Date(`2025-${to}:00+07:00`),
  }
}

type Case = [what: string, pauses: ReturnType<typeof hold>[], due: string]

const CASES: Case[] = [
  ['no hold', [], '2025-02-06T23:59:59.999+07:00'],
  ['5.5 hours on Wednesday', [hold('02-05T10:00', '02-05T15:30')], '2025-02-07T05:29:59.999+07:00'],
  [
    'the same 5.5 hours as two overlapping holds',
    [hold('02-05T12:00', '02-05T15:30'), hold('02-05T10:00', '02-05T14:00')],
    '2025-02-07T05:29:59.999+07:00',
  ],
  [
    'four times five minutes, which is twenty minutes and not four days',
    ['02-04T09', '02-05T09', '02-06T09', '02-06T15'].map((hour) => hold(`${hour}:00`, `${hour}:05`)),
    '2025-02-07T00:19:59.999+07:00',
  ],
  // 14 h on Wednesday, Thursday, Friday, 10 h on Monday: 72 h.
  ['Wednesday to Monday', [hold('02-05T10:00', '02-10T10:00')], '2025-02-11T23:59:59.999+07:00'],
  ['only on the day of arrival', [hold('02-03T11:00', '02-03T15:00')], '2025-02-06T23:59:59.999+07:00'],
  [
    'from the day of arrival to 9 next morning',
    [hold('02-03T11:00', '02-04T09:00')],
    '2025-02-07T08:59:59.999+07:00',
  ],
  ['before the report arrived', [hold('01-20T00:00', '02-01T00:00')], '2025-02-06T23:59:59.999+07:00'],
  ['after it was due', [hold('02-07T08:00', '02-12T08:00')], '2025-02-06T23:59:59.999+07:00'],
  ['a hold that lasts, begun after it was due', [hold('02-07T08:00', null)], '2025-02-06T23:59:59.999+07:00'],
  [
    'a hold that ends before it begins',
    [hold('02-05T15:00', '02-05T10:00')],
    '2025-02-06T23:59:59.999+07:00',
  ],
  // The last hour of Thursday goes to Friday, the rest of the hold lies after midnight and before the clock goes on.
  ['Thursday 23:00 to Friday 12:00', [hold('02-06T23:00', '02-07T12:00')], '2025-02-07T12:59:59.999+07:00'],
]

test.each(CASES)(
  'three working days with %s end where the calendar on the wall says',
  (_what, pauses, due) => {
    expect(dueAt({ startedAt: monday, rule: ruleOf(), calendar, pauses }).dueAt).toEqual(new Date(due))
  },
)

test('an explanation lists the holds that the clock could meet, and no others', () => {
  const met = hold('02-05T10:00', '02-05T15:30')
  const { explanation } = dueAt({
    startedAt: monday,
    rule: ruleOf(),
    calendar,
    pauses: [
      hold('01-20T00:00', '02-01T00:00'),
      hold('02-04T08:00', '02-04T08:00'),
      met,
      hold('02-07T08:00', '02-12T08:00'),
    ],
  })
  expect(explanation.pauses).toEqual([{ ...met, addedMilliseconds: 5.5 * 3_600_000 }])
})

test('a hold over a weekend adds nothing to working days', () => {
  const startedAt = new Date('2025-02-06T10:00:00+07:00')
  const pauses = [hold('02-08T08:00', '02-09T20:00')]
  expect(dueAt({ startedAt, rule: ruleOf(), calendar, pauses }).dueAt).toEqual(
    new Date('2025-02-11T23:59:59.999+07:00'),
  )
})

test('time on hold before a long holiday is given back after it', () => {
  // Due on Thursday 27 March, the eve of Nyepi and Idulfitri; 36 hours go on from Tuesday 8 April.
  const startedAt = new Date('2025-03-20T10:00:00+07:00')
  const pauses = [hold('03-24T08:00', '03-25T20:00')]
  expect(dueAt({ startedAt, rule: ruleOf({ amount: 5 }), calendar, pauses }).dueAt).toEqual(
    new Date('2025-04-09T11:59:59.999+07:00'),
  )
})

test('calendar days get back every hour on hold, weekends and holidays too', () => {
  const startedAt = new Date('2025-03-24T10:00:00+07:00')
  const pauses = [hold('03-30T00:00', '04-01T12:00')]
  expect(
    dueAt({ startedAt, rule: ruleOf({ amount: 10, calendar: 'calendar' }), calendar, pauses }).dueAt,
  ).toEqual(new Date('2025-04-06T11:59:59.999+07:00'))
})

test('while a hold lasts nothing is due, and the explanation says how much time is left', () => {
  const { dueAt: instant, explanation } = dueAt({
    startedAt: monday,
    rule: ruleOf(),
    calendar,
    pauses: [hold('02-05T10:00', null)],
  })
  expect(instant).toBeNull()
  expect(explanation.outcome).toEqual({
    state: 'paused',
    since: new Date('2025-02-05T10:00:00+07:00'),
    remaining: { days: 1, milliseconds: 14 * 3_600_000 },
  })
  expect(explanation.pauses).toEqual([{ ...hold('02-05T10:00', null), addedMilliseconds: 0 }])
})

test('a hold since the day of arrival leaves the whole time', () => {
  const { explanation } = dueAt({
    startedAt: monday,
    rule: ruleOf(),
    calendar,
    pauses: [hold('02-03T10:30', null)],
  })
  expect(explanation.outcome).toMatchObject({ state: 'paused', remaining: { days: 3, milliseconds: 0 } })
})
