import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StaffRole } from '../../../db/index.ts'
import { invalid, notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import {
  type AccountPlan,
  changeStaff,
  countColleagues,
  deactivateStaff,
  inviteAgain,
  inviteStaff,
  listStaff,
  reactivateStaff,
  readAccountEvents,
  readStaffAccount,
  resetStaff,
  rolesToGive,
} from '../../../identity/index.ts'
import { countLiveReports } from '../../../institutions/index.ts'
import { accountDeps } from '../../../notifications/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { findTarget } from '../../find-target.ts'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { AccountPage, STAFF_NOTICES } from './account-view.tsx'
import { InvitePage } from './invite-view.tsx'
import { StaffListPage } from './list-view.tsx'

const PATH = '/petugas/staf'
const LONGEST_SEARCH = 100
const SHOWN = ['active', 'unused', 'left'] as const

interface Address {
  Params: { id: string }
}

/** `/petugas/staf`: who can sign in for one's institution and its units; invited, changed and ended from above down. */
export const staffRoutes: RegisterRoutes = (app, context) => {
  const config = { access: 'admin' } as const

  app.get(PATH, { config }, async (request, reply) => {
    const query = queryOf(request)
    const show = SHOWN.find((name) => name === query('tampil')) ?? 'active'
    const q = query('q').replaceAll('\0', '').slice(0, LONGEST_SEARCH)
    const after = Number(query('sesudah'))
    const [list, frame] = await Promise.all([
      listStaff(context, staffOf(request), {
        show,
        q,
        after: Number.isSafeInteger(after) && after > 0 && after < 2_147_483_647 ? after : 0,
      }),
      consoleFrame(context, request, reply),
    ])
    return sendPage(reply, <StaffListPage frame={frame} list={list} show={show} q={q} />)
  })

  app.get(`${PATH}/undang`, { config }, (request, reply) => sendInvite(context, request, reply, null))

  app.post(
    `${PATH}/undang`,
    { config },
    orRefuse(
      'invite',
      (request, reply, refused) => sendInvite(context, request, reply, refused),
      async (request, reply) => {
        const plan = await planOf(context, request)
        const email = request.form.get('email').replaceAll('\0', '')
        const id = await inviteStaff(accountDeps(context), staffOf(request), { ...plan, email })
        return reply.redirect(`${PATH}/${id}?ok=undang`, 303)
      },
    ),
  )

  app.get<Address>(`${PATH}/:id`, { config }, (request, reply) =>
    sendAccount(context, request, reply, idOf(request.params.id), null),
  )

  const change = (
    name: string,
    form: string,
    handle: (request: FastifyRequest, id: number) => Promise<void>,
  ) => {
    app.post<Address>(`${PATH}/:id/${name}`, { config }, (request, reply) => {
      const id = idOf(request.params.id)
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendAccount(context, again, answer, id, refused)
      return orRefuse(form, show, async () => {
        await handle(request, id)
        return reply.redirect(`${PATH}/${id}?ok=${name}`, 303)
      })(request, reply)
    })
  }
  const deps = accountDeps(context)
  change('ubah', 'change', async (request, id) =>
    changeStaff(deps, staffOf(request), id, await planOf(context, request)),
  )
  change('nonaktif', 'leave', (request, id) =>
    deactivateStaff(deps, staffOf(request), id, request.form.get('reason')),
  )
  change('reset', 'reset', (request, id) =>
    resetStaff(deps, staffOf(request), id, request.form.get('reason')),
  )
  change('aktif', 'back', (request, id) => reactivateStaff(deps, staffOf(request), id))
  change('undang-lagi', 'again', (request, id) => inviteAgain(deps, staffOf(request), id))
}

async function sendInvite(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const frame = await consoleFrame(context, request, reply, `${PATH}/undang`)
  return sendPage(
    reply,
    <InvitePage frame={frame} roles={rolesToGive(frame.staff)} refused={refused} />,
    refused?.refusal.status ?? 200,
  )
}

async function sendAccount(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  refused: Refused | null,
) {
  const staff = staffOf(request)
  const account = await readStaffAccount(context, staff, id)
  const [events, openReports, colleagues, frame] = await Promise.all([
    readAccountEvents(context.db, id),
    countLiveReports(context.db, account.node_id),
    countColleagues(context, account.node_id, id),
    consoleFrame(context, request, reply, `${PATH}/${id}`),
  ])
  const ok = queryOf(request)('ok')
  return sendPage(
    reply,
    <AccountPage
      frame={frame}
      account={account}
      roles={rolesToGive(staff)}
      events={events}
      handover={{ openReports, colleagues }}
      refused={refused}
      notice={STAFF_NOTICES.find((name) => name === ok) ?? null}
    />,
    refused?.refusal.status ?? 200,
  )
}

async function planOf(context: AppContext, request: FastifyRequest): Promise<AccountPlan> {
  const { form } = request
  const staff = staffOf(request)
  const role = rolesToGive(staff).find((name): name is StaffRole => name === form.get('role'))
  if (role === undefined) throw invalid([{ field: 'role', code: 'role_missing' }])
  const text = form.get('institution').replaceAll('\0', '')
  const target = await findTarget(
    context.db,
    { text, code: form.get('institution_code'), choice: form.get('institution_choice') },
    staff.role === 'national_admin' ? null : staff.institutionId,
  )
  if (target.found !== 'one') {
    const code = target.found === 'none' ? 'unknown_institution' : 'institution_not_one'
    throw invalid([{ field: 'institution', code }])
  }
  return {
    name: form.get('name').replaceAll(/\p{Cc}/gu, ''),
    role,
    institutionCode: target.code,
    mayApprove: form.get('may_approve') !== '',
  }
}

function idOf(text: string): number {
  const id = Number(text)
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound()
  return id
}
