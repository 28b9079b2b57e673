import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { listCustodians, setCustodian } from '../../../identity/index.ts'
import {
  decideUnsealing,
  isCustodian,
  listUnsealRequests,
  ownUnsealRequests,
  readTrackingNumber,
  readUnsealed,
  requestUnsealing,
  type UnsealedIdentity,
} from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { loadReport } from '../report/load-report.ts'
import { identityPath } from '../report/paths.ts'
import { CustodianPage } from './custodian-view.tsx'
import { IdentityPage } from './identity-view.tsx'

const PATH = '/petugas/pembukaan-identitas'

/** Opening an anonymous reporter's identity: one page for who asks, another for who decides. */
export const unsealingRoutes: RegisterRoutes = (app, context) => {
  const url = identityPath(':number')
  app.get(url, { config: { access: 'admin' } }, (request, reply) => showIdentity(context, request, reply, {}))

  app.post(
    url,
    { config: { access: 'admin' } },
    orRefuse(
      'request',
      (request, reply, refused) => showIdentity(context, request, reply, { refused }),
      async (request, reply) => {
        const number = numberOf(request)
        await requestUnsealing(context, staffOf(request), number, { reason: request.form.get('reason') })
        return reply.redirect(`${identityPath(number)}?ok=requested`, 303)
      },
    ),
  )

  /** A POST, so that no link or preview reads an identity, and each reading is meant. */
  app.post(`${url}/baca`, { config: { access: 'admin' } }, async (request, reply) => {
    const identity = await readUnsealed(context, staffOf(request), numberOf(request))
    reply.header('cache-control', 'no-store')
    return showIdentity(context, request, reply, { identity })
  })

  app.get(PATH, { config: { access: 'staff' } }, (request, reply) =>
    showCustodian(context, request, reply, null),
  )

  app.post<{ Params: { id: string } }>(
    `${PATH}/:id`,
    { config: { access: 'staff' } },
    orRefuse(
      'decide',
      (request, reply, refused) => showCustodian(context, request, reply, refused),
      async (request, reply) => {
        const approve = request.form.get('decision') === 'approve'
        await decideUnsealing(context, staffOf(request), idOf(request), {
          approve,
          reason: request.form.get('reason'),
        })
        return reply.redirect(`${PATH}?ok=${approve ? 'approved' : 'refused'}`, 303)
      },
    ),
  )

  app.post(
    `${PATH}/penjaga`,
    { config: { access: 'national' } },
    orRefuse(
      'custodian',
      (request, reply, refused) => showCustodian(context, request, reply, refused),
      async (request, reply) => {
        const appointed = request.form.get('remove') === ''
        const email = appointed ? request.form.get('email') : request.form.get('remove')
        const by = { accountId: staffOf(request).accountId, at: context.clock.now() }
        await setCustodian(context.db, email, appointed, by)
        return reply.redirect(`${PATH}?ok=${appointed ? 'appointed' : 'dismissed'}`, 303)
      },
    ),
  )
}

async function showIdentity(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly refused?: Refused; readonly identity?: UnsealedIdentity },
) {
  const staff = staffOf(request)
  const { report } = await loadReport(context, staff, numberOf(request))
  const path = identityPath(report.tracking_number)
  return sendPage(
    reply,
    <IdentityPage
      frame={await consoleFrame(context, request, reply, path)}
      model={{
        number: report.tracking_number,
        title: report.title ?? '',
        anonymous: report.anonymous,
        requests: await ownUnsealRequests(context.db, staff, report.tracking_number),
        now: context.clock.now(),
        identity: shown.identity ?? null,
        refused: shown.refused ?? null,
        ok: queryOf(request)('ok'),
      }}
    />,
    shown.refused?.refusal.status ?? 200,
  )
}

async function showCustodian(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const staff = staffOf(request)
  const national = staff.role === 'national_admin'
  const custodian = await isCustodian(context.db, staff)
  if (!custodian && !national) throw notFound()
  return sendPage(
    reply,
    <CustodianPage
      frame={await consoleFrame(context, request, reply, PATH)}
      model={{
        accountId: staff.accountId,
        custodian,
        requests: await listUnsealRequests(context.db, staff),
        custodians: national ? await listCustodians(context.db) : null,
        refused,
        ok: queryOf(request)('ok'),
      }}
    />,
    refused?.refusal.status ?? 200,
  )
}

function numberOf(request: FastifyRequest): string {
  const { params } = request
  const typed =
    typeof params === 'object' && params !== null && 'number' in params ? String(params.number) : ''
  const number = readTrackingNumber(typed)
  if (number === null) throw notFound()
  return number
}

function idOf(request: FastifyRequest): number {
  const { params } = request
  const id = Number(typeof params === 'object' && params !== null && 'id' in params ? params.id : 0)
  if (!Number.isSafeInteger(id) || id < 1) throw new DomainError('not_found', 404)
  return id
}
