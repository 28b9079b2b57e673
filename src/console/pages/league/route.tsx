import { notFound } from '../../../errors.ts'
import { pageFrame, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import {
  monthsBack,
  openKeptFigures,
  type Period,
  readLeague,
  readPeriod,
} from '../../../statistics/index.ts'
import { drawRanges, formatRate, periodName } from '../../../ui/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { addressOf, queryOf } from '../../query.ts'
import { leagueTable } from '../figure-files/tables.ts'
import { sendFigures } from '../figure-files/take-figures.tsx'
import { type LeagueChoice, readLeagueChoice } from './filter.ts'
import { LEAGUE_PATH, LeaguePage } from './view.tsx'

const PAGE_SIZE = 50
const DRAWN = 10
const LAST_PAGE = 100

/** `/petugas/pemantauan/instansi`: all institutions beside each other, for the ministry and whoever watches over all. */
export const leagueRoutes: RegisterRoutes = (app, context) => {
  const keep = openKeptFigures(context)
  const readKept = (root: number, period: Period, choice: LeagueChoice, now: Date) => {
    const { by, kind, province, part } = choice
    return keep(root, JSON.stringify([period, by, kind, province, part]), () =>
      readLeague(context.db, period, by, choice, now),
    )
  }
  app.get(LEAGUE_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    if (!staff.nodeIsRoot) throw notFound()
    const now = context.clock.now()
    const query = queryOf(request)
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, staff.timeZone)
    const choice = await readLeagueChoice(context.db, query)
    const page = Math.min(LAST_PAGE, Math.max(1, Math.trunc(Number(query('halaman')) || 1)))
    const [rows, categories, provinces, frame] = await Promise.all([
      readKept(staff.nodeId, period, choice, now),
      listCategories(context.db),
      context.db
        .selectFrom('areas')
        .select(['code', 'name'])
        .where('level', '=', 'province')
        .orderBy('name')
        .execute(),
      consoleFrame(context, request, reply),
    ])
    const { t, language } = frame.page
    const ranked = rows.filter(({ range }) => range !== null).slice(0, DRAWN)
    const drawing =
      ranked.length === 0
        ? null
        : await drawRanges(
            ranked.map(({ node, share, range }) => ({
              label: node.short_name,
              value: share.rate ?? 0,
              low: range?.low ?? 0,
              high: range?.high ?? 0,
            })),
            (value) => formatRate(value, t, language),
          )
    const link = (number: number) =>
      addressOf(LEAGUE_PATH, {
        menurut: choice.by,
        jenis: choice.kind ?? undefined,
        provinsi: choice.province ?? undefined,
        laporan: choice.class,
        kategori: choice.categoryCode,
        dari: period.from,
        sampai: period.until,
        halaman: number === 1 ? undefined : String(number),
      })
    return sendPage(
      reply,
      <LeaguePage
        frame={frame}
        period={period}
        months={monthsBack(staff.timeZone, now)}
        choice={choice}
        rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        all={rows}
        drawn={ranked}
        drawing={drawing}
        categories={categories}
        provinces={provinces}
        previous={page > 1 ? link(page - 1) : null}
        next={rows.length > page * PAGE_SIZE ? link(page + 1) : null}
      />,
    )
  })
  app.post(`${LEAGUE_PATH}/unduh`, { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    if (!staff.nodeIsRoot) throw notFound()
    const now = context.clock.now()
    const posted = (name: string) => request.form.get(name).replaceAll('\0', '').trim()
    const period = readPeriod({ from: posted('dari'), until: posted('sampai') }, now, staff.timeZone)
    const choice = await readLeagueChoice(context.db, posted)
    const { t, language } = pageFrame(context, request, reply)
    return sendFigures(context, request, reply, {
      what: 'league',
      language,
      kept: {
        menurut: choice.by,
        jenis: choice.kind ?? '',
        provinsi: choice.province ?? '',
        laporan: choice.class,
        kategori: choice.categoryCode,
        dari: period.from,
        sampai: period.until,
      },
      table: async () =>
        leagueTable(
          t,
          `${t('league.title')}, ${periodName(period, t, language)}`,
          choice.by,
          await readKept(staff.nodeId, period, choice, now),
        ),
    })
  })
}
