import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import { nationalLevel } from '../../../institutions/index.ts'
import { monthsBack, readLeague, readPeriod, readPublicFigures } from '../../../statistics/index.ts'
import { drawFlow } from '../../../ui/index.ts'
import { queryOf } from '../../query.ts'
import { DefinitionsPage } from './definitions-view.tsx'
import { readPartNames } from './part-names.ts'
import { StatisticsPage } from './view.tsx'

const MOST_INSTITUTIONS = 20
/** Fewer reports say nothing of an institution. */
const FEWEST_REPORTS = 5

/** `/statistik`: how the country answers; `/statistik/definisi`: what each figure means. */
export const statisticsRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  app.get('/statistik', { config: { access: 'public' } }, async (request, reply) => {
    const root = await nationalLevel(context.db)
    const query = queryOf(request)
    const now = context.clock.now()
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, root.time_zone)
    return sendPublic(request, reply, async (page) => {
      const [figures, league] = await Promise.all([
        readPublicFigures(context.db, { id: root.id, isRoot: true, timeZone: root.time_zone }, period, now),
        readLeague(context.db, period, 'followed_up', { kind: null, province: null, part: undefined }, now),
      ])
      const [names, drawing] = await Promise.all([
        readPartNames(context.db, figures),
        drawFlow(page.t, page.language, figures.flow),
      ])
      return (
        <StatisticsPage
          page={page}
          figures={figures}
          months={monthsBack(root.time_zone, now)}
          drawing={drawing}
          names={names}
          institutions={league
            .filter(({ measures }) => measures.received >= FEWEST_REPORTS)
            .sort((a, b) => b.measures.received - a.measures.received)
            .slice(0, MOST_INSTITUTIONS)}
        />
      )
    })
  })
  app.get('/statistik/definisi', { config: { access: 'public' } }, (request, reply) =>
    sendPublic(request, reply, async (page) => <DefinitionsPage page={page} />),
  )
}
