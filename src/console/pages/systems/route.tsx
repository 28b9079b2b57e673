import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../errors.ts'
import {
  changeExchangeLink,
  countHeldUp,
  createWebhook,
  DELIVERIES_LISTED,
  endWebhook,
  linkOfSystem,
  listAllWebhooks,
  listDeliveries,
  listHandovers,
  open311TargetOf,
  replayWebhook,
  testWebhook,
} from '../../../exchange/index.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import {
  changeOfSystem,
  changeSystem,
  connectSystem,
  listManagedSystems,
  listSystemKeys,
  readAccountEvents,
  readManagedSystem,
  readSystemCalls,
  renewSystemKey,
  revokeSystemKey,
  switchSystem,
} from '../../../identity/index.ts'
import { institutionById, readEmbedOrigins, saveEmbedOrigins } from '../../../institutions/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { findTarget } from '../../find-target.ts'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { addressOf, queryOf } from '../../query.ts'
import { changeOpen311 } from './change-open311.ts'
import { SystemListPage } from './list-view.tsx'
import { NewSystemPage } from './new-view.tsx'
import { DONE, SystemPage, type SystemPageProps } from './system-view.tsx'
import { PATH } from './systems-path.ts'
import { WebhookPage } from './webhook-view.tsx'

const CALLS_SHOWN_MS = 7 * 86_400_000
const HOUR_MS = 3_600_000
const config = { access: 'admin' } as const

interface Address {
  Params: { id: string; key: string }
}

/** `/petugas/sistem`: the systems connected to one's institution, from the first key to the last delivery. */
export const systemsRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config }, (request, reply) => sendList(context, request, reply, null))
  app.post(
    `${PATH}/tanam`,
    { config },
    orRefuse(
      'embed',
      (request, reply, refused) => sendList(context, request, reply, refused),
      async (request, reply) => {
        const staff = staffOf(request)
        const change = { area: 'institution', action: 'embed', subject: staff.nodeCode } as const
        await logChange(context, request, change, (inside) =>
          saveEmbedOrigins(inside, staff.institutionId, request.form.get('origins').split(/\s+/)),
        )
        return reply.redirect(addressOf(PATH, { ok: 'tanam' }), 303)
      },
    ),
  )
  app.get(`${PATH}/baru`, { config }, (request, reply) => sendNew(context, request, reply, null))
  app.post(
    `${PATH}/baru`,
    { config },
    orRefuse(
      'new',
      (request, reply, refused) => sendNew(context, request, reply, refused),
      async (request, reply) => {
        const { form } = request
        const { id, key } = await connectSystem(context, staffOf(request), {
          ...fieldsOf(request),
          code: clean(form.get('code')),
          institutionCode: await placeOf(context, request),
          vouchesForContacts: form.get('vouches') !== '',
        })
        return sendSystem(context, request, reply, id, { once: { kind: 'key', value: key } })
      },
    ),
  )
  app.get<Address>(`${PATH}/:id`, { config }, (request, reply) =>
    sendSystem(context, request, reply, idOf(request.params.id), {}),
  )
  registerChanges(app, context)
  registerWebhooks(app, context)
}

const registerChanges: RegisterRoutes = (app, context) => {
  const change = (
    path: string,
    form: string,
    handle: (request: FastifyRequest, id: number, key: string) => Promise<SystemPageProps['once'] | string>,
  ) => {
    app.post<Address>(`${PATH}/:id/${path}`, { config }, (request, reply) => {
      const id = idOf(request.params.id)
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendSystem(context, again, answer, id, { refused })
      return orRefuse(form, show, async () => {
        const result = await handle(request, id, request.params.key)
        if (typeof result === 'string') return reply.redirect(addressOf(`${PATH}/${id}`, { ok: result }), 303)
        return sendSystem(context, request, reply, id, { once: result })
      })(request, reply)
    })
  }
  change('ubah', 'change', async (request, id) => {
    const staff = staffOf(request)
    await changeSystem(context, staff, id, {
      ...fieldsOf(request),
      ...(staff.role === 'national_admin' ? { vouchesForContacts: request.form.get('vouches') !== '' } : {}),
    })
    return 'ubah'
  })
  change('kunci', 'key', async (request, id) => ({
    kind: 'key',
    value: await renewSystemKey(context, staffOf(request), id),
  }))
  change('kunci/:key/cabut', 'key', async (request, id, key) => {
    await revokeSystemKey(context, staffOf(request), id, idOf(key))
    return 'cabut'
  })
  change('nonaktif', 'switch', async (request, id) => {
    await switchSystem(context, staffOf(request), id, false)
    return 'nonaktif'
  })
  change('aktif', 'switch', async (request, id) => {
    await switchSystem(context, staffOf(request), id, true)
    return 'aktif'
  })
  change('pertukaran', 'exchange', (request, id) => changeExchange(context, request, id))
  change('open311', 'open311', (request, id) => changeOpen311(context, request, id))
  change('webhook', 'webhook', async (request, id) => {
    const types = request.form
      .get('event_types')
      .split(/[\s,]+/)
      .filter((type) => type !== '')
    const wanted = { url: clean(request.form.get('url')), eventTypes: types }
    const { secret } = await changeOfSystem(context, staffOf(request), id, 'webhook_made', (inside) =>
      createWebhook(inside, id, wanted),
    )
    return { kind: 'secret', value: secret }
  })
}

async function changeExchange(context: AppContext, request: FastifyRequest, id: number) {
  const { form } = request
  const ours = form.getAll('ours')
  const key = clean(form.get('partner_key'))
  const settings = {
    model: form.get('model'),
    url: clean(form.get('url')) || null,
    // Left empty the key stays as it is; nobody has to have it at hand to change something else.
    partnerKey: key === '' ? undefined : key,
    mayAskIdentity: form.get('may_ask_identity') !== '',
    takesSecret: form.get('takes_secret') !== '',
    states: form
      .getAll('theirs')
      .map((theirs, index) => ({ theirs: clean(theirs), ours: ours[index] ?? '' })),
  }
  const { secret } = await changeExchangeLink(context, staffOf(request), id, settings)
  return secret === null ? 'pertukaran' : ({ kind: 'secret', value: secret } as const)
}

const registerWebhooks: RegisterRoutes = (app, context) => {
  const path = `${PATH}/:id/webhook/:key`
  app.get<Address>(path, { config }, (request, reply) =>
    sendWebhook(context, request, reply, request.params, null),
  )
  const act = (
    name: string,
    handle: (request: FastifyRequest, id: number, key: number) => Promise<unknown>,
  ) => {
    app.post<Address>(`${path}/${name}`, { config }, (request, reply) => {
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendWebhook(context, again, answer, request.params, refused)
      return orRefuse('replay', show, async () => {
        const id = idOf(request.params.id)
        const key = idOf(request.params.key)
        await readManagedSystem(context.db, staffOf(request), id)
        await handle(request, id, key)
        return reply.redirect(addressOf(`${PATH}/${id}/webhook/${key}`, { ok: name }), 303)
      })(request, reply)
    })
  }
  act('uji', (_request, id, key) => testWebhook(context, id, key))
  act('akhiri', (request, id, key) =>
    changeOfSystem(context, staffOf(request), id, 'webhook_ended', (inside) => endWebhook(inside, id, key)),
  )
  act('ulang', (request, id, key) => {
    const hours = Number(request.form.get('hours'))
    if (!Number.isInteger(hours) || hours < 1 || hours > 24 * 90)
      throw invalid([{ field: 'hours', code: 'invalid' }])
    const since = new Date(context.clock.now().getTime() - hours * HOUR_MS)
    return changeOfSystem(context, staffOf(request), id, 'webhook_replayed', (inside) =>
      replayWebhook(inside, id, key, since),
    )
  })
}

async function sendList(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const staff = staffOf(request)
  const { db, config } = context
  const [systems, institution, frame] = await Promise.all([
    listManagedSystems(db, staff),
    institutionById(db, staff.institutionId),
    consoleFrame(context, request, reply, PATH),
  ])
  if (institution === null) throw notFound()
  const embed = {
    code: institution.code,
    name: institution.name,
    origins: await readEmbedOrigins(db, institution.id),
    baseUrl: config.baseUrl,
  }
  const saved = queryOf(request)('ok') === 'tanam'
  return sendPage(
    reply,
    <SystemListPage {...{ frame, systems, embed, refused, saved }} />,
    refused?.refusal.status ?? 200,
  )
}

async function sendNew(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const frame = await consoleFrame(context, request, reply, `${PATH}/baru`)
  return sendPage(reply, <NewSystemPage frame={frame} refused={refused} />, refused?.refusal.status ?? 200)
}

async function sendSystem(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  more: { refused?: Refused; once?: SystemPageProps['once'] },
) {
  const { db, clock } = context
  const system = await readManagedSystem(db, staffOf(request), id)
  const since = new Date(clock.now().getTime() - CALLS_SHOWN_MS)
  const [frame, keys, calls, webhooks, link, heldUp, open311, handovers, events] = await Promise.all([
    consoleFrame(context, request, reply, `${PATH}/${id}`),
    listSystemKeys(db, id),
    readSystemCalls(db, id, since),
    listAllWebhooks(db, id),
    linkOfSystem(db, id),
    countHeldUp(db, id),
    open311TargetOf(db, id),
    listHandovers(db, id),
    system.account_id === null ? [] : readAccountEvents(db, system.account_id),
  ])
  reply.header('cache-control', 'no-store')
  return sendPage(
    reply,
    <SystemPage
      {...{ frame, system, keys, calls, webhooks, link, heldUp, open311, handovers, events }}
      refused={more.refused ?? null}
      once={more.once ?? null}
      done={DONE.find((name) => name === queryOf(request)('ok')) ?? null}
    />,
    more.refused?.refusal.status ?? 200,
  )
}

async function sendWebhook(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  params: Address['Params'],
  refused: Refused | null,
) {
  const { db } = context
  const id = idOf(params.id)
  const system = await readManagedSystem(db, staffOf(request), id)
  const webhook = (await listAllWebhooks(db, id)).find((one) => one.id === idOf(params.key))
  if (webhook === undefined) throw notFound()
  const before = Number(queryOf(request)('sebelum'))
  const deliveries = await listDeliveries(
    db,
    id,
    webhook.id,
    Number.isSafeInteger(before) && before > 0 ? before : null,
  )
  const path = `${PATH}/${id}/webhook/${webhook.id}`
  const last = deliveries.at(-1)
  const next =
    last === undefined || deliveries.length < DELIVERIES_LISTED
      ? null
      : addressOf(path, { sebelum: String(last.id) })
  const frame = await consoleFrame(context, request, reply, path)
  const done = DONE.find((name) => name === queryOf(request)('ok')) ?? null
  return sendPage(
    reply,
    <WebhookPage {...{ frame, system, webhook, deliveries, next, refused, done }} />,
    refused?.refusal.status ?? 200,
  )
}

function fieldsOf({ form }: FastifyRequest) {
  const perMinute = form.get('requests_per_minute').trim()
  return {
    name: clean(form.get('name')),
    contactEmail: clean(form.get('contact_email')),
    scopes: form.getAll('scopes'),
    requestsPerMinute: /^\d{1,6}$/.test(perMinute) ? Number(perMinute) : 0,
  }
}

async function placeOf(context: AppContext, request: FastifyRequest): Promise<string> {
  const { form } = request
  const staff = staffOf(request)
  const given = { text: form.get('institution'), code: form.get('institution_code'), choice: '' }
  const within = staff.role === 'national_admin' ? null : staff.institutionId
  const found = await findTarget(context.db, given, within)
  if (found.found === 'one') return found.code
  throw invalid([{ field: 'institution_code', code: 'unknown_institution' }])
}

function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '').trim()
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound()
  return Number(text)
}
