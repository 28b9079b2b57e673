import type { FastifyReply } from 'fastify'
import { type AppContext, cookieOptions, DRAFT_COOKIE } from '../../../http/index.ts'
import { institutionById } from '../../../institutions/index.ts'
import type { ReportRecord } from '../../../reports/index.ts'
import { DRAFT_SECONDS, saveFields } from './draft.ts'
import { emptyValues, type TellValues } from './values.ts'

/**
 * Take a report whose code cannot arrive, as its contact was mistyped, back into the form with all its words and files.
 * The unconfirmed one, which nobody at an institution has seen, ends by itself after its time.
 */
export async function correctContact(
  context: AppContext,
  reply: FastifyReply,
  record: ReportRecord,
): Promise<void> {
  const id = crypto.randomUUID()
  await saveFields(context, id, await valuesOf(context, record))
  await context.db
    .updateTable('attachments')
    .set({ report_id: null, event_seq: null, draft_id: id })
    .where('report_id', '=', record.report.id)
    .execute()
  reply.setCookie(DRAFT_COOKIE, id, cookieOptions(context.config, DRAFT_SECONDS))
}

async function valuesOf({ db, sealer }: AppContext, record: ReportRecord): Promise<TellValues> {
  const { report, area, category, contact } = record
  const institution =
    report.suggested_institution_id === null
      ? null
      : await institutionById(db, report.suggested_institution_id)
  return {
    ...emptyValues(),
    class: report.class,
    body: report.body,
    title: report.title,
    occurred_on: report.occurred_on ?? '',
    area: area?.full_name ?? '',
    area_code: area?.code ?? '',
    location_text: report.location_text ?? '',
    latitude: report.latitude?.toString() ?? '',
    longitude: report.longitude?.toString() ?? '',
    category_code: category?.code ?? '',
    institution: institution?.name ?? '',
    institution_code: institution?.code ?? '',
    name: report.name_sealed === null ? '' : sealer.open(report.name_sealed),
    contact: contact === null ? '' : sealer.open(contact.contact_sealed),
    anonymous: report.anonymous ? 'on' : '',
    secret: report.secret ? 'on' : '',
  }
}
