import { readChanges } from '../../../db/index.ts'
import { type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { addressOf, queryOf } from '../../query.ts'
import { CHANGE_AREAS, CHANGES_PATH, ChangesPage } from './view.tsx'

const PER_PAGE = 50

/** The log of changed rules, registry, templates, settings and blocks; for the national level. */
export const changesRoutes: RegisterRoutes = (app, context) => {
  app.get(CHANGES_PATH, { config: { access: 'national' } }, async (request, reply) => {
    const query = queryOf(request)
    const area = CHANGE_AREAS.find((name) => name === query('bidang')) ?? null
    const before = Number(query('sebelum'))
    const changes = await readChanges(context.db, {
      area,
      before: Number.isSafeInteger(before) && before > 0 ? before : null,
      limit: PER_PAGE + 1,
    })
    const shown = changes.slice(0, PER_PAGE)
    const last = shown.at(-1)
    const next =
      changes.length > PER_PAGE && last !== undefined
        ? addressOf(CHANGES_PATH, { bidang: area ?? undefined, sebelum: String(last.id) })
        : null
    return sendPage(
      reply,
      <ChangesPage
        frame={await consoleFrame(context, request, reply)}
        area={area}
        changes={shown}
        next={next}
      />,
    )
  })
}
