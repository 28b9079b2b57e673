import { type Static, Type } from 'typebox'
import {
  changeExchangeLink,
  changeOpen311Target,
  countHeldUp,
  EXCHANGE_MODELS,
  linkOfSystem,
  listAllWebhooks,
  listHandovers,
  MAPPED_STATES,
  open311TargetOf,
} from '../../../exchange/index.ts'
import {
  changeSystem,
  connectSystem,
  listManagedSystems,
  listSystemKeys,
  type ManagedSystem,
  readAccountEvents,
  readManagedSystem,
  readSystemCalls,
  renewSystemKey,
  revokeSystemKey,
  SYSTEM_SCOPES,
  switchSystem,
} from '../../../identity/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Instant, Nullable, OneOf } from './shapes.ts'
import { Webhook } from './system-webhooks.ts'

const CALLS_SHOWN_MS = 7 * 86_400_000
const PER_MINUTE = 300

const SystemFields = {
  name: Type.String(),
  contact_email: Nullable(Type.String()),
  scopes: Type.Array(OneOf(SYSTEM_SCOPES), { maxItems: SYSTEM_SCOPES.length }),
  requests_per_minute: Type.Integer(),
}
const System = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  ...SystemFields,
  institution_code: Type.String(),
  institution_name: Type.String(),
  vouches_for_contacts: Type.Boolean({
    description: 'Its reporters need no code; the national level says so',
  }),
  active: Type.Boolean(),
  created_at: Instant,
  last_call: Nullable(Instant),
})
const Key = Type.Object({
  id: Type.Integer(),
  ending: Type.String({ description: 'Its last characters' }),
  created_at: Instant,
  expires_at: Nullable(Instant),
  revoked_at: Nullable(Instant),
})
const ShownKey = Nullable(
  Type.String({ description: '`lapor_sys_…`, shown this once; null when the same request is repeated' }),
)
const MappedState = Type.Object({ theirs: Type.String(), ours: OneOf(MAPPED_STATES) })
const Exchange = Type.Object({
  model: OneOf(EXCHANGE_MODELS, 'central: they work in our console; semi: they handle; full: both ways'),
  url: Nullable(Type.String({ description: 'Where our messages go' })),
  may_ask_identity: Type.Boolean(),
  takes_secret: Type.Boolean(),
  states: Type.Array(MappedState, { maxItems: 100, description: 'What the partner’s words mean here' }),
})
const Open311Fields = {
  url: Type.String(),
  format: OneOf(['json', 'xml']),
  jurisdiction_id: Nullable(Type.String()),
  contact_name: Type.String({ description: 'Named as the sender there: an office, never a reporter' }),
  contact_email: Type.String(),
  default_service: Type.String(),
  services: Type.Record(Type.String(), Type.String({ maxLength: 100 }), {
    description: 'Our category codes to their service codes',
    maxProperties: 300,
  }),
  active: Type.Boolean(),
}

/** The systems connected to one's institution, from the first key to the table of states. */
export const adminSystems: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: systems')
  read(
    'admin/systems',
    'admin',
    {
      summary: 'The connected systems of one’s institution and its units; of all at the national level',
      answer: Type.Object({ systems: Type.Array(System) }),
    },
    async ({ context: { db }, staff }) => ({ systems: (await listManagedSystems(db, staff)).map(systemOf) }),
  )
  read(
    'admin/systems/:id',
    'admin',
    {
      summary: 'A system with its keys, calls of seven days, webhooks, exchange, and what was done to it',
      answer: Type.Object({
        ...System.properties,
        keys: Type.Array(Key),
        calls: Type.Array(
          Type.Object({ route: Type.String(), status: Type.Integer(), calls: Type.Integer(), last: Instant }),
        ),
        webhooks: Type.Array(Webhook),
        exchange: Nullable(
          Type.Object({
            ...Exchange.properties,
            heard_at: Nullable(Instant),
            held_up: Type.Integer({ description: 'Reports of which it was not told something' }),
          }),
        ),
        open311: Nullable(
          Type.Object({
            ...Open311Fields,
            services: Type.Record(Type.String(), Type.String()),
            has_key: Type.Boolean(),
            handovers: Type.Array(
              Type.Object({
                tracking_number: Type.String(),
                state: Type.String(),
                remote_id: Nullable(Type.String()),
                remote_status: Nullable(Type.String()),
                attempts: Type.Integer(),
                next_try_at: Nullable(Instant),
                last_error: Nullable(Type.String()),
              }),
            ),
          }),
        ),
        events: Type.Array(
          Type.Object({ at: Instant, type: Type.String(), actor_name: Nullable(Type.String()) }),
        ),
      }),
    },
    async ({ context: { db, clock }, staff, id }) => {
      const system = await readManagedSystem(db, staff, id())
      const since = new Date(clock.now().getTime() - CALLS_SHOWN_MS)
      const [keys, calls, webhooks, link, heldUp, open311, handovers, events] = await Promise.all([
        listSystemKeys(db, system.id),
        readSystemCalls(db, system.id, since),
        listAllWebhooks(db, system.id),
        linkOfSystem(db, system.id),
        countHeldUp(db, system.id),
        open311TargetOf(db, system.id),
        listHandovers(db, system.id),
        system.account_id === null ? [] : readAccountEvents(db, system.account_id),
      ])
      return {
        ...systemOf(system),
        keys: keys.map(isoDates),
        calls: calls.map((call) => ({ ...isoDates(call), calls: Number(call.calls) })),
        webhooks: webhooks.map(isoDates),
        exchange: link && {
          model: link.model,
          url: link.url,
          may_ask_identity: link.mayAskIdentity,
          takes_secret: link.takesSecret,
          states: link.states as Static<typeof Exchange>['states'],
          heard_at: link.heardAt?.toISOString() ?? null,
          held_up: heldUp,
        },
        open311: open311 && {
          ...open311,
          handovers: handovers.map(isoDates),
        },
        events: events.map((event) => isoDates(event)),
      }
    },
  )
  change(
    'admin/systems',
    'admin',
    {
      summary: 'Connect a system within one’s institution; its first key is shown this once',
      body: Type.Object({
        code: Type.String(),
        institution_code: Type.String(),
        ...SystemFields,
        contact_email: Type.Optional(SystemFields.contact_email),
        requests_per_minute: Type.Optional(SystemFields.requests_per_minute),
        vouches_for_contacts: Type.Optional(Type.Boolean()),
      }),
      answer: Type.Object({ id: Type.Integer(), key: ShownKey }),
      status: 201,
      secrets: ['key'],
    },
    ({ context: inside, staff, input }) =>
      connectSystem(inside, staff, {
        code: input.code,
        name: clean(input.name),
        contactEmail: input.contact_email ?? null,
        institutionCode: input.institution_code,
        scopes: input.scopes,
        requestsPerMinute: input.requests_per_minute ?? PER_MINUTE,
        vouchesForContacts: input.vouches_for_contacts ?? false,
      }),
  )
  change(
    'admin/systems/:id',
    'admin',
    {
      summary: 'Change a system’s name, contact, scopes and limit',
      body: Type.Object({
        ...SystemFields,
        vouches_for_contacts: Type.Optional(
          Type.Boolean({ description: 'For the national level only; left out it stays' }),
        ),
      }),
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await changeSystem(inside, staff, id(), {
        name: clean(input.name),
        contactEmail: input.contact_email,
        scopes: input.scopes,
        requestsPerMinute: input.requests_per_minute,
        vouchesForContacts: input.vouches_for_contacts,
      })
      return DONE
    },
  )
  change(
    'admin/systems/:id/keys',
    'admin',
    {
      summary: 'A next key; the ones before go on for seven days',
      answer: Type.Object({ key: ShownKey }),
      status: 201,
      secrets: ['key'],
    },
    async ({ context: inside, staff, id }) => ({ key: await renewSystemKey(inside, staff, id()) }),
  )
  change(
    'admin/systems/:id/keys/:key/revoke',
    'admin',
    { summary: 'End a key now, and every token', answer: Done },
    async ({ context: inside, staff, id }) => {
      await revokeSystemKey(inside, staff, id(), id('key'))
      return DONE
    },
  )
  change(
    'admin/systems/:id/switch',
    'admin',
    {
      summary: 'Switch a system off, or on again; its keys count only while it is on',
      body: Type.Object({ on: Type.Boolean() }),
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await switchSystem(inside, staff, id(), input.on)
      return DONE
    },
  )
  change(
    'admin/systems/:id/exchange',
    'admin',
    {
      summary: 'Set how a system exchanges reports with us, with the table of states',
      description:
        'To `full` the national level agrees. `partner_key` left out keeps the one we have. The signing secret of our messages is shown when it is made; null when it stays.',
      body: Type.Object({
        ...Exchange.properties,
        partner_key: Type.Optional(Type.String({ maxLength: 500 })),
      }),
      answer: Type.Object({ secret: Nullable(Type.String()) }),
      secrets: ['secret'],
    },
    ({ context: inside, staff, input, id }) =>
      changeExchangeLink(inside, staff, id(), {
        model: input.model,
        url: input.url === null ? null : clean(input.url),
        partnerKey: input.partner_key === undefined ? undefined : clean(input.partner_key),
        mayAskIdentity: input.may_ask_identity,
        takesSecret: input.takes_secret,
        states: input.states,
      }),
  )
  change(
    'admin/systems/:id/open311',
    'admin',
    {
      summary: 'Set where reports for a system’s place are handed over by Open311 GeoReport v2',
      body: Type.Object({
        ...Open311Fields,
        jurisdiction_id: Type.Optional(Open311Fields.jurisdiction_id),
        api_key: Type.Optional(Type.String({ maxLength: 500, description: 'Left out it stays' })),
      }),
      answer: Done,
    },
    async ({ context: inside, staff, input, id }) => {
      await changeOpen311Target(inside, staff, id(), {
        url: clean(input.url),
        format: input.format,
        jurisdictionId: input.jurisdiction_id ?? null,
        apiKey: input.api_key === undefined ? undefined : clean(input.api_key),
        contactName: clean(input.contact_name),
        contactEmail: input.contact_email,
        defaultService: clean(input.default_service),
        services: input.services,
        active: input.active,
      })
      return DONE
    },
  )
}

function systemOf(system: ManagedSystem) {
  const { node_code, node_name, scopes, ...rest } = system
  return {
    ...isoDates(rest),
    scopes: SYSTEM_SCOPES.filter((scope) => scopes.includes(scope)),
    institution_code: node_code,
    institution_name: node_name,
  }
}

function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '').trim()
}
