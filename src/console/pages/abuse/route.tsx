import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AbuseRules } from '../../../db/index.ts'
import { DomainError } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { blockReporter, liftBlock, listBlocks } from '../../../identity/index.ts'
import {
  ABUSE_RULE_FIELDS,
  decideAppeal,
  listAppeals,
  listFalseMarks,
  personNamed,
  readAbuseRules,
  saveAbuseRules,
} from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { ABUSE_PARTS, ABUSE_PATH, type AbusePart } from './model.ts'
import { AbusePage } from './view.tsx'

/** Blocks, marks and objections: for national admins, as a block holds in the whole country. */
export const abuseRoutes: RegisterRoutes = (app, context) => {
  const national = { config: { access: 'national' as const } }
  app.get(ABUSE_PATH, national, (request, reply) =>
    show(context, request, reply, partOf(queryOf(request)('bagian')), null),
  )

  const post = (
    path: string,
    part: AbusePart,
    handle: (request: FastifyRequest) => Promise<{ readonly ok: string }>,
  ) => {
    app.post(
      `${ABUSE_PATH}/${path}`,
      national,
      orRefuse(
        part,
        (request, reply, refused) =>
          show(context, request, reply, part, { ...refused, form: formOf(part, request) }),
        async (request, reply) => {
          const { ok } = await handle(request)
          return reply.redirect(`${ABUSE_PATH}?bagian=${part}&ok=${ok}`, 303)
        },
      ),
    )
  }

  post('keberatan/:id', 'keberatan', async (request) => {
    const grant = request.form.get('decision') === 'grant'
    await decideAppeal(context, staffOf(request), idOf(request), {
      grant,
      reason: request.form.get('reason'),
    })
    return { ok: grant ? 'dikabulkan' : 'ditolak' }
  })

  post('blokir', 'blokir', async (request) => {
    const { form } = request
    await blockReporter(context, {
      who: await personNamed(context.db, form.get('target')),
      reason: form.get('reason'),
      days: Number(form.get('days')),
      accountId: staffOf(request).accountId,
    })
    return { ok: 'blokir' }
  })

  post('blokir/:id', 'blokir', async (request) => {
    const command = { reason: request.form.get('reason'), accountId: staffOf(request).accountId }
    await liftBlock(context, idOf(request), command)
    return { ok: 'angkat' }
  })

  post('aturan', 'aturan', async (request) => {
    const rules = Object.fromEntries(
      ABUSE_RULE_FIELDS.map((field) => [field, Number(request.form.get(field) || Number.NaN)]),
    ) as Record<keyof AbuseRules, number>
    const by = { accountId: staffOf(request).accountId, at: context.clock.now() }
    await saveAbuseRules(context.db, rules, by)
    return { ok: 'aturan' }
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  part: AbusePart,
  refused: Refused | null,
) {
  const [frame, appeals, blocks, marks, rules] = await Promise.all([
    consoleFrame(context, request, reply, `${ABUSE_PATH}?bagian=${part}`),
    listAppeals(context.db),
    listBlocks(context),
    listFalseMarks(context.db),
    readAbuseRules(context.db),
  ])
  return sendPage(
    reply,
    <AbusePage
      frame={frame}
      model={{
        part,
        appeals,
        blocks,
        marks,
        rules,
        target: queryOf(request)('nomor'),
        refused,
        ok: queryOf(request)('ok'),
      }}
    />,
    refused?.refusal.status ?? 200,
  )
}

/** One page has several forms of a kind; the id in the address says which was sent. */
function formOf(part: AbusePart, request: FastifyRequest): string {
  const { params } = request
  const id = typeof params === 'object' && params !== null && 'id' in params ? `-${params.id}` : ''
  return `${part}${id}`
}

function partOf(text: string): AbusePart {
  return ABUSE_PARTS.find((part) => part === text) ?? 'keberatan'
}

function idOf(request: FastifyRequest): number {
  const { params } = request
  const id = Number(typeof params === 'object' && params !== null && 'id' in params ? params.id : 0)
  if (!Number.isSafeInteger(id) || id < 1) throw new DomainError('not_found', 404)
  return id
}
