import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import {
  ancestors,
  countLiveReports,
  createInstitution,
  deactivateInstitution,
  editableNode,
  editInstitution,
  institutionById,
  knownNode,
  listInstitutions,
  mayEditNode,
  mayEditTemplates,
  moveInstitution,
  nationalLevel,
  reactivateInstitution,
  unitsOf,
} from '../../../institutions/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { InstitutionListPage } from './list-view.tsx'
import { INSTITUTION_NOTICES, InstitutionPage } from './view.tsx'

const PATH = '/petugas/instansi'
const PER_PAGE = 50

/** `/petugas/instansi`: the tree of institutions and units, editable by the admins of a node. */
export const institutionRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    if (!staff.nodeIsRoot) {
      const own = await institutionById(context.db, staff.institutionId)
      if (own === null) throw notFound()
      return reply.redirect(`${PATH}/${own.code}`, 303)
    }
    const query = queryOf(request)
    const q = query('q')
    const page = await listInstitutions(context.db, {
      q: q === '' ? undefined : q,
      parentCode: q === '' ? staff.nodeCode : undefined,
      cursor: query('cursor') || undefined,
      limit: PER_PAGE,
    })
    return sendPage(
      reply,
      <InstitutionListPage
        frame={await consoleFrame(context, request, reply)}
        q={q}
        page={page}
        rootCode={staff.nodeCode}
      />,
    )
  })

  app.get<{ Params: { code: string } }>(`${PATH}/:code`, { config: { access: 'staff' } }, (request, reply) =>
    sendNode(context, request, reply, request.params.code, null),
  )

  const edit = (
    name: string,
    form: string,
    handle: (request: FastifyRequest, code: string, inside: AppContext) => Promise<string>,
  ) => {
    app.post<{ Params: { code: string } }>(
      `${PATH}/:code/${name}`,
      { config: { access: 'admin' } },
      (request, reply) => {
        const { code } = request.params
        const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
          sendNode(context, again, answer, code, refused)
        return orRefuse(form, show, async () => {
          await editableNode(context.db, staffOf(request), code)
          const change = { area: 'institution', action: name, subject: code } as const
          const target = await logChange(context, request, change, (inside) => handle(request, code, inside))
          return reply.redirect(`${PATH}/${target}?ok=${name}`, 303)
        })(request, reply)
      },
    )
  }

  edit('ubah', 'edit', async ({ form }, code, inside) => {
    await editInstitution(inside, code, {
      name: form.get('name'),
      short_name: form.get('short_name'),
      aliases: lines(form.get('aliases')),
      functions: lines(form.get('functions')),
      duties: form.get('duties').trim() || null,
      time_zone: form.get('time_zone'),
    })
    return code
  })
  edit('tambah', 'add', async ({ form }, code, inside) => {
    const made = await createInstitution(inside, {
      parent_code: code,
      kind: form.get('kind'),
      name: form.get('name'),
      short_name: form.get('short_name'),
      aliases: [],
      functions: lines(form.get('functions')),
      duties: form.get('duties').trim() || null,
      area_code: form.get('area_code').trim() || null,
    })
    return made.code
  })
  edit('pindah', 'move', async (request, code, inside) => {
    const parent = request.form.get('parent_code') || request.form.get('parent')
    await editableNode(context.db, staffOf(request), parent)
    await moveInstitution(inside, code, parent)
    return code
  })
  edit('nonaktif', 'switch', async (_request, code, inside) => {
    await deactivateInstitution({ ...inside, countLiveReports }, code)
    return code
  })
  edit('aktif', 'switch', async (_request, code, inside) => {
    await reactivateInstitution(inside, code)
    return code
  })
}

async function sendNode(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refused: Refused | null,
): Promise<FastifyReply> {
  const node = await knownNode(context.db, code)
  const root = await nationalLevel(context.db)
  const [path, units, frame] = await Promise.all([
    ancestors(context.db, node),
    node.id === root.id ? [] : unitsOf(context.db, node.id, { inactiveToo: true }),
    consoleFrame(context, request, reply, `${PATH}/${code}`),
  ])
  const ok = queryOf(request)('ok')
  return sendPage(
    reply,
    <InstitutionPage
      frame={frame}
      node={node}
      ancestors={path}
      units={units}
      editable={mayEditNode(staffOf(request), node)}
      answers={mayEditTemplates(staffOf(request), node)}
      refused={refused}
      notice={INSTITUTION_NOTICES.find((name) => name === ok) ?? null}
    />,
    refused?.refusal.status ?? 200,
  )
}

function lines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
