import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { checkRecomputeReason, previewRecompute } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { addressOf, queryOf } from '../../query.ts'
import { FORM, RECOMPUTE_PATH, RecomputePage } from './view.tsx'

/** `/petugas/rujukan/hitung-ulang`: what a new judgement would move, and a reason with which it is done. */
export const recomputeRoutes: RegisterRoutes = (app, context) => {
  app.get(RECOMPUTE_PATH, { config: { access: 'admin' } }, (request, reply) => {
    const query = queryOf(request)
    return sendRecompute(context, request, reply, query('aturan') === '1', null, query('ok') === '1')
  })
  app.post(RECOMPUTE_PATH, { config: { access: 'admin' } }, (request, reply) => {
    const byNewRules = request.form.get('aturan') === '1'
    const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
      sendRecompute(context, again, answer, byNewRules, refused, false)
    return orRefuse(FORM, show, async () => {
      const reason = checkRecomputeReason(request.form.get('reason'))
      // Thousands of reports may move: a worker does it, and the page need not wait.
      await context.enqueue(context.db, 'recompute', {
        account_id: staffOf(request).accountId,
        by_new_rules: byNewRules,
        reason,
      })
      return reply.redirect(addressOf(RECOMPUTE_PATH, { aturan: byNewRules ? '1' : undefined, ok: '1' }), 303)
    })(request, reply)
  })
}

async function sendRecompute(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  byNewRules: boolean,
  refused: Refused | null,
  done: boolean,
): Promise<FastifyReply> {
  const staff = staffOf(request)
  const [preview, frame] = await Promise.all([
    done ? null : previewRecompute(context, staff, { byNewRules }),
    consoleFrame(
      context,
      request,
      reply,
      addressOf(RECOMPUTE_PATH, { aturan: byNewRules ? '1' : undefined }),
    ),
  ])
  return sendPage(
    reply,
    <RecomputePage frame={frame} byNewRules={byNewRules} preview={preview} refused={refused} />,
    refused?.refusal.status ?? 200,
  )
}
