import { join } from 'node:path'
import { Type } from 'typebox'
import { invalid, notFound } from '../../../errors.ts'
import { staffOf } from '../../../http/index.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../../institutions/index.ts'
import {
  chooseDigest,
  chooseFigureMail,
  FIGURE_MAIL_KINDS,
  wantedFigureMails,
  wantsDigest,
} from '../../../notifications/index.ts'
import {
  conditionsOf,
  EXPORT_FORMATS,
  EXPORT_TYPES,
  listExports,
  queryText,
  requestExport,
  takeExport,
} from '../../../statistics/index.ts'
import { apiLanguage, type RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { ClassSchema, PROBLEMS, StateSchema } from '../schemas.ts'
import { adminOperations, personOf } from './operations.ts'
import { DONE, Done, Instant, Nullable, OneOf } from './shapes.ts'

const Code = Type.Optional(Type.String({ maxLength: 100 }))
const Flag = Type.Optional(Type.Boolean())
const Filter = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 300 })),
  state: Type.Optional(StateSchema),
  class: Type.Optional(ClassSchema),
  category_code: Code,
  area_code: Code,
  holder_code: Code,
  overdue: Flag,
  warned: Flag,
  disputed: Flag,
  returned: Flag,
  order: Type.Optional(OneOf(['newest', 'urgent'])),
})

/** Lists of reports as files, written by a job; and which mails of figures one gets. */
export const staffExports: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'staff')
  read(
    'exports',
    'staff',
    {
      summary: 'One’s own exports, the newest first',
      answer: Type.Object({
        exports: Type.Array(
          Type.Object({
            id: Type.String(),
            what: Type.String({ description: 'reports, monitoring or league' }),
            format: OneOf(EXPORT_FORMATS),
            state: OneOf(['queued', 'finished', 'failed', 'removed']),
            requested_at: Instant,
            rows: Type.Integer(),
            bytes: Nullable(Type.Integer()),
            finished_at: Nullable(Instant),
          }),
        ),
      }),
    },
    async ({ context: { db }, staff }) => ({
      exports: (await listExports(db, staff.accountId)).map((row) => ({
        ...isoDates(row),
        bytes: row.bytes === null ? null : Number(row.bytes),
        state: stateOf(row),
      })),
    }),
  )
  change(
    'exports',
    'staff',
    {
      summary:
        'Have a list of reports that one may see written as a file; who asked for what stays on record',
      body: Type.Object({ format: OneOf(EXPORT_FORMATS), filter: Type.Optional(Filter) }),
      answer: Type.Object({ id: Type.String() }),
      status: 202,
    },
    async ({ context: inside, request, staff, input: { format, filter = {} } }) => {
      const { db } = inside
      const [category, area, holder] = await Promise.all([
        found('category_code', 'unknown_category', filter.category_code, (code) => categoryByCode(db, code)),
        found('area_code', 'unknown_area', filter.area_code, (code) => areaByCode(db, code)),
        found('holder_code', 'unknown_institution', filter.holder_code, (code) =>
          institutionByCode(db, code),
        ),
      ])
      const chosen = {
        q: filter.q ?? '',
        state: filter.state ?? null,
        class: filter.class ?? null,
        category,
        area: area && { code: area.code, name: area.full_name },
        holder: holder && { id: holder.id, code: holder.code, name: holder.name },
        overdue: filter.overdue ?? false,
        warned: filter.warned ?? false,
        disputed: filter.disputed ?? false,
        returned: filter.returned ?? false,
        order: filter.order ?? 'newest',
      } as const
      const id = await requestExport(inside, staff, {
        format,
        filter: conditionsOf(chosen),
        query: queryText(chosen),
        language: apiLanguage(request),
      })
      return { id }
    },
  )
  const folder = join(context.config.dataDir, 'exports')
  app.get(
    '/api/v1/exports/:id/file',
    {
      config: { access: 'staff' },
      preValidation: async (request) => void personOf(request),
      schema: {
        summary: 'The file of one’s own finished export, for a week',
        tags: ['staff'],
        security: [{ staff: [] }],
        params: Type.Object({ id: Type.String({ description: 'The `id` of the list' }) }),
        response: {
          200: {
            description: 'Its bytes',
            content: { '*/*': { schema: Type.String({ format: 'binary' }) } },
          },
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const taken = await takeExport(context.db, staffOf(request).accountId, id)
      if (taken === null) throw notFound()
      return reply
        .type(EXPORT_TYPES[taken.format])
        .header('cache-control', 'private, no-cache')
        .header('content-disposition', `attachment; filename="lapor-${id.slice(0, 8)}.${taken.format}"`)
        .sendFile(id, folder, { cacheControl: false, contentType: false })
    },
  )

  const Mails = Type.Object({
    daily: Type.Boolean({ description: 'Messages of a day in one mail' }),
    weekly: Type.Boolean({ description: 'The figures of each week' }),
    alerts: Type.Boolean({ description: 'When a threshold is crossed' }),
  })
  read(
    'mails',
    'staff',
    { summary: 'Which mails one gets', answer: Mails },
    async ({ context: { db }, staff }) => ({
      daily: await wantsDigest(db, staff.accountId),
      ...(await wantedFigureMails(db, staff)),
    }),
  )
  change(
    'mails',
    'staff',
    {
      summary: 'Choose which mails one gets; what is left out stays',
      body: Type.Partial(Mails),
      answer: Done,
    },
    async ({ context: { db, clock }, staff, input }) => {
      const now = clock.now()
      if (input.daily !== undefined) await chooseDigest(db, staff.accountId, input.daily, now)
      for (const kind of FIGURE_MAIL_KINDS) {
        const wanted = input[kind]
        if (wanted !== undefined) await chooseFigureMail(db, staff.accountId, kind, wanted, now)
      }
      return DONE
    },
  )
}

function stateOf(row: {
  readonly finished_at: Date | null
  readonly failed_at: Date | null
  readonly removed_at: Date | null
}): 'queued' | 'finished' | 'failed' | 'removed' {
  if (row.removed_at !== null) return 'removed'
  if (row.failed_at !== null) return 'failed'
  return row.finished_at === null ? 'queued' : 'finished'
}

/** @throws DomainError invalid_input: a filter that is not understood would give away another list than was meant */
async function found<Row>(
  field: string,
  code: string,
  given: string | undefined,
  find: (code: string) => Promise<Row | null>,
): Promise<Row | null> {
  if (given === undefined) return null
  const row = await find(given)
  if (row === null) throw invalid([{ field, code }])
  return row
}
