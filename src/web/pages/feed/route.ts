import { invalid } from '../../../errors.ts'
import { knowsTag, type RegisterRoutes, tagOf } from '../../../http/index.ts'
import { translator } from '../../../i18n/index.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../../institutions/index.ts'
import { listPublicReports } from '../../../reports/index.ts'
import { xmlText } from '../../../statistics/index.ts'
import { queryOf } from '../../query.ts'

export const FEED_PATH = '/laporan.atom'
const ENTRIES = 30
const CODE = /^[\w.-]{1,80}$/

/** `/laporan.atom?instansi=&kategori=&wilayah=`: the newest public reports as an Atom feed (RFC 4287), by codes. */
export const feedRoutes: RegisterRoutes = (app, context) => {
  app.get(FEED_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const query = queryOf(request)
    const find = async <Row>(name: string, code: string, read: (code: string) => Promise<Row | null>) => {
      const asked = query(name)
      if (asked === '') return null
      const found = CODE.test(asked) ? await read(asked) : null
      if (found === null) throw invalid([{ field: name, code }])
      return found
    }
    const institution = await find('instansi', 'unknown_institution', (code) =>
      institutionByCode(context.db, code),
    )
    const category = await find('kategori', 'unknown_category', (code) => categoryByCode(context.db, code))
    const area = await find('wilayah', 'unknown_area', (code) => areaByCode(context.db, code))
    const { reports } = await listPublicReports(context.db, {
      institutionId: institution?.id,
      categoryId: category?.id,
      areaCode: area?.code,
      limit: ENTRIES,
    })
    const { baseUrl } = context.config
    const t = translator('id')
    const named = [institution?.name, category?.name_id, area?.name].filter((name) => name !== undefined)
    const entries = reports.map(
      (report) => `<entry>
<id>${baseUrl}/laporan/${report.tracking_number}</id>
<title>${xmlText(report.title)}</title>
<link href="${baseUrl}/laporan/${report.tracking_number}"/>
<published>${report.published_at.toISOString()}</published>
<updated>${report.published_at.toISOString()}</updated>
<author><name>${xmlText(report.institution_name)}</name></author>
${report.category_name_id === null ? '' : `<category term="${xmlText(report.category_name_id)}"/>`}
<summary>${xmlText(report.excerpt)}</summary>
</entry>`,
    )
    const self = `${baseUrl}${request.url}`
    const updated = reports[0]?.published_at ?? new Date(0)
    const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<id>${xmlText(self)}</id>
<title>${xmlText([t('ui.brand'), ...named].join(' · '))}</title>
<link rel="self" href="${xmlText(self)}"/>
<link href="${baseUrl}/laporan"/>
<updated>${updated.toISOString()}</updated>
${entries.join('\n')}
</feed>
`
    const tag = tagOf(feed)
    reply
      .header('etag', tag)
      .header('last-modified', updated.toUTCString())
      .header('cache-control', 'public, max-age=300')
      .header('access-control-allow-origin', '*')
    if (knowsTag(request, tag)) return reply.code(304).send()
    return reply.type('application/atom+xml; charset=utf-8').send(feed)
  })
}
