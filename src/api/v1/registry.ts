import { Type } from 'typebox'
import { listCategories, listInstitutions, searchAreas } from '../../institutions/index.ts'
import { apiLanguage, type RegisterEndpoint } from './api-app.ts'
import { PROBLEMS } from './schemas.ts'

const Text = Type.Optional(Type.String({ maxLength: 200 }))

/** Institutions, categories and regions, as everybody may read them. */
export const registry: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/areas',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Search regions by name, down to the village',
        tags: ['registry'],
        querystring: Type.Object({ q: Text }),
        response: {
          200: Type.Object({
            areas: Type.Array(
              Type.Object({
                code: Type.String(),
                level: Type.String(),
                name: Type.String(),
                full_name: Type.String(),
              }),
            ),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const areas = await searchAreas(context.db, cleanText(request.query.q), { limit: 12 })
      return reply.header('cache-control', 'public, max-age=3600').send({ areas })
    },
  )
  app.get(
    '/api/v1/institutions',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Institutions and units',
        tags: ['registry'],
        querystring: Type.Object({ q: Text, kind: Text, parent: Text, cursor: Text }),
        response: {
          200: Type.Object({
            institutions: Type.Array(
              Type.Object({ code: Type.String(), name: Type.String() }, { additionalProperties: true }),
            ),
            next_cursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { q, kind, parent, cursor } = request.query
      const page = await listInstitutions(context.db, {
        q: cleanText(q) || undefined,
        kind: cleanText(kind) || undefined,
        parentCode: cleanText(parent) || undefined,
        cursor,
        limit: 100,
      })
      return reply.send({
        institutions: page.institutions.map(({ code, kind, name, short_name, area_code, parent_code }) => ({
          code,
          kind,
          name,
          short_name,
          area_code,
          parent_code,
        })),
        next_cursor: page.nextCursor,
      })
    },
  )
  app.get(
    '/api/v1/categories',
    {
      config: { access: 'public' },
      schema: {
        summary: 'The two-level tree of categories',
        tags: ['registry'],
        response: {
          200: Type.Object({
            categories: Type.Array(
              Type.Object({
                code: Type.String(),
                name: Type.String(),
                children: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
              }),
            ),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const name = `name_${apiLanguage(request)}` as const
      const tree = await listCategories(context.db)
      return reply.header('cache-control', 'public, max-age=300').send({
        categories: tree.map((top) => ({
          code: top.code,
          name: top[name],
          children: top.children.map((leaf) => ({ code: leaf.code, name: leaf[name] })),
        })),
      })
    },
  )
}

function cleanText(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').trim()
}
