import { Type } from 'typebox'
import {
  addHoliday,
  createCategory,
  deadlineRuleOwner,
  editCategory,
  editDeadlineRule,
  editHoliday,
  importHolidays,
  listCategories,
  loadDeadlineRules,
  loadHolidays,
  removeHoliday,
} from '../../../institutions/index.ts'
import { checkRecomputeReason, previewRecompute } from '../../../reports/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { adminOperations } from './operations.ts'
import { Day, DONE, Done, Made, Nullable, OneOf } from './shapes.ts'

const LEVELS = ['national', 'province', 'regency'] as const
const CategoryFields = {
  name_id: Type.String({ description: 'In Indonesian' }),
  name_en: Type.String({ description: 'In English' }),
  default_level: OneOf(LEVELS),
  default_handler: Nullable(
    Type.String({
      description: 'An institution’s code at the national level, else `local:` and a function of units',
    }),
  ),
  oversight: Type.Boolean({ description: 'Whether such complaints need an investigation' }),
}
const Category = Type.Object({ code: Type.String(), ...CategoryFields, active: Type.Boolean() })
const HolidayFields = {
  date: Day,
  name: Type.String(),
  kind: OneOf(['holiday', 'joint_leave'], 'A national holiday, or joint leave (cuti bersama)'),
  area_code: Nullable(Type.String({ description: 'Only in this region; null in the whole country' })),
}
const RuleFields = {
  kind: OneOf(['identity', 'verify', 'first_follow_up', 'solve', 'reporter_reply', 'completion']),
  class: Nullable(OneOf(['complaint', 'aspiration', 'information_request'], 'Null: of every class')),
  oversight: Nullable(Type.Boolean({ description: 'Null: with and without' })),
  amount: Type.Integer({ description: 'Days' }),
  calendar: OneOf(['working', 'calendar']),
  valid_from: Day,
  source: Type.String({ description: 'The law or decree it follows from' }),
}

/** Categories, days off and deadline rules. */
export const adminRegistry: RegisterEndpoint = (app, context) => {
  // Due dates are counted anew from the changed rows at once, not after a minute.
  const after = () => context.calendars.forget()
  const { read, change } = adminOperations(app, context, 'admin: registry')

  read(
    'admin/categories',
    'staff',
    {
      summary: 'Categories with who usually handles them, also those that are no longer offered',
      answer: Type.Object({
        categories: Type.Array(Type.Object({ ...Category.properties, children: Type.Array(Category) })),
      }),
    },
    async ({ context: { db } }) => ({
      categories: (await listCategories(db, { inactiveToo: true })).map((group) => ({
        ...group,
        children: [...group.children],
      })),
    }),
  )
  change(
    'admin/categories',
    'national',
    {
      summary: 'Add a category at the end of its group',
      body: Type.Object({
        code: Type.String({ description: '`group`, or `group.category`' }),
        ...CategoryFields,
      }),
      answer: Category,
      status: 201,
      log: ({ input }) => ({ area: 'registry', action: 'category_add', subject: input.code.slice(0, 100) }),
    },
    ({ context: inside, input }) => createCategory(inside, input),
  )
  change(
    'admin/categories/:code',
    'national',
    {
      summary: 'Change a category, its handler, or whether it is offered; what is left out stays',
      body: Type.Partial(Type.Object({ ...CategoryFields, active: Type.Boolean() })),
      answer: Category,
      log: ({ param }) => ({ area: 'registry', action: 'category_edit', subject: param('code') }),
    },
    ({ context: inside, input, param }) => editCategory(inside, param('code'), input),
  )

  const Holiday = Type.Object({ id: Type.Integer(), ...HolidayFields })
  read(
    'admin/holidays',
    'staff',
    {
      summary: 'The days off of a year; of this one if none is said',
      query: Type.Object({ year: Type.Optional(Type.String({ pattern: '^(20\\d\\d|2100)$' })) }),
      answer: Type.Object({ year: Type.Integer(), holidays: Type.Array(Holiday) }),
    },
    async ({ context: { db, clock }, input }) => {
      const year = Number(input.year ?? clock.now().getUTCFullYear())
      return { year, holidays: await loadHolidays(db, year) }
    },
  )
  change(
    'admin/holidays',
    'national',
    {
      summary: 'Add a day off',
      description: 'Deadlines that run already move by `POST /api/v1/admin/recompute`.',
      body: Type.Object({ ...HolidayFields, area_code: Type.Optional(HolidayFields.area_code) }),
      answer: Holiday,
      status: 201,
      log: () => ({ area: 'registry', action: 'holiday_add' }),
      after,
    },
    ({ context: inside, input }) => addHoliday(inside, { ...input, area_code: input.area_code ?? null }),
  )
  change(
    'admin/holidays/:id',
    'national',
    {
      summary: 'Change a day off; what is left out stays. Moved to another date it has another id',
      body: Type.Partial(Type.Object(HolidayFields)),
      answer: Holiday,
      log: ({ param }) => ({ area: 'registry', action: 'holiday_edit', subject: param('id') }),
      after,
    },
    ({ context: inside, input, id }) => editHoliday(inside, id(), input),
  )
  change(
    'admin/holidays/:id/remove',
    'national',
    {
      summary: 'Take a day off out',
      answer: Done,
      log: ({ param }) => ({ area: 'registry', action: 'holiday_remove', subject: param('id') }),
      after,
    },
    async ({ context: inside, id }) => {
      await removeHoliday(inside, id())
      return DONE
    },
  )
  change(
    'admin/holidays/import',
    'national',
    {
      summary: 'Take over the national days off of a CSV, all or nothing',
      description:
        'Columns `date`, `name` and `kind` (libur nasional or cuti bersama). Days of the file replace what stands on the same date; others stay. One error on `csv` for each wrong line.',
      body: Type.Object({ csv: Type.String() }),
      answer: Type.Object({
        added: Type.Integer(),
        changed: Type.Integer(),
        unchanged: Type.Integer(),
      }),
      log: () => ({ area: 'registry', action: 'holiday_import' }),
      after,
    },
    ({ context: inside, input }) => importHolidays(inside, input.csv),
  )

  read(
    'admin/deadline-rules',
    'staff',
    {
      summary: 'The dated rules: the national ones and those of one’s own institution',
      answer: Type.Object({
        rules: Type.Array(
          Type.Object({
            id: Type.Integer(),
            ...RuleFields,
            valid_until: Nullable(Type.String()),
            own: Type.Boolean({ description: 'Of one’s institution, stricter than the national one' }),
          }),
        ),
      }),
    },
    async ({ context: { db }, staff }) => ({
      rules: (await loadDeadlineRules(db))
        .filter(({ institution_id }) => institution_id === null || institution_id === staff.institutionId)
        .map((rule) => ({ ...rule, own: rule.institution_id !== null })),
    }),
  )
  change(
    'admin/deadline-rules',
    'admin',
    {
      summary:
        'Set a rule from a date on: the national level for all, an institution’s admin a stricter one for it',
      description:
        'The rule before it ends the day before; deadlines that run already keep theirs until recomputed.',
      body: Type.Object({
        ...RuleFields,
        class: Type.Optional(RuleFields.class),
        oversight: Type.Optional(RuleFields.oversight),
      }),
      answer: Made,
      status: 201,
      log: ({ input }) => ({ area: 'registry', action: 'rule_add', subject: input.kind }),
      after,
    },
    async ({ context: inside, staff, input }) => {
      const institution_code = await deadlineRuleOwner(inside.db, staff)
      const { class: reportClass = null, oversight = null } = input
      return editDeadlineRule(inside, { ...input, class: reportClass, oversight, institution_code })
    },
  )

  const Move = Type.Object({
    tracking_number: Type.String(),
    kind: Type.String(),
    from: Type.String({ format: 'date-time' }),
    to: Type.String({ format: 'date-time' }),
  })
  read(
    'admin/recompute',
    'admin',
    {
      summary: 'What counting running deadlines anew would move, for one’s institution or the whole country',
      query: Type.Object({
        by_new_rules: Type.Optional(
          OneOf(['true', 'false'], 'Also by the rules of today, not only by its calendar'),
        ),
      }),
      answer: Type.Object({
        deadlines: Type.Integer(),
        later: Type.Integer(),
        earlier: Type.Integer(),
        kept: Type.Integer({ description: 'They would be over already, so they stay' }),
        examples: Type.Array(Move),
      }),
    },
    async ({ context: inside, staff, input }) => {
      const found = await previewRecompute(inside, staff, { byNewRules: input.by_new_rules === 'true' })
      return {
        ...found,
        examples: found.examples.map(({ trackingNumber, kind, from, to }) => ({
          tracking_number: trackingNumber,
          kind,
          from: from.toISOString(),
          to: to.toISOString(),
        })),
      }
    },
  )
  change(
    'admin/recompute',
    'admin',
    {
      summary: 'Have the running deadlines counted anew by a worker',
      body: Type.Object({ reason: Type.String(), by_new_rules: Type.Optional(Type.Boolean()) }),
      answer: Type.Object({ queued: Type.Boolean() }),
      status: 202,
    },
    async ({ context: { db, enqueue }, staff, input }) => {
      await enqueue(db, 'recompute', {
        account_id: staff.accountId,
        by_new_rules: input.by_new_rules ?? false,
        reason: checkRecomputeReason(input.reason),
      })
      return { queued: true }
    },
  )
}
