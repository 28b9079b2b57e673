import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import {
  chooseDigest,
  chooseFigureMail,
  FIGURE_MAIL_KINDS,
  readOutbox,
  wantedFigureMails,
  wantsDigest,
} from '../../../notifications/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { addressOf, queryOf } from '../../query.ts'
import { MESSAGE_STATES, NotificationsPage } from './view.tsx'

const PAGE_SIZE = 30
const PATH = '/petugas/pemberitahuan'

/** `/petugas/pemberitahuan`: what was told to whom, and whether it arrived. */
export const notificationsRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const query = queryOf(request)
    const state = MESSAGE_STATES.find((name) => name === query('keadaan'))
    const before = Number(query('sebelum'))
    const readable = context.config.mode === 'training'
    const [daily, figures, messages, frame] = await Promise.all([
      wantsDigest(context.db, staffOf(request).accountId),
      wantedFigureMails(context.db, staffOf(request)),
      readOutbox({ ...context, readable }, staffOf(request), {
        state,
        before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
        limit: PAGE_SIZE + 1,
      }),
      consoleFrame(context, request, reply),
    ])
    const shown = messages.slice(0, PAGE_SIZE)
    const last = shown.at(-1)
    const more = messages.length > PAGE_SIZE && last !== undefined
    return sendPage(
      reply,
      <NotificationsPage
        frame={frame}
        state={state ?? null}
        messages={shown}
        readable={readable}
        daily={daily}
        figures={figures}
        next={more ? addressOf(PATH, { keadaan: state, sebelum: String(last.id) }) : null}
        first={query('sebelum') === '' ? null : addressOf(PATH, { keadaan: state })}
      />,
    )
  })
  app.post(`${PATH}/cara`, { config: { access: 'staff' } }, async (request, reply) => {
    const daily = request.form.get('daily') === 'ya'
    await chooseDigest(context.db, staffOf(request).accountId, daily, context.clock.now())
    return reply.redirect(PATH, 303)
  })
  app.post(`${PATH}/angka`, { config: { access: 'staff' } }, async (request, reply) => {
    const { accountId } = staffOf(request)
    for (const kind of FIGURE_MAIL_KINDS)
      await chooseFigureMail(
        context.db,
        accountId,
        kind,
        request.form.get(kind) === 'ya',
        context.clock.now(),
      )
    return reply.redirect(PATH, 303)
  })
}
