import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { countMisses } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { queryOf } from '../../query.ts'
import { WATCH_PATH, WATCH_PERIODS, WatchPage } from './view.tsx'

const DAY_MS = 86_400_000

/** `/petugas/pengawasan`: whose deadlines were missed, on the institution's watch and on the ministry's. */
export const watchRoutes: RegisterRoutes = (app, context) => {
  app.get(WATCH_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const days = WATCH_PERIODS.find((period) => String(period) === queryOf(request)('hari')) ?? 30
    const since = new Date(context.clock.now().getTime() - days * DAY_MS)
    const [misses, frame] = await Promise.all([
      countMisses(context.db, staffOf(request), since),
      consoleFrame(context, request, reply),
    ])
    return sendPage(reply, <WatchPage frame={frame} days={days} misses={misses} />)
  })
}
