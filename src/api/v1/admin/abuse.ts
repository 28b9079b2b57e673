import { Type } from 'typebox'
import { blockReporter, liftBlock, listBlocks } from '../../../identity/index.ts'
import {
  decideAppeal,
  listAppeals,
  listFalseMarks,
  personNamed,
  readAbuseRules,
  saveAbuseRules,
} from '../../../reports/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Instant, Made, Nullable, Reason } from './shapes.ts'

const Rules = Type.Object({
  within_days: Type.Integer({ description: 'False marks of so many days count' }),
  marks_for_identity: Type.Integer({ description: 'From so many on an identity is asked for' }),
  marks_for_block: Type.Integer({ description: 'From so many on the reporter is blocked' }),
  block_days: Type.Integer(),
})

/** Blocks, marks and objections: for national admins, as a block holds in the whole country. */
export const adminAbuse: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: abuse')
  read(
    'admin/abuse',
    'national',
    {
      summary: 'What false reports lead to, and the marks, blocks and objections there are',
      answer: Type.Object({
        rules: Rules,
        marks: Type.Array(
          Type.Object({
            id: Type.Integer(),
            tracking_number: Type.String(),
            reason: Type.String(),
            marked_at: Instant,
            marked_by: Type.String(),
            undone_at: Nullable(Instant),
            undone_reason: Nullable(Type.String()),
          }),
        ),
        blocks: Type.Array(
          Type.Object({
            id: Type.Integer(),
            tracking_number: Nullable(Type.String({ description: 'The report because of which' })),
            contact: Nullable(
              Type.Object(
                { kind: Type.String(), value: Type.String() },
                { description: 'What staff typed themselves' },
              ),
            ),
            reason: Type.String(),
            blocked_at: Instant,
            blocked_by: Nullable(Type.String()),
            expires_at: Instant,
            ended_at: Nullable(Instant),
            end_reason: Nullable(Type.String()),
          }),
        ),
        appeals: Type.Array(
          Type.Object({
            id: Type.Integer(),
            block_id: Nullable(Type.Integer()),
            mark_id: Nullable(Type.Integer()),
            tracking_number: Nullable(Type.String()),
            text: Type.String(),
            reason: Type.String({ description: 'Of the block or mark' }),
            made_at: Instant,
            decided_at: Nullable(Instant),
            granted: Nullable(Type.Boolean()),
            decision_reason: Nullable(Type.String()),
            decider: Nullable(Type.String()),
          }),
        ),
      }),
    },
    async ({ context: inside }) => {
      const [rules, marks, blocks, appeals] = await Promise.all([
        readAbuseRules(inside.db),
        listFalseMarks(inside.db),
        listBlocks(inside),
        listAppeals(inside.db),
      ])
      return {
        rules,
        marks: marks.map((mark) => isoDates(mark)),
        blocks: blocks.map((block) => isoDates(block)),
        appeals: appeals.map((appeal) => isoDates(appeal)),
      }
    },
  )
  change(
    'admin/abuse/rules',
    'national',
    { summary: 'Set what false reports lead to', body: Rules, answer: Done },
    async ({ context: { db, clock }, staff, input }) => {
      const { within_days, marks_for_identity, marks_for_block, block_days } = input
      const rules = { within_days, marks_for_identity, marks_for_block, block_days }
      await saveAbuseRules(db, rules, { accountId: staff.accountId, at: clock.now() })
      return DONE
    },
  )
  change(
    'admin/abuse/blocks',
    'national',
    {
      summary: 'Take no new reports of a person for a time; they are told why and until when, and may object',
      body: Type.Object({
        target: Type.String({
          maxLength: 300,
          description:
            'The number of a report, whose reporter is meant without learning who it is; or a contact',
        }),
        reason: Type.String({ description: 'Told to the person' }),
        days: Type.Integer(),
      }),
      answer: Made,
      status: 201,
    },
    async ({ context: inside, staff, input }) => ({
      id: await blockReporter(inside, {
        who: await personNamed(inside.db, input.target),
        reason: input.reason,
        days: input.days,
        accountId: staff.accountId,
      }),
    }),
  )
  change(
    'admin/abuse/blocks/:id/lift',
    'national',
    { summary: 'End a block before its time; the person is told', body: Reason, answer: Done },
    async ({ context: inside, staff, input, id }) => ({
      done: await liftBlock(inside, id(), { reason: input.reason, accountId: staff.accountId }),
    }),
  )
  change(
    'admin/abuse/appeals/:id/decide',
    'national',
    {
      summary: 'Grant an objection, or refuse it with a reason',
      description: 'Nobody decides on what they did themselves.',
      body: Type.Object({ grant: Type.Boolean(), reason: Type.Optional(Type.String()) }),
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await decideAppeal(inside, staff, id(), { grant: input.grant, reason: input.reason ?? '' })
      return DONE
    },
  )
}
