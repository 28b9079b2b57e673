import type {
  BlurArea,
  ContactKind,
  Db,
  DeadlineRow,
  IdentityStep,
  ReportEventRow,
  ReportRow,
} from '../db/index.ts'
import { contactToReach } from '../identity/index.ts'
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
  return db
    .selectFrom('reporter_contacts')
    .select(['kind', 'contact_sealed'])
    .where('id', '=', report.contact_id)
    .executeTakeFirst()
    .then((row) => row ?? null)
}

/** Read a report and all that belongs to it by its tracking number; null when there is none. */
export async function readReport(db: Db, trackingNumber: string): Promise<ReportRecord | null> {
  const report = await db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (report === undefined) return null
  const [events, contact, reporter, attachments, deadlines, code, category, area] = await Promise.all([
    readEvents(db, report.id),
    readContact(db, report),
    db
      .selectFrom('reporters')
      .select((select) => ['verified_at', select('nik_sealed', 'is not', null).as('stated')])
      .where('id', '=', report.reporter_id)
      .executeTakeFirst(),
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
      .where('report_id', '=', report.id)
      .orderBy('created_at')
      .execute(),
    db.selectFrom('deadlines').selectAll().where('report_id', '=', report.id).orderBy('id').execute(),
    db.selectFrom('contact_codes').select('sent_at').where('report_id', '=', report.id).executeTakeFirst(),
    report.category_id === null
      ? undefined
      : db
          .selectFrom('categories')
          .select(['code', 'name_id', 'name_en'])
          .where('id', '=', report.category_id)
          .executeTakeFirst(),
    report.area_code === null
      ? undefined
      : db
          .selectFrom('areas')
          .select(['code', 'full_name'])
          .where('code', '=', report.area_code)
          .executeTakeFirst(),
  ])
  const [nodes, mirrored] = await Promise.all([
    readNodes(db, [
      report.holder_id,
      report.institution_id,
      ...events.flatMap((event) => [event.institution_id, event.target_id]),
    ]),
    readMirroredAttachments(db, trackingNumber, events),
  ])
  const nodeOf = (id: number | null) => (id === null ? null : (nodes.get(id) ?? null))
  const holder = nodes.get(report.holder_id)
  const institution = nodes.get(report.institution_id)
  if (holder === undefined || institution === undefined) throw new Error(`report ${report.id} has no holder`)
  return {
    report,
    category: category ?? null,
    area: area ?? null,
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
    identity: reporter?.verified_at ? 'verified' : reporter?.stated ? 'stated' : 'contact',
    codeSentAt: code?.sent_at ?? null,
  }
}

function readEvents(db: Db, reportId: number) {
  return db
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
    .where('event.report_id', '=', reportId)
    .orderBy('event.seq')
    .execute()
}

async function readNodes(db: Db, ids: readonly (number | null)[]) {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = await db
    .selectFrom('institutions')
    .select(['id', 'code', 'name', 'short_name', 'time_zone'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
