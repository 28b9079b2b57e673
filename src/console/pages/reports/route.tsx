import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import { readInbox } from '../../../reports/index.ts'
import { conditionsOf, parametersOf } from '../../../statistics/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { pageLinks } from '../../page-trail.ts'
import { addressOf, queryOf } from '../../query.ts'
import { deleteView, listSavedViews, renameView, saveView } from '../../saved-views.ts'
import { readFilter } from './filter.ts'
import { ReportsPage } from './view.tsx'
import { SAVE_FORM } from './views-part.tsx'

const PAGE_SIZE = 25
const PATH = '/petugas/laporan'

/** `/petugas/laporan`: all reports one may see, with filters, which can be kept as views of one's own. */
export const reportsRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config: { access: 'staff' } }, (request, reply) =>
    sendReports(context, request, reply, queryOf(request), null),
  )

  const edit = (
    path: string,
    nameOf: (request: FastifyRequest) => string,
    handle: (request: FastifyRequest, query: string) => Promise<unknown>,
  ) => {
    app.post(path, { config: { access: 'staff' } }, async (request, reply) => {
      const posted = new URLSearchParams(request.form.get('query'))
      const read = (name: string) => (posted.get(name) ?? '').replaceAll('\0', '').trim()
      const address = addressOf(PATH, parametersOf(await readFilter(context.db, read)))
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendReports(context, again, answer, read, refused)
      return orRefuse(nameOf(request), show, async () => {
        await handle(request, address.slice(PATH.length + 1))
        return reply.redirect(address, 303)
      })(request, reply)
    })
  }
  const account = (request: FastifyRequest) => staffOf(request).accountId
  edit(
    '/petugas/tampilan-tersimpan',
    () => SAVE_FORM,
    (request, query) =>
      saveView(context.db, account(request), {
        name: request.form.get('name'),
        query,
        now: context.clock.now(),
      }),
  )
  edit(
    '/petugas/tampilan-tersimpan/ubah',
    (request) => `view_${request.form.get('id')}`,
    (request) => renameView(context.db, account(request), idOf(request), request.form.get('name')),
  )
  edit(
    '/petugas/tampilan-tersimpan/hapus',
    (request) => `view_${request.form.get('id')}`,
    (request) => deleteView(context.db, account(request), idOf(request)),
  )
}

async function sendReports(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  query: (name: string) => string,
  refused: Refused | null,
): Promise<FastifyReply> {
  const staff = staffOf(request)
  const now = context.clock.now()
  const filter = await readFilter(context.db, query)
  const cursor = query('dari')
  const [list, categories, views, frame] = await Promise.all([
    readInbox(context.db, staff, {
      ...conditionsOf(filter),
      scope: 'all',
      now,
      cursor: cursor === '' ? undefined : cursor,
      limit: PAGE_SIZE,
    }),
    listCategories(context.db),
    listSavedViews(context.db, staff.accountId),
    consoleFrame(context, request, reply, addressOf(PATH, { ...parametersOf(filter), dari: cursor })),
  ])
  const links = pageLinks(PATH, parametersOf(filter), {
    cursor,
    trail: query('jejak'),
    next: list.nextCursor,
  })
  return sendPage(
    reply,
    <ReportsPage
      frame={frame}
      filter={filter}
      categories={categories}
      views={views}
      reports={list.reports}
      links={links}
      now={now}
      refused={refused}
    />,
    refused?.refusal.status ?? 200,
  )
}

function idOf(request: FastifyRequest): number {
  const id = Number(request.form.get('id'))
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound()
  return id
}
