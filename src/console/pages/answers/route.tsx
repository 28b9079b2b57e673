import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstitutionRow } from '../../../db/index.ts'
import { DomainError, notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { knownNode, mayEditTemplates, maySetApproval } from '../../../institutions/index.ts'
import {
  listTemplates,
  readApprovalSettings,
  saveApprovalSettings,
  saveTemplate,
  switchTemplate,
} from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { ANSWERS_NOTICES, AnswersPage } from './view.tsx'

interface Address {
  Params: { code: string; id: string }
}

/** `/petugas/instansi/:code/jawaban`: what answers start from, and whose approval they need. */
export const answersRoutes: RegisterRoutes = (app, context) => {
  const path = '/petugas/instansi/:code/jawaban'

  app.get<Address>(path, { config: { access: 'staff' } }, (request, reply) =>
    send(context, request, reply, request.params.code, null),
  )

  const edit = (
    url: string,
    form: (request: FastifyRequest<Address>) => string,
    handle: (request: FastifyRequest<Address>, node: InstitutionRow, inside: AppContext) => Promise<string>,
  ) => {
    app.post<Address>(url, { config: { access: 'staff' } }, (request, reply) => {
      const { code } = request.params
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        send(context, again, answer, code, refused)
      return orRefuse(form(request), show, async () => {
        const node = await knownNode(context.db, code)
        if (!mayEditTemplates(staffOf(request), node)) throw new DomainError('not_allowed', 403)
        const what = form(request)
        const area = what === 'approval' ? 'approval' : 'template'
        const change = { area, action: what, subject: code } as const
        const done = await logChange(context, request, change, (inside) => handle(request, node, inside))
        return reply.redirect(`/petugas/instansi/${code}/jawaban?ok=${done}`, 303)
      })(request, reply)
    })
  }

  edit(
    `${path}/templat`,
    () => 'template',
    async ({ form }, node, inside) => {
      await saveTemplate(inside, node.id, { id: null, name: form.get('name'), text: form.get('text') })
      return 'templat'
    },
  )
  edit(
    `${path}/templat/:id`,
    ({ params }) => `template-${params.id}`,
    async ({ form, params }, node, inside) => {
      const id = idOf(params.id)
      if (form.get('action') === 'switch') {
        await switchTemplate(inside, node.id, { id, active: form.get('active') === 'on' })
      } else {
        await saveTemplate(inside, node.id, { id, name: form.get('name'), text: form.get('text') })
      }
      return 'templat'
    },
  )
  edit(
    `${path}/persetujuan`,
    () => 'approval',
    async (request, node, inside) => {
      if (!maySetApproval(staffOf(request), node)) throw new DomainError('not_allowed', 403)
      const { form } = request
      const approverIds = form.getAll('approvers').map(idOf)
      await saveApprovalSettings(inside, node.id, { needed: form.get('needed') === 'on', approverIds })
      return 'persetujuan'
    },
  )
}

async function send(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refused: Refused | null,
): Promise<FastifyReply> {
  const staff = staffOf(request)
  const node = await knownNode(context.db, code)
  const mayApprove = maySetApproval(staff, node)
  const [templates, approval, frame] = await Promise.all([
    listTemplates(context.db, [node.id], { inactiveToo: true }),
    mayApprove ? readApprovalSettings(context.db, node.id) : null,
    consoleFrame(context, request, reply, `/petugas/instansi/${code}/jawaban`),
  ])
  if (!mayEditTemplates(staff, node)) throw notFound()
  const ok = queryOf(request)('ok')
  return sendPage(
    reply,
    <AnswersPage
      frame={frame}
      node={node}
      templates={templates}
      approval={approval}
      refused={refused}
      notice={ANSWERS_NOTICES.find((name) => name === ok) ?? null}
    />,
    refused?.refusal.status ?? 200,
  )
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound()
  return Number(text)
}
