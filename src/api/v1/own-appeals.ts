import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { listBlocks } from '../../identity/index.ts'
import { type AppealedTo, appeal, listAppeals, listFalseMarks } from '../../reports/index.ts'
import { type RegisterEndpoint, reporterOf } from './api-app.ts'
import { once } from './once.ts'
import { isoDates } from './present.ts'
import { PROBLEMS, REPORTER } from './schemas.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const NullableId = Type.Union([Type.Integer(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const NullableInstant = Type.Union([Instant, Type.Null()])

const Standing = Type.Object({
  blocks: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reason: Type.String(),
      blocked_at: Instant,
      expires_at: Instant,
      ended_at: NullableInstant,
      end_reason: NullableText,
    }),
  ),
  marks: Type.Array(
    Type.Object({
      id: Type.Integer(),
      tracking_number: Type.String(),
      reason: Type.String(),
      marked_at: Instant,
      undone_at: NullableInstant,
      undone_reason: NullableText,
    }),
  ),
  appeals: Type.Array(
    Type.Object({
      id: Type.Integer(),
      block_id: NullableId,
      mark_id: NullableId,
      text: Type.String(),
      made_at: Instant,
      decided_at: NullableInstant,
      granted: Type.Union([Type.Boolean(), Type.Null()]),
      decision_reason: NullableText,
    }),
  ),
})

/** What stands against a person, why and until when; they object here. */
export const ownAppeals: RegisterEndpoint = (app, context) => {
  const url = '/api/v1/reporter/appeals'
  const shared = { tags: ['reporter'], security: REPORTER }
  const read = async (reporterId: number) => {
    const [blocks, marks, appeals] = await Promise.all([
      listBlocks(context, { reporterId }),
      listFalseMarks(context.db, { reporterId }),
      listAppeals(context.db, { reporterId }),
    ])
    return {
      blocks: blocks.map(({ id, reason, blocked_at, expires_at, ended_at, end_reason }) =>
        isoDates({ id, reason, blocked_at, expires_at, ended_at, end_reason }),
      ),
      marks: marks.map(({ id, tracking_number, reason, marked_at, undone_at, undone_reason }) =>
        isoDates({ id, tracking_number, reason, marked_at, undone_at, undone_reason }),
      ),
      appeals: appeals.map(({ id, block_id, mark_id, text, made_at, decided_at, granted, decision_reason }) =>
        isoDates({ id, block_id, mark_id, text, made_at, decided_at, granted, decision_reason }),
      ),
    }
  }
  app.get(
    url,
    {
      config: { access: 'reporter' },
      schema: {
        ...shared,
        summary: 'What stands against oneself, and what one objected',
        response: { 200: Standing, ...PROBLEMS },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'private, no-cache').send(await read(reporterOf(request))),
  )
  app.post(
    url,
    {
      config: { access: 'reporter' },
      schema: {
        ...shared,
        summary: 'Object to a block, or to a mark on a report of one’s own',
        body: Type.Object({
          block_id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
          mark_id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
          text: Type.String(),
        }),
        response: { 201: Standing, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const reporterId = reporterOf(request)
      const { block_id: blockId, mark_id: markId, text } = request.body
      const to: AppealedTo | null =
        markId === undefined ? (blockId === undefined ? null : { blockId }) : { markId }
      if (to === null) throw invalid([{ field: 'block_id', code: 'text_missing' }])
      await once(context, request, async (inside) => ({ id: await appeal(inside, reporterId, to, text) }))
      return reply.code(201).send(await read(reporterId))
    },
  )
}
