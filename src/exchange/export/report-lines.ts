import type { AttachmentRow, Db, DeadlineRow, ReportEventRow, ReportRow } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'

/** Columns of a report that mean the same everywhere. */
const PLAIN = [
  'tracking_number',
  'state',
  'class',
  'oversight',
  'title',
  'body',
  'public_title',
  'public_body',
  'occurred_on',
  'area_code',
  'location_text',
  'latitude',
  'longitude',
  'anonymous',
  'secret',
  'channel',
  'language',
  'due_at',
  'due_kind',
  'warn_at',
  'held_from',
  'created_at',
  'submitted_at',
  'verified_at',
  'published_at',
  'first_follow_up_at',
  'answered_at',
  'closed_at',
  'close_kind',
  'archived_at',
  'archive_reason',
  'rating',
  'rating_text',
  'reopen_count',
  'return_count',
  'support_count',
  'anonymised_at',
  'joined_at',
  'updated_at',
] as const satisfies readonly (keyof ReportRow)[]
export type PlainColumn = (typeof PLAIN)[number]

/** One report with everything that belongs to it; places, categories and reports by their codes and numbers. */
export interface ReportLine extends Pick<ReportRow, PlainColumn> {
  readonly category_code: string | null
  readonly holder_code: string
  readonly institution_code: string
  readonly suggested_code: string | null
  readonly answered_by_code: string | null
  readonly binding_holder_code: string | null
  readonly joined_to: string | null
  readonly supports: string | null
  readonly reporter: {
    readonly name: string | null
    readonly nik: string | null
    readonly contact: { readonly kind: string; readonly value: string } | null
  } | null
  readonly events: readonly (Pick<
    ReportEventRow,
    | 'seq'
    | 'at'
    | 'type'
    | 'from_state'
    | 'to_state'
    | 'actor_kind'
    | 'channel'
    | 'visibility'
    | 'text'
    | 'data'
  > & {
    readonly actor: string | null
    readonly institution_code: string | null
    readonly target_code: string | null
    readonly hash: string
  })[]
  readonly assignments: readonly {
    readonly role: 'lead' | 'supporting'
    readonly from_code: string | null
    readonly to_code: string
    readonly institution_code: string
    readonly assigned_at: Date
    readonly ended_at: Date | null
    readonly left_institution: boolean
    readonly outcome: string | null
    readonly task: string | null
    readonly required: boolean
    readonly done_text: string | null
  }[]
  readonly deadlines: readonly (Pick<DeadlineRow, (typeof DEADLINE_COLUMNS)[number]> & {
    readonly institution_code: string | null
    readonly missed_by_code: string | null
  })[]
  readonly attachments: readonly (Pick<
    AttachmentRow,
    | 'id'
    | 'event_seq'
    | 'visibility'
    | 'kind'
    | 'mime'
    | 'original_name'
    | 'bytes'
    | 'width'
    | 'height'
    | 'created_at'
  > & { readonly sha256: string })[]
}

export const DEADLINE_COLUMNS = [
  'kind',
  'started_at',
  'due_at',
  'met_at',
  'cancelled_at',
  'warn_at',
  'escalate_at',
  'warned_at',
  'missed_at',
  'escalated_at',
  'next_check_at',
  'pauses',
] as const satisfies readonly (keyof DeadlineRow)[]

/** Entries of `data` that hold ids of places, and what they are called where a code stands instead. */
export const PLACE_IDS = {
  from_id: 'from_code',
  proposed_id: 'proposed_code',
  suggested_id: 'suggested_code',
} as const
/** Ids of accounts mean nothing elsewhere. */
const LOCAL = ['drafted_by']

/** The next reports after an id, each with everything that belongs to it. */
export async function readReportLines(
  deps: { readonly db: Db; readonly sealer: Sealer },
  { after, limit, codes, identities }: { after: number; limit: number; codes: Codes; identities: boolean },
): Promise<{ id: number; line: ReportLine }[]> {
  const { db } = deps
  const reports = await db
    .selectFrom('reports')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  if (reports.length === 0) return []
  const ids = reports.map(({ id }) => id)
  const [events, assignments, deadlines, attachments, contacts, related] = await Promise.all([
    db
      .selectFrom('report_events')
      .leftJoin('staff_accounts as account', 'account.id', 'report_events.actor_id')
      .selectAll('report_events')
      .select('account.name as actor')
      .where('report_id', 'in', ids)
      .orderBy('seq')
      .execute(),
    db.selectFrom('assignments').selectAll().where('report_id', 'in', ids).orderBy('id').execute(),
    db.selectFrom('deadlines').selectAll().where('report_id', 'in', ids).orderBy('id').execute(),
    db.selectFrom('attachments').selectAll().where('report_id', 'in', ids).orderBy('event_seq').execute(),
    db
      .selectFrom('reporter_contacts')
      .select(['id', 'kind', 'contact_sealed'])
      .where('id', 'in', [0, ...reports.flatMap(({ contact_id }) => contact_id ?? [])])
      .execute(),
    db
      .selectFrom('reports')
      .select(['id', 'tracking_number'])
      .where('id', 'in', [
        0,
        ...reports.flatMap(({ joined_to_id, supports_id }) => [joined_to_id ?? 0, supports_id ?? 0]),
      ])
      .execute(),
  ])
  const place = (id: number | null) => (id === null ? null : (codes.places.get(id) ?? null))
  const numberOf = (id: number | null) =>
    id === null ? null : (related.find((row) => row.id === id)?.tracking_number ?? null)
  const eventsOf = byReport(events)
  const assignmentsOf = byReport(assignments)
  const deadlinesOf = byReport(deadlines)
  const attachmentsOf = byReport(attachments)
  const open = (sealed: Buffer | null) => (sealed === null ? null : deps.sealer.open(sealed))
  return reports.map((report) => {
    const contact = contacts.find(({ id }) => id === report.contact_id)
    const line: ReportLine = {
      ...pick(report, PLAIN),
      category_code: report.category_id === null ? null : (codes.categories.get(report.category_id) ?? null),
      holder_code: place(report.holder_id) ?? '',
      institution_code: place(report.institution_id) ?? '',
      suggested_code: place(report.suggested_institution_id),
      answered_by_code: place(report.answered_by_id),
      binding_holder_code: place(report.binding_holder_id),
      joined_to: numberOf(report.joined_to_id),
      supports: numberOf(report.supports_id),
      reporter: identities
        ? {
            name: open(report.name_sealed),
            nik: open(report.nik_sealed),
            contact:
              contact === undefined
                ? null
                : { kind: contact.kind, value: open(contact.contact_sealed) ?? '' },
          }
        : null,
      events: eventsOf(report.id).map((event) => ({
        ...pick(event, EVENT_COLUMNS),
        data: withCodes(event.data, place),
        actor: event.actor,
        institution_code: place(event.institution_id),
        target_code: place(event.target_id),
        hash: event.hash.toString('hex'),
      })),
      assignments: assignmentsOf(report.id).map((assignment) => ({
        ...pick(assignment, ASSIGNMENT_COLUMNS),
        from_code: place(assignment.from_id),
        to_code: place(assignment.to_id) ?? '',
        institution_code: place(assignment.institution_id) ?? '',
      })),
      deadlines: deadlinesOf(report.id).map((deadline) => ({
        ...pick(deadline, DEADLINE_COLUMNS),
        institution_code: place(deadline.institution_id),
        missed_by_code: place(deadline.missed_by_id),
      })),
      attachments: attachmentsOf(report.id).map((file) => ({
        ...pick(file, FILE_COLUMNS),
        sha256: file.sha256.toString('hex'),
      })),
    }
    return { id: report.id, line }
  })
}

const EVENT_COLUMNS = [
  'seq',
  'at',
  'type',
  'from_state',
  'to_state',
  'actor_kind',
  'channel',
  'visibility',
  'text',
] as const
const ASSIGNMENT_COLUMNS = [
  'role',
  'assigned_at',
  'ended_at',
  'left_institution',
  'outcome',
  'task',
  'required',
  'done_text',
] as const
const FILE_COLUMNS = [
  'id',
  'event_seq',
  'visibility',
  'kind',
  'mime',
  'original_name',
  'bytes',
  'width',
  'height',
  'created_at',
] as const

function pick<Row extends object, Name extends keyof Row>(row: Row, names: readonly Name[]): Pick<Row, Name> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>
}

function withCodes(
  data: Readonly<Record<string, unknown>>,
  place: (id: number | null) => string | null,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !LOCAL.includes(name))
      .map(([name, value]) =>
        name in PLACE_IDS && (typeof value === 'number' || value === null)
          ? [PLACE_IDS[name as keyof typeof PLACE_IDS], place(value)]
          : [name, value],
      ),
  )
}

function byReport<Row extends { readonly report_id: number | null }>(
  rows: readonly Row[],
): (reportId: number) => readonly Row[] {
  const groups = Map.groupBy(rows, ({ report_id }) => report_id)
  return (reportId) => groups.get(reportId) ?? []
}

/** What stands for places and categories in an export. */
export type Codes = Awaited<ReturnType<typeof readCodes>>

export async function readCodes(db: Db) {
  const [places, categories] = await Promise.all([
    db.selectFrom('institutions').select(['id', 'code']).execute(),
    db.selectFrom('categories').select(['id', 'code']).execute(),
  ])
  return {
    places: new Map(places.map(({ id, code }) => [id, code])),
    categories: new Map(categories.map(({ id, code }) => [id, code])),
  }
}
