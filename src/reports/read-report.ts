import type {
  BlurArea,
  ContactKind,
  Db,
  DeadlineRow,
  IdentityStep,
  ReportEventRow,
  ReportRow,
} from '../db/index.ts'
import { keptQuery } from '../db/index.ts'
import { contactToReach } from '../identity/index.ts'
import { institutionById } from '../institutions/index.ts'
import { loadPlace, type ReportPlace } from './actor.ts'
import { readMirroredAttachments } from './mirrored-attachments.ts'

/** A report with everything that stands about it; presenters decide what of it leaves the server. */
export interface ReportRecord {
  readonly report: ReportRow
  readonly category: { code: string; name_id: string; name_en: string } | null
  readonly area: { code: string; full_name: string } | null
  readonly holder: NodeName
  readonly institution: NodeName & { time_zone: string }
  readonly events: readonly RecordedEvent[]
  readonly attachments: readonly RecordedAttachment[]
  readonly deadlines: readonly DeadlineRow[]
  /** How much of an identity its reporter has shown; says nothing of who they are. */
  readonly identity: IdentityStep
  /** Where its reporter is told of it; null when no contact is left. */
  readonly contact: { readonly kind: ContactKind; readonly contact_sealed: Buffer } | null
  /** When the present one-time code was sent; the code follows from it. */
  readonly codeSentAt: Date | null
}

export interface NodeName {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly short_name: string
}

export type RecordedEvent = Omit<ReportEventRow, 'prev_hash' | 'hash' | 'text_salt' | 'text_hash'> & {
  readonly actor_name: string | null
  readonly by: NodeName | null
  readonly target: NodeName | null
}

export interface RecordedAttachment {
  readonly id: string
  readonly event_seq: number | null
  readonly visibility: 'public' | 'participants' | 'internal'
  readonly kind: 'image' | 'document' | 'video' | 'audio'
  readonly mime: string
  readonly original_name: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly blurred: BlurArea[] | null
  /** The number of the joined report it is shown on, where it lies with the main one. */
  readonly shown_on?: string
}

/** The contact that another system gave is its reporter's by that system's word only, whoever proved it here. */
function readContact(db: Db, report: ReportRow): Promise<ReportRecord['contact']> {
  if (report.channel !== 'exchange')
    return contactToReach(db, { ...report, confirmed: report.submitted_at !== null })
  if (report.contact_id === null) return Promise.resolve(null)
  return db
    .selectFrom('reporter_contacts')
    .select(['kind', 'contact_sealed'])
    .where('id', '=', report.contact_id)
    .executeTakeFirst()
    .then((row) => row ?? null)
}

/** Read a report and all that belongs to it by its tracking number; null when there is none. */
export async function readReport(db: Db, trackingNumber: string): Promise<ReportRecord | null> {
  const [found] = await readRow(db, { trackingNumber })
  return found === undefined ? null : complete(db, found)
}

/** The same with its place, by which staff may see it or not; in one turn fewer than one after the other. */
export async function readReportAndPlace(
  db: Db,
  trackingNumber: string,
): Promise<{ record: ReportRecord; place: ReportPlace } | null> {
  const [found] = await readRow(db, { trackingNumber })
  if (found === undefined) return null
  const [record, place] = await Promise.all([complete(db, found), loadPlace(db, found)])
  return { record, place: { ...place, report: record.report } }
}

type FoundRow = Awaited<ReturnType<typeof readRow>>[number]

async function complete(db: Db, found: FoundRow): Promise<ReportRecord> {
  const { reporter_verified_at, reporter_stated, code_sent_at, ...rest } = found
  const { category_code, name_id, name_en, full_name, ...report } = rest
  const [events, contact, attachments, deadlines] = await Promise.all([
    readEvents(db, report),
    readContact(db, report),
    readAttachments(db, report),
    readDeadlines(db, report),
  ])
  const [nodes, mirrored] = await Promise.all([
    readNodes(db, [
      report.holder_id,
      report.institution_id,
      ...events.flatMap((event) => [event.institution_id, event.target_id]),
    ]),
    readMirroredAttachments(db, report.tracking_number, events),
  ])
  const nodeOf = (id: number | null) => (id === null ? null : (nodes.get(id) ?? null))
  const holder = nodes.get(report.holder_id)
  const institution = nodes.get(report.institution_id)
  if (holder === undefined || institution === undefined) throw new Error(`report ${report.id} has no holder`)
  return {
    report,
    category:
      category_code === null ? null : { code: category_code, name_id: name_id ?? '', name_en: name_en ?? '' },
    area: report.area_code === null || full_name === null ? null : { code: report.area_code, full_name },
    holder,
    institution,
    events: events.map((event) => ({
      ...event,
      by: nodeOf(event.institution_id),
      target: nodeOf(event.target_id),
    })),
    attachments: [...attachments, ...mirrored],
    deadlines,
    contact,
    identity: reporter_verified_at !== null ? 'verified' : reporter_stated ? 'stated' : 'contact',
    codeSentAt: code_sent_at,
  }
}

const readRow = keptQuery((db, { trackingNumber }: { trackingNumber: string }) =>
  db
    .selectFrom('reports')
    .leftJoin('reporters as reporter', 'reporter.id', 'reports.reporter_id')
    .leftJoin('contact_codes as code', 'code.report_id', 'reports.id')
    .leftJoin('categories as category', 'category.id', 'reports.category_id')
    .leftJoin('areas as area', 'area.code', 'reports.area_code')
    .selectAll('reports')
    .select(['reporter.verified_at as reporter_verified_at', 'code.sent_at as code_sent_at'])
    .select(({ eb }) => eb('reporter.nik_sealed', 'is not', null).as('reporter_stated'))
    .select(['category.code as category_code', 'category.name_id', 'category.name_en', 'area.full_name'])
    .where('tracking_number', '=', trackingNumber),
)

type OfReport = Pick<ReportRow, 'id'>

const readAttachments = keptQuery((db, { id }: OfReport) =>
  db
    .selectFrom('attachments')
    .select([
      'id',
      'event_seq',
      'visibility',
      'kind',
      'mime',
      'original_name',
      'bytes',
      'width',
      'height',
      'blurred',
    ])
    .where('report_id', '=', id)
    .orderBy('created_at'),
)

const readDeadlines = keptQuery((db, { id }: OfReport) =>
  db.selectFrom('deadlines').selectAll().where('report_id', '=', id).orderBy('id'),
)

const readEvents = keptQuery((db, { id }: OfReport) =>
  db
    .selectFrom('report_events as event')
    .leftJoin('staff_accounts as account', 'account.id', 'event.actor_id')
    .select([
      'event.report_id',
      'event.seq',
      'event.at',
      'event.type',
      'event.from_state',
      'event.to_state',
      'event.actor_kind',
      'event.actor_id',
      'event.institution_id',
      'event.target_id',
      'event.channel',
      'event.visibility',
      'event.text',
      'event.data',
      'account.name as actor_name',
    ])
    .where('event.report_id', '=', id)
    .orderBy('event.seq'),
)

/** Of whom a history tells, as the registry is kept: all reports tell of the same few. */
async function readNodes(db: Db, ids: readonly (number | null)[]) {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = await Promise.all(wanted.map((id) => institutionById(db, id)))
  return new Map(
    rows
      .filter((row) => row !== null)
      .map(({ id, code, name, short_name, time_zone }) => [id, { id, code, name, short_name, time_zone }]),
  )
}
