import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { type Db, inTransaction } from '../../db/index.ts'
import { SetupError } from '../../errors.ts'
import { type ChannelContact, reportersOfContacts, reporterWithoutContact } from '../../identity/index.ts'
import { type FileStore, type ImportDeps, type MovedReport, writeMoved } from '../../reports/index.ts'
import { addMissingPlaces } from './add-missing-places.ts'
import { attachmentsIn, readBytes } from './attachments-in.ts'
import { readExported } from './jsonl-file.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { PLACE_IDS, type PlainColumn, type ReportLine } from './report-lines.ts'

export interface MoveDeps extends ImportDeps {
  readonly clock: Clock
  readonly files: FileStore
}

export interface Moved {
  readonly reports: number
  /** Moved before, by this run or an earlier one. */
  readonly known: number
  readonly attachments: number
}

const BATCH = 100

/**
 * Take in what another installation exported: places and categories that are missing here, and every report with its
 * history, its clocks and its files. Run again it goes on where it stopped; nothing comes in twice.
 * @throws SetupError when a checksum differs or a place is unknown
 */
export async function importExport(
  deps: MoveDeps,
  folder: string,
  onProgress: (moved: Moved) => void,
): Promise<Moved> {
  const manifest = await readManifest(folder)
  await addMissingPlaces(deps.db, folder, deps.clock.now())
  const codes = await idsByCode(deps.db)
  let moved: Moved = { reports: 0, known: 0, attachments: 0 }
  let batch: ReportLine[] = []
  const settle = async () => {
    const done = await moveBatch(deps, folder, manifest, codes, batch)
    moved = {
      reports: moved.reports + done.reports,
      known: moved.known + batch.length - done.reports,
      attachments: moved.attachments + done.attachments,
    }
    onProgress(moved)
    batch = []
  }
  for await (const bytes of readExported(folder, 'reports.jsonl')) {
    batch.push(JSON.parse(bytes.toString()))
    if (batch.length === BATCH) await settle()
  }
  if (batch.length > 0) await settle()
  await joinAgain(deps.db, folder, manifest.instance)
  return moved
}

async function moveBatch(
  deps: MoveDeps,
  folder: string,
  { instance, attachments }: Manifest,
  codes: Codes,
  lines: readonly ReportLine[],
): Promise<{ reports: number; attachments: number }> {
  const known = await knownNumbers(
    deps.db,
    instance,
    lines.map(({ tracking_number }) => tracking_number),
  )
  const fresh = lines.filter(({ tracking_number }) => !known.has(tracking_number))
  const missing = new Set(attachments.missing)
  const files = fresh.flatMap((line) => line.attachments).filter(({ id }) => !missing.has(id))
  // Before the rows: a row without its file would be worse than a file without its row.
  for (const file of files) await takeFile(deps.files, folder, file)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const contacts = fresh.flatMap(({ reporter }) => (reporter?.contact ?? []) as ChannelContact | [])
    const refs = (await reportersOfContacts(tx, deps.sealer, contacts, now)).values()
    const reports: MovedReport[] = []
    for (const line of fresh) {
      const ref = line.reporter?.contact ? (refs.next().value ?? null) : null
      const reporterId = ref?.reporterId ?? (await reporterWithoutContact(tx, now))
      reports.push(toMoved(line, codes, { reporterId, contactId: ref?.contactId ?? null }, missing))
    }
    await writeMoved({ ...deps, db: tx }, instance, reports, now)
  })
  return { reports: fresh.length, attachments: files.length }
}

async function takeFile(
  files: FileStore,
  folder: string,
  { id, sha256 }: ReportLine['attachments'][number],
): Promise<void> {
  const bytes = await readBytes(attachmentsIn(folder), id)
  if (bytes === null) throw new SetupError(`attachments/${id} is missing: the export is not whole`)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new SetupError(`attachments/${id} is not what was exported: its checksum differs`)
  await files.put(id, bytes)
}

const INSTANTS = new Set<PlainColumn>([
  'due_at',
  'warn_at',
  'created_at',
  'submitted_at',
  'verified_at',
  'published_at',
  'first_follow_up_at',
  'answered_at',
  'closed_at',
  'archived_at',
  'anonymised_at',
  'joined_at',
  'updated_at',
])

function toMoved(
  line: ReportLine,
  codes: Codes,
  reporter: { reporterId: number; contactId: number | null },
  missing: ReadonlySet<string>,
): MovedReport {
  const place = (code: string | null) => codes.place(code)
  const must = (code: string) => {
    const id = place(code)
    if (id === null) throw new SetupError(`The place ${code} is unknown here`)
    return id
  }
  const {
    tracking_number,
    category_code,
    holder_code,
    institution_code,
    suggested_code,
    answered_by_code,
    binding_holder_code,
    joined_to: _joined,
    supports: _supports,
    joined_at: _joinedAt,
    reporter: person,
    events,
    assignments,
    deadlines,
    attachments,
    ...plain
  } = line
  const row = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [
      name,
      INSTANTS.has(name as PlainColumn) ? instant(value) : value,
    ]),
  ) as Omit<typeof plain, never>
  return {
    externalId: tracking_number,
    name: person?.name ?? null,
    nik: person?.nik ?? null,
    row: {
      ...row,
      category_id: codes.category(category_code),
      holder_id: must(holder_code),
      institution_id: must(institution_code),
      suggested_institution_id: place(suggested_code),
      answered_by_id: place(answered_by_code),
      binding_holder_id: place(binding_holder_code),
      reporter_id: reporter.reporterId,
      contact_id: reporter.contactId,
    },
    events: events.map(({ actor, institution_code: by, target_code, hash, data, at, ...event }, index) => ({
      ...event,
      at: instant(at) ?? new Date(0),
      institution_id: place(by),
      target_id: place(target_code),
      data: {
        ...withIds(data, place),
        ...(actor === null ? {} : { moved_actor: actor }),
        ...(index === events.length - 1 ? { moved_number: tracking_number, moved_hash: hash } : {}),
      },
    })),
    assignments: assignments.map(({ from_code, to_code, institution_code: of, outcome, ...assignment }) => ({
      ...assignment,
      outcome: outcome as 'ended' | null,
      assigned_at: instant(assignment.assigned_at) ?? new Date(0),
      ended_at: instant(assignment.ended_at),
      from_id: place(from_code),
      to_id: must(to_code),
      institution_id: must(of),
    })),
    deadlines: deadlines.map(({ institution_code: of, missed_by_code, kind, pauses, ...instants }) => ({
      kind,
      pauses: JSON.stringify(pauses),
      ...(Object.fromEntries(
        Object.entries(instants).map(([name, value]) => [name, instant(value)]),
      ) as unknown as {
        started_at: Date
        due_at: Date | null
        met_at: Date | null
        cancelled_at: Date | null
      }),
      rule_id: null,
      institution_id: place(of),
      missed_by_id: place(missed_by_code),
    })),
    attachments: attachments
      .filter(({ id }) => !missing.has(id))
      .map(({ sha256, created_at, ...file }) => ({
        ...file,
        draft_id: null,
        sha256: Buffer.from(sha256, 'hex'),
        created_at: instant(created_at) ?? new Date(0),
      })),
  }
}

function instant(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null
}

function withIds(
  data: Readonly<Record<string, unknown>>,
  place: (code: string | null) => number | null,
): Record<string, unknown> {
  const names = new Map<string, string>(Object.entries(PLACE_IDS).map(([id, code]) => [code, id]))
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const id = names.get(name)
      return id === undefined ? [name, value] : [id, place(typeof value === 'string' ? value : null)]
    }),
  )
}

/** What was handled together goes on together. */
async function joinAgain(db: Db, folder: string, instance: string): Promise<void> {
  for await (const bytes of readExported(folder, 'reports.jsonl')) {
    const line: ReportLine = JSON.parse(bytes.toString())
    if (line.joined_to === null && line.supports === null) continue
    const id = (number: string | null) =>
      number === null
        ? null
        : db
            .selectFrom('imported_reports')
            .select('report_id')
            .where('source', '=', instance)
            .where('external_id', '=', number)
            .executeTakeFirst()
            .then((row) => row?.report_id ?? null)
    const own = await id(line.tracking_number)
    if (own === null) continue
    await db
      .updateTable('reports')
      .set({
        joined_to_id: await id(line.joined_to),
        joined_at: instant(line.joined_at),
        supports_id: await id(line.supports),
      })
      .where('id', '=', own)
      .execute()
  }
}

async function knownNumbers(
  db: Db,
  source: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('imported_reports')
    .select('external_id')
    .where('source', '=', source)
    .where('external_id', 'in', numbers)
    .execute()
  return new Set(rows.map((row) => row.external_id))
}

interface Codes {
  place(code: string | null): number | null
  category(code: string | null): number | null
}

async function idsByCode(db: Db): Promise<Codes> {
  const [places, categories] = await Promise.all([
    db.selectFrom('institutions').select(['id', 'code']).execute(),
    db.selectFrom('categories').select(['id', 'code']).execute(),
  ])
  const placeIds = new Map(places.map(({ id, code }) => [code, id]))
  const categoryIds = new Map(categories.map(({ id, code }) => [code, id]))
  return {
    place: (code) => (code === null ? null : (placeIds.get(code) ?? null)),
    category: (code) => (code === null ? null : (categoryIds.get(code) ?? null)),
  }
}
