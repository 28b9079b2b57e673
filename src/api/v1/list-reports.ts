import { Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { translator } from '../../i18n/index.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../institutions/index.ts'
import { listPublicReports } from '../../reports/index.ts'
import { apiLanguage, type RegisterEndpoint } from './api-app.ts'
import { isoDates } from './present.ts'
import { ClassSchema, PROBLEMS, StateSchema } from './schemas.ts'

const Query = Type.Object({
  state: Type.Optional(StateSchema),
  class: Type.Optional(ClassSchema),
  institution: Type.Optional(Type.String({ description: 'Code of an institution or unit' })),
  category: Type.Optional(Type.String({ description: 'Code; a top category stands for all below it' })),
  area: Type.Optional(Type.String({ description: 'Kemendagri code; stands for everything below it' })),
  q: Type.Optional(Type.String({ maxLength: 300 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: '1 to 100, default 20' }),
  ),
})

export const listReports: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reports',
    {
      config: { access: 'public' },
      schema: {
        summary: 'List published reports, newest first',
        tags: ['reports'],
        querystring: Query,
        response: {
          200: Type.Object({
            reports: Type.Array(
              Type.Object(
                { tracking_number: Type.String(), state: StateSchema },
                { additionalProperties: true },
              ),
            ),
            next_cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const language = apiLanguage(request)
      const t = translator(language)
      const { reports, nextCursor } = await listPublicReports(context.db, {
        state: query.state,
        class: query.class,
        institutionId: (
          await found('institution', query.institution, (code) => institutionByCode(context.db, code))
        )?.id,
        categoryId: (await found('category', query.category, (code) => categoryByCode(context.db, code)))?.id,
        areaCode: (await found('area', query.area, (code) => areaByCode(context.db, code)))?.code,
        q: query.q?.replaceAll('\0', ''),
        cursor: query.cursor,
        limit: Number(query.limit ?? 20),
      })
      return reply.send({
        reports: reports.map(({ category_name_id, category_name_en, ...report }) => ({
          ...isoDates(report),
          state_label: t(`state.${report.state}`),
          category_name: language === 'en' ? category_name_en : category_name_id,
        })),
        next_cursor: nextCursor,
      })
    },
  )
}

/** The row of a code that a list is narrowed by. @throws DomainError invalid_input on a code that is none */
export async function found<Row>(
  field: 'institution' | 'category' | 'area',
  code: string | undefined,
  read: (code: string) => Promise<Row | null>,
): Promise<Row | undefined> {
  if (code === undefined || code === '') return undefined
  const row = code.includes('\0') ? null : await read(code)
  if (row === null) throw invalid([{ field, code: `unknown_${field}` }])
  return row
}
