import { type Static, Type } from 'typebox'
import type { Db } from '../../db/index.ts'
import { staffOf } from '../../http/index.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../institutions/index.ts'
import { countInbox, type InboxFilter, readInbox, readTasks } from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { found } from './list-reports.ts'
import { isoDates } from './present.ts'
import { ClassSchema, PROBLEMS, StateSchema } from './schemas.ts'

const Flag = Type.Optional(Type.Unsafe<'true' | 'false'>({ type: 'string', enum: ['true', 'false'] }))
const Cursor = Type.Optional(Type.String({ maxLength: 200 }))

const Query = Type.Object({
  scope: Type.Optional(
    Type.Unsafe<'held' | 'handed_on' | 'all' | 'offered' | 'to_approve'>({
      type: 'string',
      enum: ['held', 'handed_on', 'all', 'offered', 'to_approve'],
      description:
        'What lies with us (default); what we gave on; all we may see; what may be taken over; answers that wait for us',
    }),
  ),
  state: Type.Optional(StateSchema),
  class: Type.Optional(ClassSchema),
  category: Type.Optional(Type.String({ description: 'Code; a top category stands for all below it' })),
  area: Type.Optional(Type.String({ description: 'Kemendagri code; stands for everything below it' })),
  institution: Type.Optional(Type.String({ description: 'Code of who holds it, itself or by a node below' })),
  overdue: Flag,
  warned: Flag,
  disputed: Flag,
  returned: Flag,
  order: Type.Optional(
    Type.Unsafe<'urgent' | 'newest'>({
      type: 'string',
      enum: ['urgent', 'newest'],
      description: 'urgent by default',
    }),
  ),
  q: Type.Optional(Type.String({ maxLength: 300 })),
  cursor: Cursor,
})

const Page = {
  reports: Type.Array(Type.Object({ tracking_number: Type.String() }, { additionalProperties: true })),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
}
const PAGE = 50

export const inbox: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/inbox',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'The reports of one’s institution or unit, with every filter of the console',
        tags: ['staff'],
        security: [{ staff: [] }, { system: ['reports:read'] }],
        querystring: Query,
        response: {
          200: Type.Object({
            counts: Type.Record(Type.String(), Type.Integer()),
            overdue: Type.Integer(),
            ...Page,
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const staff = staffOf(request)
      const now = context.clock.now()
      const filter = await filterOf(context.db, request.query)
      const [counts, page] = await Promise.all([
        countInbox(context.db, staff, now),
        readInbox(context.db, staff, { ...filter, now, limit: PAGE }),
      ])
      return reply.send({
        counts: counts.byState,
        overdue: counts.overdue,
        reports: page.reports.map(isoDates),
        next_cursor: page.nextCursor,
      })
    },
  )
  app.get(
    '/api/v1/inbox/tasks',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Open tasks of one’s institution or unit beside others’ reports, the soonest due first',
        tags: ['staff'],
        security: [{ staff: [] }, { system: ['reports:read'] }],
        querystring: Type.Object({ cursor: Cursor }),
        response: { 200: Type.Object(Page), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { cursor } = request.query
      const page = { now: context.clock.now(), cursor, limit: PAGE }
      const { reports, nextCursor } = await readTasks(context.db, staffOf(request), page)
      return reply.send({ reports: reports.map(isoDates), next_cursor: nextCursor })
    },
  )
}

/** @throws DomainError invalid_input on a code that is none */
async function filterOf(db: Db, query: Static<typeof Query>): Promise<Omit<InboxFilter, 'now' | 'limit'>> {
  const [category, area, holder] = await Promise.all([
    found('category', query.category, (code) => categoryByCode(db, code)),
    found('area', query.area, (code) => areaByCode(db, code)),
    found('institution', query.institution, (code) => institutionByCode(db, code)),
  ])
  return {
    scope: query.scope ?? 'held',
    state: query.state,
    class: query.class,
    categoryId: category?.id,
    areaCode: area?.code,
    holderId: holder?.id,
    overdue: query.overdue === 'true',
    warned: query.warned === 'true',
    disputed: query.disputed === 'true',
    returned: query.returned === 'true',
    order: query.order,
    q: query.q?.replaceAll('\0', ''),
    cursor: query.cursor,
  }
}
