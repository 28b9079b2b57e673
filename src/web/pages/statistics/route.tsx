import { byOnePlan } from '../../../db/index.ts'
import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import { nationalLevel } from '../../../institutions/index.ts'
import {
  institutionsOfEnoughPeople,
  monthsBack,
  readBusiest,
  readPeriod,
  readPublicFigures,
  readPublicNames,
} from '../../../statistics/index.ts'
import { drawFlow, type PageFrame } from '../../../ui/index.ts'
import { queryOf } from '../../query.ts'
import { DefinitionsPage } from './definitions-view.tsx'
import { StatisticsPage } from './view.tsx'

const MOST_INSTITUTIONS = 20
/** So many are looked at, as some of them may be told by too few people. */
const MOST_LOOKED_AT = 2 * MOST_INSTITUTIONS

/** `/statistik`: how the country answers; `/statistik/definisi`: what each figure means. */
export const statisticsRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  app.get('/statistik', { config: { access: 'public' } }, async (request, reply) => {
    const root = await nationalLevel(context.db)
    const query = queryOf(request)
    const now = context.clock.now()
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, root.time_zone)
    const parameters = { dari: query('dari'), sampai: query('sampai') }
    const view = async (page: PageFrame) => {
      const [figures, busiest] = await Promise.all([
        readPublicFigures(context.db, { id: root.id, isRoot: true, timeZone: root.time_zone }, period, now),
        byOnePlan(() => readBusiest(context.db, period, MOST_LOOKED_AT)),
      ])
      const [names, drawing, enough] = await Promise.all([
        readPublicNames(context.db, figures),
        drawFlow(page.t, page.language, figures.flow),
        byOnePlan(() =>
          institutionsOfEnoughPeople(
            context.db,
            busiest.map(({ node }) => node.id),
            period,
          ),
        ),
      ])
      return (
        <StatisticsPage
          page={page}
          figures={figures}
          months={monthsBack(root.time_zone, now)}
          drawing={drawing}
          names={names}
          institutions={busiest.filter(({ node }) => enough.has(node.id)).slice(0, MOST_INSTITUTIONS)}
        />
      )
    }
    return sendPublic(request, reply, view, parameters)
  })
  app.get('/statistik/definisi', { config: { access: 'public' } }, (request, reply) =>
    sendPublic(request, reply, async (page) => <DefinitionsPage page={page} />),
  )
}
