import { type Static, Type } from 'typebox'
import type { CompetenceRuleRow } from '../../../db/index.ts'
import {
  addRule,
  countAutomaticActs,
  listRules,
  readReliability,
  readRoutingSettings,
  saveRoutingSettings,
  switchRule,
  tryRule,
} from '../../../routing/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Made, Nullable, OneOf } from './shapes.ts'

const DAY_MS = 86_400_000
const RELIABILITY_DAYS = 180
const ACTS_DAYS = 30

const Texts = Type.Array(Type.String(), { maxItems: 300 })
const RuleFields = {
  categories: Type.Array(Type.String(), {
    maxItems: 300,
    description: 'Codes of categories or groups; none: all',
  }),
  words: Texts,
  except_words: Texts,
  area_prefix: Nullable(Type.String({ description: 'Only in this region and what lies in it' })),
  level: OneOf(['national', 'province', 'regency']),
  handler: Type.String({
    description: 'Code of a national institution, or a function of a local government',
  }),
  priority: Type.Integer({ description: '1 to 100; the highest decides' }),
  strength: Type.Integer({ description: 'Percent: how much of a category’s probability moves' }),
  note: Type.String(),
}
const Rule = Type.Object({ id: Type.Integer(), ...RuleFields, enabled: Type.Boolean() })
const Share = Type.Number({ description: '0 to 1' })
const Settings = {
  assign_from: Nullable(
    Type.Number({
      description:
        'The confidence in percent, 50 to 100, from which it assigns alone to own units; null: never',
    }),
  ),
  archive_nobody: Type.Boolean({ description: 'Whether it archives alone what is nobody’s matter' }),
}

/** Rules of competence, what the machine may do alone, and how reliable it is. */
export const adminRouting: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: routing')
  read(
    'admin/routing-rules',
    'staff',
    {
      summary: 'Every rule of competence, those that decide first in front',
      answer: Type.Object({ rules: Type.Array(Rule) }),
    },
    async ({ context: { db, config } }) => ({
      rules: (await listRules(db, config.projectDir)).map(ruleBody),
    }),
  )
  change(
    'admin/routing-rules',
    'national',
    {
      summary: 'Keep a new rule, switched off: it is tried on past reports first',
      body: Type.Object({
        ...RuleFields,
        except_words: Type.Optional(RuleFields.except_words),
        area_prefix: Type.Optional(RuleFields.area_prefix),
        note: Type.Optional(RuleFields.note),
      }),
      answer: Made,
      status: 201,
      log: () => ({ area: 'routing', action: 'rule' }),
    },
    async ({ context: { db, clock }, input }) => {
      const { except_words = [], area_prefix = null, note = '', handler, ...rule } = input
      const id = await addRule(
        db,
        {
          ...rule,
          strength: rule.strength / 100,
          handler: handler.replace(/^local:/, ''),
          exceptWords: except_words,
          areaPrefix: area_prefix,
          note: note.trim(),
        },
        clock.now(),
      )
      return { id }
    },
  )
  change(
    'admin/routing-rules/:id/switch',
    'national',
    {
      summary: 'Switch a rule on or off',
      body: Type.Object({ on: Type.Boolean() }),
      answer: Done,
      log: ({ param }) => ({ area: 'routing', action: 'switch', subject: param('id') }),
    },
    async ({ context: { db, clock }, input, id }) => {
      await switchRule(db, id(), input.on, clock.now())
      return DONE
    },
  )
  read(
    'admin/routing-rules/:id/trial',
    'national',
    {
      summary: 'What a rule, on or off, would have done to past reports',
      answer: Type.Object({
        moved: Type.Integer({ description: 'Past reports on which it would have decided' }),
        against: Type.Integer({ description: 'Of these, how many a person gave to somebody else' }),
        examples: Type.Array(Type.String(), { description: 'Numbers of some of those' }),
      }),
    },
    async ({ context: { db, config }, id }) => {
      const { examples, ...trial } = await tryRule(db, config.projectDir, id())
      const reports =
        examples.length === 0
          ? []
          : await db.selectFrom('reports').select('tracking_number').where('id', 'in', examples).execute()
      return { ...trial, examples: reports.map(({ tracking_number }) => tracking_number) }
    },
  )
  read(
    'admin/routing',
    'staff',
    {
      summary:
        'What the machine may do alone for one’s institution, what it did in 30 days, and how often it was right',
      answer: Type.Object({
        ...Settings,
        acts: Type.Object({ assigned: Type.Integer(), archived: Type.Integer(), undone: Type.Integer() }),
        reliability: Nullable(
          Type.Object({
            reports: Type.Integer(),
            top1: Share,
            top3: Share,
            error: Share,
            bands: Type.Array(
              Type.Object({ from: Share, to: Share, reports: Type.Integer(), stated: Share, right: Share }),
            ),
          }),
        ),
      }),
    },
    async ({ context: { db, clock }, staff }) => {
      const { institutionId, nodeIsRoot } = staff
      const now = clock.now().getTime()
      const [settings, acts, reliability] = await Promise.all([
        readRoutingSettings(db, institutionId),
        countAutomaticActs(db, { institutionId, since: new Date(now - ACTS_DAYS * DAY_MS) }),
        readReliability(db, {
          since: new Date(now - RELIABILITY_DAYS * DAY_MS),
          institutionId: nodeIsRoot ? null : institutionId,
        }),
      ])
      return {
        assign_from: settings.assignFrom === null ? null : Math.round(settings.assignFrom * 1e4) / 100,
        archive_nobody: settings.archiveNobody,
        acts,
        reliability: reliability === null ? null : { ...reliability, bands: [...reliability.bands] },
      }
    },
  )
  change(
    'admin/routing',
    'admin',
    {
      summary: 'Set what the machine may do alone for one’s institution',
      body: Type.Object(Settings),
      answer: Done,
      log: ({ staff }) => ({ area: 'routing', action: 'automatic', subject: staff.nodeCode }),
    },
    async ({ context: { db, clock }, staff, input }) => {
      await saveRoutingSettings(db, staff.institutionId, {
        assignFrom: input.assign_from === null ? null : input.assign_from / 100,
        archiveNobody: input.archive_nobody,
        changedById: staff.accountId,
        now: clock.now(),
      })
      return DONE
    },
  )
}

function ruleBody(row: CompetenceRuleRow): Static<typeof Rule> {
  const { handler_level, handler_name, strength, ...rule } = row
  return { ...rule, strength: Math.round(strength * 100), level: handler_level, handler: handler_name }
}
