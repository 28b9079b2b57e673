import { Type } from 'typebox'
import { staffOf } from '../../http/index.ts'
import { countInbox, readInbox } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { isoDates } from './present.ts'
import { PROBLEMS, StateSchema } from './schemas.ts'

const Query = Type.Object({
  scope: Type.Optional(
    Type.Unsafe<'held' | 'handed_on' | 'all'>({ type: 'string', enum: ['held', 'handed_on', 'all'] }),
  ),
  state: Type.Optional(StateSchema),
  q: Type.Optional(Type.String({ maxLength: 300 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
})

export const inbox: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/inbox',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'The reports of one’s institution or unit, the most urgent first',
        tags: ['staff'],
        security: [{ staff: [] }, { system: ['reports:read'] }],
        querystring: Query,
        response: {
          200: Type.Object({
            counts: Type.Record(Type.String(), Type.Integer()),
            overdue: Type.Integer(),
            reports: Type.Array(
              Type.Object({ tracking_number: Type.String() }, { additionalProperties: true }),
            ),
            next_cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const staff = staffOf(request)
      const now = context.clock.now()
      const { scope = 'held', state, q, cursor } = request.query
      const [counts, page] = await Promise.all([
        countInbox(context.db, staff, now),
        readInbox(context.db, staff, { scope, state, q: q?.replaceAll('\0', ''), cursor, now, limit: 50 }),
      ])
      return reply.send({
        counts: counts.byState,
        overdue: counts.overdue,
        reports: page.reports.map(isoDates),
        next_cursor: page.nextCursor,
      })
    },
  )
}
