import type { FastifyReply, FastifyRequest } from 'fastify'
import { beyondStaffScope } from '../../../db/index.ts'
import { notFound } from '../../../errors.ts'
import {
  type AppContext,
  isStillSignedIn,
  languageOf,
  type RegisterRoutes,
  staffOf,
} from '../../../http/index.ts'
import { type Language, translator } from '../../../i18n/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { loadPlace, readTrackingNumber, staffMaySee } from '../../../reports/index.ts'
import { boundedCount } from '../../bounded-count.ts'
import { LIVE_PATH } from '../../live-path.ts'
import { presentText } from '../../presence.tsx'
import { queryOf } from '../../query.ts'
import { countOf, INBOX_TABS, mostCounted, type TabCounts } from '../inbox/tabs.ts'
import { openLiveHub, type Watcher } from './hub.ts'

/** Open pages of one person; a browser shows one at a time, and a forgotten script must not take all sockets. */
const MOST_PER_PERSON = 8
/** Unsent bytes; a reader that does not read is let go. */
const MOST_WAITING_BYTES = 64 * 1024

/** `/petugas/langsung`: server-sent events for an open page of the console; `?laporan=` for the page of a report. */
export const liveRoutes: RegisterRoutes = (app, context) => {
  let hub: ReturnType<typeof openLiveHub> | null = null
  const open = new Map<number, number>()
  // Before the server waits for its connections to end: these never would.
  app.addHook('preClose', async () => hub?.close())

  app.get(LIVE_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    const reportId = await watchedReport(context, staff, queryOf(request)('laporan'))
    const mine = open.get(staff.accountId) ?? 0
    // 204 tells an EventSource not to come back by itself; the page works without.
    if (mine >= MOST_PER_PERSON) return reply.code(204).send()
    // The hub serves everybody's pages: it must not keep the scope of whoever opened the first one.
    const shared = beyondStaffScope(() => (hub ??= openLiveHub(context)))
    const watcher = openStream(context, request, reply, staff, reportId)
    const remove = beyondStaffScope(() => shared.add(watcher))
    if (remove === null) return watcher.close()
    open.set(staff.accountId, mine + 1)
    reply.raw.once('close', () => {
      remove()
      const left = (open.get(staff.accountId) ?? 1) - 1
      if (left > 0) open.set(staff.accountId, left)
      else open.delete(staff.accountId)
    })
  })
}

/** @throws DomainError not_found, also for what this person may not see */
async function watchedReport(context: AppContext, staff: Staff, text: string): Promise<number | null> {
  if (text === '') return null
  const number = readTrackingNumber(text)
  const report =
    number === null
      ? undefined
      : await context.db
          .selectFrom('reports')
          .select(['id', 'state', 'submitted_at', 'holder_id', 'institution_id'])
          .where('tracking_number', '=', number)
          .executeTakeFirst()
  if (report === undefined || !staffMaySee(staff, await loadPlace(context.db, report))) throw notFound()
  return report.id
}

function openStream(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  staff: Staff,
  reportId: number | null,
): Watcher {
  const language = languageOf(request)
  const t = translator(language)
  // The stream outlives the request: from here on Fastify neither sends nor times anything.
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Ended, the line is closed: a server that stops waits for lines that are kept open.
    connection: 'close',
    // nginx would hold small events back until its buffer is full.
    'x-accel-buffering': 'no',
  })
  const write = (text: string) => {
    if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy()
    else if (!raw.writableEnded && !raw.destroyed) raw.write(text)
  }
  const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  write('retry: 5000\n\n')
  return {
    staff,
    reportId,
    showCounts: (counts) => send('counts', shownCounts(counts, language)),
    showPresent: (others) => send('present', { text: presentText(t, others) }),
    showChanged: () => send('changed', {}),
    async beat() {
      write(': still here\n\n')
      return isStillSignedIn(context, request)
    },
    close: () => raw.end(),
  }
}

/** Each tab's count as the page writes it. */
function shownCounts(counts: TabCounts, language: Language): Record<string, string> {
  const shown = INBOX_TABS.map((tab) => [tab, countOf(tab, counts)] as const)
  return Object.fromEntries(
    shown.flatMap(([tab, count]) =>
      count === null ? [] : [[tab, boundedCount(count, mostCounted(tab), language)]],
    ),
  )
}
