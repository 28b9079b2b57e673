import { Type } from 'typebox'
import { type ChangeArea, readChanges } from '../../../db/index.ts'
import { listIdentityRules, removeIdentityRule, setIdentityRule } from '../../../identity/index.ts'
import { categoryById } from '../../../institutions/index.ts'
import {
  listRetentionRules,
  readRegistryQueue,
  readSurveySince,
  saveRetentionRule,
  switchSurvey,
} from '../../../reports/index.ts'
import {
  ALERT_MEASURE_NAMES,
  listAlertRules,
  removeAlertRule,
  setAlertRule,
} from '../../../statistics/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { ClassSchema } from '../schemas.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Instant, Nullable, OneOf } from './shapes.ts'

const PER_PAGE = 50
const Step = OneOf(
  ['contact', 'stated', 'verified'],
  'What a reporter proves: a contact; also states name and NIK; these were found in the population registry',
)
const Measure = OneOf(ALERT_MEASURE_NAMES)

/** How long reports are kept, whose identity is asked for, and what an institution watches of itself. */
export const adminSettings: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: settings')

  read(
    'admin/retention',
    'national',
    {
      summary:
        'How long reports of each class are kept after their end before they name nobody, by which law',
      answer: Type.Object({
        rules: Type.Array(
          Type.Object({
            class: ClassSchema,
            months: Type.Integer(),
            source: Type.String(),
            due: Type.Integer({ description: 'Reports that are anonymised in the next run' }),
          }),
        ),
      }),
    },
    async ({ context: { db, clock } }) => ({ rules: await listRetentionRules(db, clock.now()) }),
  )
  change(
    'admin/retention',
    'national',
    {
      summary: 'Set how long reports of a class are kept, and by which law',
      body: Type.Object({ class: ClassSchema, months: Type.Integer(), source: Type.String() }),
      answer: Done,
    },
    async ({ context: { db, clock }, staff, input }) => {
      await saveRetentionRule(db, input, { accountId: staff.accountId, at: clock.now() })
      return DONE
    },
  )

  read(
    'admin/identity-rules',
    'national',
    {
      summary: 'Which class or category of reports needs a stated or verified identity',
      answer: Type.Object({
        rules: Type.Array(
          Type.Object({
            id: Type.Integer(),
            class: Nullable(ClassSchema),
            category_code: Nullable(Type.String()),
            step: Step,
          }),
        ),
        registry: Type.Object({
          connected: Type.Boolean({ description: 'Whether a population registry can be asked' }),
          waiting: Type.Integer({ description: 'Reports that wait for its answer' }),
          since: Nullable(Instant),
          problem: Nullable(Type.String()),
        }),
      }),
    },
    async ({ context: { db, populationRegistry } }) => {
      const [rules, queue] = await Promise.all([listIdentityRules(db), readRegistryQueue(db)])
      return {
        rules: await Promise.all(
          rules.map(async ({ id, class: reportClass, category_id, step }) => ({
            id,
            class: reportClass,
            category_code:
              category_id === null ? null : ((await categoryById(db, category_id))?.code ?? null),
            step,
          })),
        ),
        registry: { ...isoDates(queue), connected: populationRegistry !== null },
      }
    },
  )
  change(
    'admin/identity-rules',
    'national',
    {
      summary: 'Set the step for a class, a category or both; an earlier rule for the same is replaced',
      body: Type.Object({
        class: Type.Optional(Nullable(ClassSchema)),
        category_code: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
        step: Step,
      }),
      answer: Done,
      log: ({ input }) => ({
        area: 'identity_rule',
        action: 'set',
        subject: `${input.class ?? '*'} ${input.category_code ?? '*'}`,
      }),
    },
    async ({ context: { db, clock, populationRegistry }, input }) => {
      const rule = { class: input.class ?? null, categoryCode: input.category_code ?? '', step: input.step }
      await setIdentityRule(db, rule, clock.now(), populationRegistry !== null)
      return DONE
    },
  )
  change(
    'admin/identity-rules/:id/remove',
    'national',
    {
      summary: 'Take a rule out',
      answer: Done,
      log: ({ param }) => ({ area: 'identity_rule', action: 'removed', subject: param('id') }),
    },
    async ({ context: { db }, id }) => {
      await removeIdentityRule(db, id())
      return DONE
    },
  )

  read(
    'admin/alerts',
    'admin',
    {
      summary: 'The thresholds at which one’s institution is told, and what was measured last',
      answer: Type.Object({
        rules: Type.Array(
          Type.Object({
            measure: Measure,
            threshold: Type.Number(),
            value: Nullable(Type.Number()),
            crossed_at: Nullable(Instant),
          }),
        ),
      }),
    },
    async ({ context: { db }, staff }) => ({
      rules: (await listAlertRules(db, staff.institutionId)).map(isoDates),
    }),
  )
  change(
    'admin/alerts',
    'admin',
    {
      summary: 'Set the threshold of a measure; set again, the later holds',
      body: Type.Object({ measure: Measure, threshold: Type.Number() }),
      answer: Done,
      log: ({ staff, input }) => ({
        area: 'alert',
        action: 'set',
        subject: `${staff.nodeCode} ${input.measure}`.slice(0, 100),
      }),
    },
    async ({ context: { db, clock }, staff, input }) => {
      const rule = { measure: input.measure, threshold: String(input.threshold) }
      await setAlertRule(db, staff.institutionId, rule, clock.now())
      return DONE
    },
  )
  change(
    'admin/alerts/remove',
    'admin',
    {
      summary: 'Watch a measure no longer',
      body: Type.Object({ measure: Measure }),
      answer: Done,
      log: ({ staff, input }) => ({
        area: 'alert',
        action: 'removed',
        subject: `${staff.nodeCode} ${input.measure}`.slice(0, 100),
      }),
    },
    async ({ context: { db }, staff, input }) => {
      await removeAlertRule(db, staff.institutionId, input.measure)
      return DONE
    },
  )

  read(
    'admin/survey',
    'admin',
    {
      summary: 'Since when one’s institution asks its reporters after closing; null where it does not',
      answer: Type.Object({ since: Nullable(Instant) }),
    },
    async ({ context: { db }, staff }) => ({
      since: (await readSurveySince(db, staff.institutionId))?.toISOString() ?? null,
    }),
  )
  change(
    'admin/survey',
    'admin',
    {
      summary: 'Ask reporters after closing, or no longer',
      body: Type.Object({ on: Type.Boolean() }),
      answer: Done,
      log: ({ staff, input }) => ({
        area: 'survey',
        action: input.on ? 'switched_on' : 'switched_off',
        subject: staff.nodeCode,
      }),
    },
    async ({ context: { db, clock }, staff, input }) => {
      await switchSurvey(db, staff.institutionId, input.on, clock.now())
      return DONE
    },
  )

  read(
    'admin/changes',
    'national',
    {
      summary: 'Who changed which rule, registry entry, template, setting or block, newest first',
      query: Type.Object({
        area: Type.Optional(OneOf(Object.keys(AREAS) as ChangeArea[])),
        cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
      }),
      answer: Type.Object({
        changes: Type.Array(
          Type.Object({
            id: Type.Integer(),
            at: Instant,
            area: Type.String(),
            action: Type.String(),
            subject: Type.String(),
            data: Type.Record(Type.String(), Type.Unknown()),
            account: Nullable(Type.String()),
            place: Nullable(Type.String()),
          }),
        ),
        next_cursor: Nullable(Type.String()),
      }),
    },
    async ({ context: { db }, input }) => {
      const before = input.cursor === undefined ? null : Number(input.cursor)
      const rows = await readChanges(db, { area: input.area ?? null, before, limit: PER_PAGE + 1 })
      const shown = rows.slice(0, PER_PAGE)
      return {
        changes: shown.map(({ node, data, ...change }) => ({
          ...isoDates(change),
          data: { ...data },
          place: node,
        })),
        next_cursor: rows.length > PER_PAGE ? String(shown.at(-1)?.id) : null,
      }
    },
  )
}

/** All areas there are: a new one that is missing here does not compile. */
const AREAS: Readonly<Record<ChangeArea, true>> = {
  abuse: true,
  alert: true,
  approval: true,
  consent: true,
  custodian: true,
  identity_rule: true,
  institution: true,
  message_table: true,
  registry: true,
  retention: true,
  routing: true,
  sign_on: true,
  survey: true,
  template: true,
}
