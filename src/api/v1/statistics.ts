import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { knowsTag, tagOf } from '../../http/index.ts'
import { categoryById, institutionByCode, nationalLevel } from '../../institutions/index.ts'
import {
  COUNTED,
  NO_MEASURES,
  openKeptFigures,
  openRecentFigures,
  type PartMeasures,
  RECENT_DAYS,
  readPeriod,
  readPublicFigures,
  todayIn,
} from '../../statistics/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { PROBLEMS } from './schemas.ts'

const Figure = Type.Union([Type.Number(), Type.Null()])

export const statistics: RegisterEndpoint = (app, context) => {
  const recentFigures = openRecentFigures(context)
  const keep = openKeptFigures(context)
  app.get(
    '/api/v1/statistics',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Figures of the last 30 days',
        tags: ['statistics'],
        response: {
          200: Type.Object({
            days: Type.Integer(),
            received: Type.Integer(),
            followed_up: Type.Integer(),
            answered: Type.Integer(),
            closed: Type.Integer(),
            median_days_to_answer: Figure,
            rating_mean: Figure,
            rating_count: Type.Integer(),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { median_days_to_answer: median, ...figures } = await recentFigures()
      return sendKept(request, reply, {
        days: RECENT_DAYS,
        ...figures,
        median_days_to_answer: median === null ? null : Math.round(median * 10) / 10,
      })
    },
  )
  app.get(
    '/api/v1/statistics/figures',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Figures of the country or an institution, by months and by class, category or area',
        tags: ['statistics'],
        querystring: Type.Object({
          institution: Type.Optional(
            Type.String({ maxLength: 80, description: 'Code; the country if left out' }),
          ),
          from: Type.Optional(Type.String({ maxLength: 7, description: 'YYYY-MM; two months before until' })),
          until: Type.Optional(Type.String({ maxLength: 7, description: 'YYYY-MM, included; this month' })),
          by: Type.Optional(
            Type.Union([Type.Literal('class'), Type.Literal('category'), Type.Literal('area')]),
          ),
        }),
        response: {
          200: Type.Object({
            from: Type.String(),
            until: Type.String(),
            total: CountsSchema,
            parts: Type.Array(
              Type.Object({ key: Type.Union([Type.String(), Type.Null()]), counts: CountsSchema }),
            ),
            others: Type.Union([CountsSchema, Type.Null()], {
              description: 'Parts of fewer than five people, together',
            }),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { institution = '', from = '', until = '', by } = request.query
      const node = await placeOf(institution)
      const now = context.clock.now()
      const period = readPeriod({ from, until }, now, node.time_zone)
      const place = { id: node.id, isRoot: node.parent_id === null, timeZone: node.time_zone }
      const key = `${period.from} ${period.until} ${todayIn(node.time_zone, now)}`
      const figures = await keep(node.id, key, () => readPublicFigures(context.db, place, period, now))
      const parts = by === undefined ? null : figures[PARTS[by]]
      return sendKept(request, reply, {
        ...period,
        // Of fewer than five people only their number is told.
        total: figures.few
          ? countsOf({ ...NO_MEASURES, received: figures.measures.received })
          : countsOf(figures.measures),
        parts: await Promise.all(
          (parts?.shown ?? []).map(async ({ key, ...measures }) => ({
            key: by === 'category' ? await categoryCode(key) : key === '' ? null : key,
            counts: countsOf(measures),
          })),
        ),
        others: parts?.others ? countsOf(parts.others) : null,
      })
    },
  )

  async function placeOf(code: string) {
    if (code === '') return nationalLevel(context.db)
    const node = code.includes('\0') ? null : await institutionByCode(context.db, code)
    // Units are told on their institution's page alone.
    if (node === null || (node.institution_id !== node.id && node.parent_id !== null))
      throw invalid([{ field: 'institution', code: 'unknown_institution' }])
    return node
  }

  async function categoryCode(key: string): Promise<string | null> {
    return key === '' ? null : ((await categoryById(context.db, Number(key)))?.code ?? null)
  }
}

/** The same for everybody, for a minute; afterwards whoever has it asks by its tag whether it is the same. */
function sendKept(request: FastifyRequest, reply: FastifyReply, answer: object) {
  const tag = tagOf(JSON.stringify(answer))
  reply.header('cache-control', 'public, max-age=60').header('etag', tag)
  return knowsTag(request, tag) ? reply.code(304).send() : reply.send(answer)
}

const PARTS = { class: 'classes', category: 'categories', area: 'areas' } as const

const CountsSchema = Type.Object(
  Object.fromEntries(COUNTED.map((name) => [name, Type.Integer()])) as Record<
    (typeof COUNTED)[number],
    ReturnType<typeof Type.Integer>
  >,
)

function countsOf(measures: PartMeasures): Record<(typeof COUNTED)[number], number> {
  return Object.fromEntries(COUNTED.map((name) => [name, measures[name]])) as Record<
    (typeof COUNTED)[number],
    number
  >
}
