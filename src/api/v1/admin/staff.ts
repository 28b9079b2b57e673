import { Type } from 'typebox'
import { DomainError, invalid } from '../../../errors.ts'
import {
  changeStaff,
  deactivateStaff,
  inviteAgain,
  inviteStaff,
  type ListedStaff,
  listStaff,
  reactivateStaff,
  readAccountEvents,
  readStaffAccount,
  resetStaff,
  rolesToGive,
} from '../../../identity/index.ts'
import { accountDeps } from '../../../notifications/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { adminOperations, type Call } from './operations.ts'
import { DONE, Done, Instant, Made, Nullable, OneOf, Reason } from './shapes.ts'

const Role = OneOf(['national_admin', 'institution_admin', 'unit_officer', 'observer'])
const Account = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  role: Role,
  institution_code: Type.String(),
  institution_name: Type.String(),
  may_approve: Type.Boolean({ description: 'May approve answers of colleagues' }),
  active: Type.Boolean(),
  accepted: Type.Boolean({ description: 'Has accepted the invitation' }),
  has_second_factor: Type.Boolean(),
  unused: Type.Boolean({ description: 'Not used for 30 days' }),
  created_at: Instant,
  last_seen_at: Nullable(Instant),
})
const Plan = Type.Object({
  name: Type.String(),
  role: Role,
  institution_code: Type.String({ description: 'Of the institution or unit they work for' }),
  may_approve: Type.Optional(Type.Boolean()),
})

/** Who can sign in for one's institution and its units: invited, changed and ended from above down. */
export const adminStaff: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: staff')
  read(
    'admin/accounts',
    'admin',
    {
      summary: 'The accounts of one’s institution and its units; of all at the national level',
      query: Type.Object({
        show: Type.Optional(OneOf(['active', 'unused', 'left'])),
        q: Type.Optional(Type.String({ maxLength: 100, description: 'Name, e-mail address or place' })),
        cursor: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
      }),
      answer: Type.Object({
        accounts: Type.Array(Account),
        counts: Type.Object({ active: Type.Integer(), unused: Type.Integer(), left: Type.Integer() }),
        next_cursor: Nullable(Type.String()),
      }),
    },
    async ({ context: inside, staff, input: { show = 'active', q = '', cursor } }) => {
      const list = await listStaff(inside, staff, { show, q, after: Number(cursor ?? 0) })
      return {
        accounts: list.staff.map(accountOf),
        counts: list.counts,
        next_cursor: list.next === null ? null : String(list.next),
      }
    },
  )
  read(
    'admin/accounts/:id',
    'admin',
    {
      summary: 'An account, and what was done to it by whom',
      answer: Type.Object({
        ...Account.properties,
        manageable: Type.Boolean({ description: 'Whether the caller may change it' }),
        events: Type.Array(
          Type.Object({
            at: Instant,
            type: Type.String(),
            reason: Nullable(Type.String()),
            actor_name: Nullable(Type.String()),
          }),
        ),
      }),
    },
    async ({ context: inside, staff, id }) => {
      const { manageable, ...account } = await readStaffAccount(inside, staff, id())
      const events = await readAccountEvents(inside.db, account.id)
      return { ...accountOf(account), manageable, events: events.map(isoDates) }
    },
  )
  change(
    'admin/accounts',
    'admin',
    {
      summary: 'Invite a person: the account stands at once, a link sent to their address gives way in',
      description: 'Admins of an institution invite officers and observers of their own tree.',
      body: Type.Object({ ...Plan.properties, email: Type.String() }),
      answer: Made,
      status: 201,
    },
    async (call) => {
      const { context: inside, staff, input } = call
      const wanted = { ...planOf(call), email: input.email }
      return { id: await namingFields(inviteStaff(accountDeps(inside), staff, wanted)) }
    },
  )
  change(
    'admin/accounts/:id',
    'admin',
    {
      summary: 'Give an account another name, role or place; what it may see changes at once',
      body: Plan,
      answer: Done,
    },
    async (call) => {
      await namingFields(changeStaff(accountDeps(call.context), call.staff, call.id(), planOf(call)))
      return DONE
    },
  )
  change(
    'admin/accounts/:id/deactivate',
    'admin',
    {
      summary: 'End an account with its sessions, tokens and links; its work stays',
      body: Reason,
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await deactivateStaff(accountDeps(inside), staff, id(), input.reason)
      return DONE
    },
  )
  change(
    'admin/accounts/:id/reset',
    'admin',
    {
      summary:
        'Give way in anew to who lost password or second factor: both end, a link is sent to their address',
      body: Reason,
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await resetStaff(accountDeps(inside), staff, id(), input.reason)
      return DONE
    },
  )
  change(
    'admin/accounts/:id/reactivate',
    'admin',
    { summary: 'Let a person back in who had left; a fresh link leads in', answer: Done },
    async ({ context: inside, staff, id }) => {
      await reactivateStaff(accountDeps(inside), staff, id())
      return DONE
    },
  )
  change(
    'admin/accounts/:id/invite-again',
    'admin',
    { summary: 'Send the invitation anew; the earlier link ends', answer: Done },
    async ({ context: inside, staff, id }) => {
      await inviteAgain(accountDeps(inside), staff, id())
      return DONE
    },
  )
}

function accountOf(account: ListedStaff) {
  const { node_code, node_name, ...rest } = account
  return { ...isoDates(rest), institution_code: node_code, institution_name: node_name }
}

/** A refusal names the field as it is called here. */
async function namingFields<Result>(doing: Promise<Result>): Promise<Result> {
  try {
    return await doing
  } catch (error) {
    if (!(error instanceof DomainError) || error.fields.length === 0) throw error
    throw invalid(
      error.fields.map((one) => (one.field === 'institution' ? { ...one, field: 'institution_code' } : one)),
    )
  }
}

/** @throws DomainError invalid_input on `role` for one that the caller may not give */
function planOf({
  staff,
  input,
}: Call<{ name: string; role: string; institution_code: string; may_approve?: boolean }>) {
  const role = rolesToGive(staff).find((name) => name === input.role)
  if (role === undefined) throw invalid([{ field: 'role', code: 'role_missing' }])
  return {
    name: input.name.replaceAll(/\p{Cc}/gu, ''),
    role,
    institutionCode: input.institution_code,
    mayApprove: input.may_approve ?? false,
  }
}
