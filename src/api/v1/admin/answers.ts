import { Type } from 'typebox'
import type { InstitutionRow } from '../../../db/index.ts'
import { DomainError, notFound } from '../../../errors.ts'
import { knownNode, mayEditTemplates, maySetApproval } from '../../../institutions/index.ts'
import {
  listTemplates,
  readApprovalSettings,
  saveApprovalSettings,
  saveTemplate,
  switchTemplate,
  TEMPLATE_FIELDS,
} from '../../../reports/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { adminOperations, type Call } from './operations.ts'
import { DONE, Done } from './shapes.ts'

const Template = Type.Object({
  name: Type.String(),
  text: Type.String({ description: `In braces what is filled in: ${TEMPLATE_FIELDS.join(', ')}` }),
})

/** What answers of an institution or unit start from, and whose approval they need. */
export const adminAnswers: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: answers')
  const path = 'admin/institutions/:code/templates'
  read(
    path,
    'staff',
    {
      summary: 'The templates of an institution or unit, also those that are no longer offered',
      answer: Type.Object({
        templates: Type.Array(
          Type.Object({ id: Type.Integer(), ...Template.properties, active: Type.Boolean() }),
        ),
      }),
    },
    async ({ context: { db }, staff, param }) => {
      const node = await knownNode(db, param('code'))
      if (!mayEditTemplates(staff, node)) throw notFound()
      return { templates: await listTemplates(db, [node.id], { inactiveToo: true }) }
    },
  )
  change(
    path,
    'staff',
    {
      summary: 'Keep a new template: a unit’s own people for it, admins for all below them',
      body: Template,
      answer: Done,
      status: 201,
      log: ({ param }) => ({ area: 'template', action: 'template', subject: param('code') }),
    },
    async (call) => {
      const node = await templateNode(call)
      await saveTemplate(call.context, node.id, { id: null, ...call.input })
      return DONE
    },
  )
  change(
    `${path}/:id`,
    'staff',
    { summary: 'Change a template', body: Template, answer: Done, log: loggedTemplate },
    async (call) => {
      const node = await templateNode(call)
      await saveTemplate(call.context, node.id, { id: call.id(), ...call.input })
      return DONE
    },
  )
  change(
    `${path}/:id/switch`,
    'staff',
    {
      summary: 'Offer a template or no longer; what was written from it stays',
      body: Type.Object({ active: Type.Boolean() }),
      answer: Done,
      log: loggedTemplate,
    },
    async (call) => {
      const node = await templateNode(call)
      await switchTemplate(call.context, node.id, { id: call.id(), active: call.input.active })
      return DONE
    },
  )
  read(
    'admin/institutions/:code/approval',
    'admin',
    {
      summary: 'Whether answers of an institution wait for approval, and who of its people may approve',
      answer: Type.Object({
        needed: Type.Boolean(),
        accounts: Type.Array(
          Type.Object({
            id: Type.Integer(),
            name: Type.String(),
            email: Type.String(),
            place: Type.String(),
            may_approve: Type.Boolean(),
          }),
        ),
      }),
    },
    async (call) => {
      const node = await approvalNode(call)
      const { needed, accounts } = await readApprovalSettings(call.context.db, node.id)
      return {
        needed,
        accounts: accounts.map(({ node: place, mayApprove, ...account }) => ({
          ...account,
          place,
          may_approve: mayApprove,
        })),
      }
    },
  )
  change(
    'admin/institutions/:code/approval',
    'admin',
    {
      summary: 'Say whether answers of an institution need approval, and by whom',
      body: Type.Object({
        needed: Type.Boolean(),
        approvers: Type.Array(Type.Integer(), {
          maxItems: 1_000,
          description: 'Ids of accounts; all others may not',
        }),
      }),
      answer: Done,
      log: ({ param }) => ({ area: 'approval', action: 'approval', subject: param('code') }),
    },
    async (call) => {
      const node = await approvalNode(call)
      const { needed, approvers } = call.input
      await saveApprovalSettings(call.context, node.id, { needed, approverIds: approvers })
      return DONE
    },
  )
}

async function templateNode({ context, staff, param }: Call<unknown>): Promise<InstitutionRow> {
  const node = await knownNode(context.db, param('code'))
  if (!mayEditTemplates(staff, node)) throw new DomainError('not_allowed', 403)
  return node
}

async function approvalNode({ context, staff, param }: Call<unknown>): Promise<InstitutionRow> {
  const node = await knownNode(context.db, param('code'))
  if (!maySetApproval(staff, node)) throw new DomainError('not_allowed', 403)
  return node
}

/** As the console's log names it. */
function loggedTemplate({ param }: Call<unknown>) {
  return { area: 'template' as const, action: `template-${param('id')}`, subject: param('code') }
}
