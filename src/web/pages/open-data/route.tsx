import { join } from 'node:path'
import { notFound } from '../../../errors.ts'
import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import {
  type DataTable,
  type DataVersion,
  listOpenData,
  readVersion,
  TABLES_WITH_HISTORY,
} from '../../../statistics/index.ts'
import { dataDictionary, dcatCatalogue, fileAddress, NEWEST, OPEN_DATA_PATH } from './catalogue.ts'
import { OpenDataPage } from './view.tsx'

/** `/data-terbuka`: each day's data with dictionary, licence, checksums and a catalogue for machines. */
export const openDataRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  const folder = join(context.config.dataDir, 'open-data')
  const publicAccess = { config: { access: 'public' } } as const
  app.get(OPEN_DATA_PATH, publicAccess, (request, reply) =>
    sendPublic(request, reply, async (page) => (
      <OpenDataPage page={page} versions={await listOpenData(folder)} baseUrl={context.config.baseUrl} />
    )),
  )
  app.get(`${OPEN_DATA_PATH}/katalog.jsonld`, publicAccess, async (_request, reply) =>
    reply
      .type('application/ld+json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('access-control-allow-origin', '*')
      .send(JSON.stringify(dcatCatalogue(context.config.baseUrl, await listOpenData(folder)))),
  )
  app.get(`${OPEN_DATA_PATH}/kamus.json`, publicAccess, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .header('access-control-allow-origin', '*')
      .send(dataDictionary()),
  )
  app.get<{ Params: { version: string; file: string } }>(
    `${OPEN_DATA_PATH}/:version/:file`,
    publicAccess,
    async (request, reply) => {
      const { version, file } = request.params
      if (version === NEWEST) {
        const [newest] = await listOpenData(folder)
        if (newest === undefined || tableOf(newest, file) === null) throw notFound()
        return reply.header('cache-control', 'no-cache').redirect(fileAddress(newest.version, file), 302)
      }
      const known = await readVersion(folder, version)
      const table = known === null ? null : tableOf(known, file)
      if (table === null) throw notFound()
      reply
        .header('access-control-allow-origin', '*')
        .header('content-disposition', `attachment; filename="lapor-${version}-${file}"`)
      // A version never changes; broken-off downloads go on by ranges. What can be withdrawn is asked for again.
      return TABLES_WITH_HISTORY.has(table)
        ? reply.sendFile(join(version, file), folder, { maxAge: '30d', immutable: true })
        : reply.sendFile(join(version, file), folder, { maxAge: '5m', immutable: false })
    },
  )
}

/** The table a file of a version belongs to; null where it has no such file. */
function tableOf({ tables }: DataVersion, file: string): DataTable | null {
  return tables.find(({ files }) => files.some(({ name }) => name === file))?.table ?? null
}
