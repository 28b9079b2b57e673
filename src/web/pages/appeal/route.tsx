import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../errors.ts'
import { type AppContext, asRefusal, pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { listBlocks } from '../../../identity/index.ts'
import { appeal, listAppeals, listFalseMarks } from '../../../reports/index.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { reporterOf } from '../../reporter-session.ts'
import { AppealPage, AppealSignInPage } from './view.tsx'

const REPORTER = { config: { access: 'reporter' } } as const

/** What stands against a person, why and until when; they object here, with a code to their contact. */
export const appealRoutes: RegisterRoutes = (app, context) => {
  app.get(PATHS.appeal, REPORTER, (request, reply) => show(context, request, reply, null))
  app.post(PATHS.appeal, REPORTER, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    if (reporterId === null) return reply.redirect(PATHS.appeal, 303)
    const { form } = request
    const block = idIn(form.get('block'))
    const to = block === null ? { markId: idIn(form.get('mark')) ?? 0 } : { blockId: block }
    try {
      await appeal(context, reporterId, to, form.get('text'))
      return await reply.redirect(`${PATHS.appeal}?kabar=terkirim`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      return show(context, request, reply, refusal)
    }
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError | null,
) {
  const page = { ...pageFrame(context, request, reply), path: PATHS.appeal }
  const reporterId = await reporterOf(context, request)
  if (reporterId === null) return sendPage(reply, <AppealSignInPage page={page} />)
  const [blocks, marks, appeals] = await Promise.all([
    listBlocks(context, { reporterId }),
    listFalseMarks(context.db, { reporterId }),
    listAppeals(context.db, { reporterId }),
  ])
  const { form } = request
  return sendPage(
    reply,
    <AppealPage
      page={page}
      model={{
        blocks,
        marks,
        appeals,
        refused:
          refusal === null
            ? null
            : {
                refusal,
                block: idIn(form.get('block')),
                mark: idIn(form.get('mark')),
                text: form.get('text'),
              },
        sent: queryOf(request)('kabar') === 'terkirim',
      }}
    />,
    refusal?.status ?? 200,
  )
}

function idIn(text: string): number | null {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
