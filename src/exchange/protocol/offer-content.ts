import type { Db, ReportRow } from '../../db/index.ts'
import { maskPersonalData } from '../../reports/index.ts'
import { readFilesToTell } from './files-to-tell.ts'
import { FILE_LIMITS, type MessageContent } from './message.ts'

/** A report as it is offered: what was told with everything masked that names a person, and nothing of who told it. */
export async function offerContent(tx: Db, report: ReportRow): Promise<MessageContent> {
  const codes = await tx
    .selectFrom('institutions as holder')
    .leftJoin('categories as category', (join) => join.on('category.id', '=', report.category_id))
    .select(['holder.code as holder_code', 'category.code as category_code'])
    .where('holder.id', '=', report.holder_id)
    .executeTakeFirstOrThrow()
  const filesOf = await readFilesToTell(tx, report, 'out')
  return {
    type: 'offer',
    attachments: [...filesOf(null)].slice(0, FILE_LIMITS.message),
    report: {
      title: report.public_title ?? maskPersonalData(report.title),
      body: report.public_body ?? maskPersonalData(report.body),
      class: report.class,
      category_code: codes.category_code,
      institution_code: codes.holder_code,
      area_code: report.area_code,
      location_text: report.location_text === null ? null : maskPersonalData(report.location_text),
      latitude: report.latitude,
      longitude: report.longitude,
      occurred_on: report.occurred_on,
      secret: report.secret,
    },
  }
}
