import type { Sealer } from '../../src/identity/index.ts'
import type { NumberReports } from '../../src/reports/index.ts'
import { WINDOW_DAYS } from '../../src/routing/stored/find-duplicates.ts'
import { type CopyRows, openCopyRows } from './copy-format.ts'
import { type Draw, openDraw, seedOf } from './draw.ts'
import type { MadeCategory, MadeRegistry } from './made-registry.ts'
import type { MadePlace, MadeText, MadeTexts } from './made-texts.ts'
import { type LifeFacts, playLife } from './play-life.ts'
import { nextDue, openPlayedReport, type PlayedReport } from './played-report.ts'
import { COLUMNS, type LoadedTable } from './tables.ts'
import type { WordsOf } from './words-of.ts'

export interface MakeDeps {
  readonly registry: MadeRegistry
  readonly texts: MadeTexts
  readonly sealer: Sealer
  readonly numberReports: NumberReports
  readonly wordsOf: WordsOf
  /** How many reports in all, over which time: what a report's number in the row means. */
  readonly count: number
  readonly from: Date
  readonly until: Date
}

/** Growth over the years: the last day brings so many times the reports of the first. */
const GROWTH = 3
/** So many of a hundred tell of an incident that somebody told before. */
const REPEATED_INCIDENTS = 0.05
const INCIDENT_DAYS = 8
const DAY_MS = 86_400_000
const MANY_CHANNELS = ['web', 'web', 'web', 'web', 'android', 'android', 'whatsapp', 'whatsapp', 'sms', 'x']
/** More assignments or deadlines than this has no report. */
const ROWS_A_REPORT = 32

/** What is told and where; another report of the same incident has it too. */
interface Incident {
  readonly category: MadeCategory
  readonly place: MadePlace
}

/** Make the reports from one number of the row up to another, as rows for COPY. */
export function openReportMaker(deps: MakeDeps) {
  const rows = Object.fromEntries(Object.keys(COLUMNS).map((table) => [table, openCopyRows()])) as Record<
    LoadedTable,
    CopyRows
  >
  return {
    async make(from: number, to: number): Promise<Record<LoadedTable, Buffer>> {
      for (let index = from; index < to; index += 1) await makeReport(deps, rows, index)
      return Object.fromEntries(Object.entries(rows).map(([table, of]) => [table, of.take()])) as Record<
        LoadedTable,
        Buffer
      >
    },
  }
}

async function makeReport(deps: MakeDeps, rows: Record<LoadedTable, CopyRows>, index: number) {
  const { registry, texts } = deps
  const draw = openDraw(seedOf(1, index))
  const incident = incidentOf(deps, index)
  const id = index + 1
  const createdAt = createdAtOf(deps, index)
  const text = texts.report(draw, incident.category, incident.place)
  const channel = draw.pick(MANY_CHANNELS)
  const knowsArea = draw.chance(0.92)
  const chooses = draw.chance(0.6)
  const areaCode = knowsArea
    ? draw.chance(0.8)
      ? incident.place.village.code
      : incident.place.regency.code
    : null
  const first = await registry.holderOf(chooses ? incident.category.id : null, regencyOf(areaCode))
  const solver = await registry.holderOf(incident.category.id, incident.place.regency.code)
  const report = openPlayedReport(
    {
      id,
      createdAt,
      class: draw.chance(0.86) ? 'complaint' : draw.chance(0.5) ? 'aspiration' : 'information_request',
      oversight: false,
      holderId: first.institutionId,
      channel,
      data: { first_holder_reason: first.reason, suggested_id: first.suggestedId },
    },
    registry.calendarOf,
  )
  if (report.class === 'complaint') report.oversight = incident.category.oversight
  const secret = draw.chance(0.05)
  const facts = playLife(report, {
    draw,
    texts,
    registry,
    channel,
    secret,
    categoryId: incident.category.id,
    solverId: solver.suggestedId ?? solver.institutionId,
    until: deps.until,
  })
  const chosen = chooses ? incident.category.id : null
  writeReport(deps, rows, { draw, report, facts, text, areaCode, channel, secret, chosen, index })
  // Older ones the nightly tidying has forgotten.
  if (deps.until.getTime() - createdAt.getTime() < WINDOW_DAYS * DAY_MS)
    rows.report_words.add([id, createdAt, deps.wordsOf(text.parts, areaCode)])
}

interface Made {
  readonly draw: Draw
  readonly report: PlayedReport
  readonly facts: LifeFacts
  readonly text: MadeText
  readonly areaCode: string | null
  readonly channel: string
  readonly secret: boolean
  readonly chosen: number | null
  readonly index: number
}

function writeReport(deps: MakeDeps, rows: Record<LoadedTable, CopyRows>, made: Made): void {
  const { report, facts, text, draw, areaCode } = made
  const { sealer } = deps
  const { id, createdAt } = report
  const name = sealer.seal(deps.texts.name(draw))
  const reporterIndex = reporterOf(made.index)
  if (reporterIndex === made.index) {
    const phone = `+62812${String(made.index).padStart(8, '0')}`
    const confirmedAt = report.submittedAt
    const contact = ['phone', sealer.lookupHash(`phone:${phone}`), sealer.seal(phone)] as const
    rows.reporters.add([id, confirmedAt === null ? null : name, null, confirmedAt, createdAt])
    rows.reporter_contacts.add([id, id, ...contact, true, confirmedAt, createdAt])
  }
  const position = draw.chance(0.3) ? positionOf(draw, areaCode) : null
  const due = nextDue(report)
  const published = facts.verifiedAt !== null
  rows.reports.add([
    ...[id, deps.numberReports(id), report.state, report.class, report.oversight, text.title, text.body],
    ...[published ? text.title : null, published ? text.body : null, areaCode, text.location],
    ...[position?.latitude ?? null, position?.longitude ?? null, facts.categoryId ?? made.chosen],
    ...[reporterIndex + 1, reporterIndex + 1, draw.chance(0.15), made.secret, made.channel, name],
    ...[
      report.holderId,
      report.institutionId,
      due?.dueAt ?? null,
      due?.kind ?? null,
      due?.warnAt ?? null,
      report.heldFrom,
    ],
    ...[createdAt, report.submittedAt, facts.verifiedAt, facts.publishedAt, facts.firstFollowUpAt],
    ...[report.answeredAt, facts.answeredById, facts.closedAt, facts.closeKind, facts.archivedAt],
    ...[facts.archiveReason, facts.rating, facts.reopenCount, facts.returnCount, report.version],
    ...[report.events.length, report.head, report.updatedAt],
  ])
  for (const event of report.events) {
    rows.report_events.add([
      ...[id, event.seq, event.at, event.type, event.from_state, event.to_state, event.actor_kind],
      ...[event.actor_id, event.institution_id, event.target_id, event.channel, event.visibility],
      ...[event.text, event.text_salt, event.text_hash, JSON.stringify(event.data)],
      ...[event.prev_hash, event.hash],
    ])
  }
  for (const [number, assignment] of report.assignments.entries()) {
    const { role, fromId, toId, institutionId, assignedAt, endedAt, outcome, task } = assignment
    const key = id * ROWS_A_REPORT + number
    rows.assignments.add([
      key,
      id,
      role,
      fromId,
      toId,
      institutionId,
      assignedAt,
      endedAt,
      outcome,
      task,
      task === null ? null : 'Sudah.',
      assignment.leftInstitution,
    ])
  }
  for (const [number, deadline] of report.deadlines.entries()) {
    const pauses = deadline.pauses.map(({ from, to }) => ({
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
    }))
    rows.deadlines.add([
      ...[id * ROWS_A_REPORT + number, id, deadline.kind, deadline.rule.id],
      ...[deadline.institution.institutionId, deadline.startedAt, deadline.dueAt, deadline.metAt],
      ...[deadline.cancelledAt, deadline.warnAt, deadline.escalateAt, deadline.warnedAt, deadline.missedAt],
      ...[deadline.escalatedAt, deadline.nextCheckAt, JSON.stringify(pauses), deadline.missedById],
    ])
  }
  rows.contact_codes.add([id, createdAt, report.submittedAt ?? createdAt])
}

/** Most people report once, some again and again. */
function reporterOf(index: number): number {
  let reporter = index
  for (;;) {
    const draw = openDraw(seedOf(2, reporter))
    if (reporter === 0 || draw.chance(0.65)) return reporter
    reporter = draw.below(reporter)
  }
}

function incidentOf(deps: MakeDeps, index: number): Incident {
  const span = (deps.until.getTime() - deps.from.getTime()) / DAY_MS
  const near = Math.max(1, Math.round((deps.count * INCIDENT_DAYS) / span))
  let told = index
  for (;;) {
    const draw = openDraw(seedOf(3, told))
    if (told > 0 && draw.chance(REPEATED_INCIDENTS)) told = Math.max(0, told - 1 - draw.below(near))
    else break
  }
  const draw = openDraw(seedOf(4, told))
  const regency = deps.registry.drawRegency(draw)
  const village = draw.pick(regency.villages)
  const street = `Jalan ${draw.pick(regency.villages).name}`
  return { category: deps.registry.drawCategory(draw), place: { regency, village, street } }
}

/** Ever more reports from year to year; few at night, most before noon and in the evening. */
function createdAtOf({ count, from, until }: MakeDeps, index: number): Date {
  const share = (index + openDraw(seedOf(5, index)).next()) / count
  const part = (Math.sqrt(1 + share * (GROWTH ** 2 - 1)) - 1) / (GROWTH - 1)
  const instant = from.getTime() + part * (until.getTime() - from.getTime())
  const local = instant + 7 * 3_600_000
  const midnight = local - (local % DAY_MS)
  return new Date(midnight + hourOf((local - midnight) / DAY_MS) * 3_600_000 - 7 * 3_600_000)
}

const HOURS: readonly [upTo: number, hour: number][] = [
  [0, 0],
  [0.04, 6],
  [0.34, 11],
  [0.6, 16],
  [0.92, 22],
  [1, 24],
]

function hourOf(share: number): number {
  for (const [index, [upTo, hour]] of HOURS.entries()) {
    const [below, from] = HOURS[index - 1] ?? [0, 0]
    if (share <= upTo && upTo > below) return from + ((share - below) / (upTo - below)) * (hour - from)
  }
  return 24
}

function regencyOf(areaCode: string | null): string | null {
  return areaCode === null ? null : areaCode.split('.').slice(0, 2).join('.')
}

/** Somewhere in the archipelago, the same neighbourhood for the same region. */
function positionOf(draw: Draw, areaCode: string | null) {
  const place = openDraw(seedOf(6, Number((areaCode ?? '0').replaceAll('.', '')) % 2 ** 31))
  return {
    latitude: -9 + place.next() * 12 + draw.next() * 0.02,
    longitude: 98 + place.next() * 40 + draw.next() * 0.02,
  }
}
