import { Type } from 'typebox'
import { readRecentFigures } from '../../statistics/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { PROBLEMS } from './schemas.ts'

const DAY_MS = 86_400_000
const Figure = Type.Union([Type.Number(), Type.Null()])

export const statistics: RegisterEndpoint = (app, context) => {
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
    async (_request, reply) => {
      const days = 30
      const figures = await readRecentFigures(
        context.db,
        new Date(context.clock.now().getTime() - days * DAY_MS),
      )
      return reply.header('cache-control', 'public, max-age=60').send({ days, ...figures })
    },
  )
}
