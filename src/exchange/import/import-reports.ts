import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import { type Db, inTransaction } from '../../db/index.ts'
import { reportersOfContacts, reporterWithoutContact } from '../../identity/index.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../../institutions/index.ts'
import { type ImportableReport, type ImportDeps, writeImported } from '../../reports/index.ts'
import { type ImportedReport, mapRow, type Refusal } from './map-row.ts'
import type { ImportMapping } from './mapping.ts'
import type { SourceRow } from './read-rows.ts'

export interface ImportProgress {
  readonly read: number
  readonly imported: number
  /** Imported before, by this run or an earlier one. */
  readonly known: number
  readonly refused: number
}

export interface ImportRun {
  readonly mapping: ImportMapping
  readonly rows: AsyncIterable<SourceRow>
  /** Judge everything and write nothing. */
  readonly dryRun: boolean
  readonly onRefused: (refusal: Refusal) => void
  readonly onProgress: (progress: ImportProgress) => void
}

/** Rows a transaction; an interrupted run writes those again that were under way. */
const BATCH = 500
/** Transactions at once: the database writes on several processors while the next rows are read. */
const LANES = 4

/**
 * Import an old system's reports. Each row by itself is imported or refused with every reason; a row imported before is
 * passed over, so the same file may be run again after it was mended or the run was interrupted.
 */
export async function importReports(
  deps: ImportDeps & { readonly clock: Clock },
  run: ImportRun,
): Promise<ImportProgress> {
  const total = { read: 0, imported: 0, known: 0, refused: 0 }
  const registry = codeFinder(deps.db)
  const lanes = openLanes(LANES)
  /** Ids that are being written: a row with one of them is the same report once more. */
  const underWay = new Set<string>()
  const refuse = (refusals: readonly Refusal[]) => {
    total.refused += 1
    for (const refusal of refusals) run.onRefused(refusal)
  }
  const settle = async (batch: readonly SourceRow[]) => {
    const now = deps.clock.now()
    const mapped: ImportedReport[] = []
    const seen = new Set<string>()
    for (const row of batch) {
      const result = mapRow(run.mapping, row, now)
      if (!('externalId' in result)) refuse(result)
      else if (seen.has(result.externalId)) total.known += 1
      else {
        seen.add(result.externalId)
        mapped.push(result)
      }
    }
    // Under way comes first: what it commits meanwhile is known to the database.
    const writing = new Set([...seen].filter((id) => underWay.has(id)))
    const known = await knownIds(deps.db, run.mapping.source, [...seen])
    const fresh = mapped.filter(({ externalId }) => !known.has(externalId) && !writing.has(externalId))
    total.known += mapped.length - fresh.length
    const found: (ImportedReport & FoundCodes)[] = []
    for (const report of fresh) {
      const codes = await registry(report)
      if ('institutionId' in codes) found.push({ ...report, ...codes })
      else refuse(codes)
    }
    for (const { externalId } of found) underWay.add(externalId)
    await lanes.take(async () => {
      if (!run.dryRun && found.length > 0) await write(deps, run.mapping, found, now)
      for (const { externalId } of found) underWay.delete(externalId)
      total.imported += found.length
      total.read += batch.length
      run.onProgress({ ...total })
    })
  }

  try {
    let batch: SourceRow[] = []
    for await (const row of run.rows) {
      batch.push(row)
      if (batch.length === BATCH) {
        await settle(batch)
        batch = []
      }
    }
    if (batch.length > 0) await settle(batch)
  } finally {
    await lanes.end()
  }
  return total
}

/**
 * Work that goes on while the next is prepared: so much at once, then whoever brings more waits. What fails is thrown to
 * whoever brings the next, or at the end, when nothing is under way any more.
 */
function openLanes(most: number) {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const check = async () => {
    if (failures.length === 0) return
    await Promise.all(running)
    throw failures[0]
  }
  return {
    async take(work: () => Promise<void>): Promise<void> {
      while (running.size >= most) await Promise.race(running)
      await check()
      const run: Promise<void> = work()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(run))
      running.add(run)
    },
    async end(): Promise<void> {
      await Promise.all(running)
      await check()
    },
  }
}

function write(
  deps: ImportDeps,
  mapping: ImportMapping,
  reports: readonly (ImportedReport & FoundCodes)[],
  now: Date,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const contacts = reports.flatMap(({ contact }) => contact ?? [])
    const refs = await reportersOfContacts(tx, deps.sealer, contacts, now)
    const nobody = contacts.length < reports.length ? await reporterWithoutContact(tx, now) : null
    const next = refs.values()
    const rows = reports.map((report): ImportableReport => {
      const ref = report.contact === null ? null : (next.next().value ?? null)
      const reporterId = ref?.reporterId ?? nobody
      if (reporterId === null) throw new Error('a report without a reporter')
      return { ...report, reporterId, contactId: ref?.contactId ?? null, publish: mapping.publish }
    })
    await writeImported({ ...deps, db: tx }, mapping.source, rows, now)
  })
}

async function knownIds(db: Db, source: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('imported_reports')
    .select('external_id')
    .where('source', '=', source)
    .where('external_id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.external_id))
}

interface FoundCodes {
  readonly holderId: number
  readonly institutionId: number
  readonly categoryId: number | null
}

/** Codes that are remembered for a run; a registry has far fewer, a broken column may have a new one in every row. */
const MOST_CODES = 200_000

/** The same few codes stand in a million rows. */
function remembered<Row>(read: (code: string) => Promise<Row>): (code: string) => Promise<Row> {
  const known = new Map<string, Promise<Row>>()
  return (code) => {
    const found = known.get(code) ?? read(code)
    if (known.size < MOST_CODES) known.set(code, found)
    return found
  }
}

function codeFinder(db: Db) {
  const institutionOf = remembered((code) => institutionByCode(db, code))
  const categoryOf = remembered((code) => categoryByCode(db, code))
  const areaOf = remembered((code) => areaByCode(db, code))
  return async (report: ImportedReport): Promise<FoundCodes | readonly Refusal[]> => {
    const [holder, category, area] = await Promise.all([
      institutionOf(report.institutionCode),
      report.categoryCode === null ? null : categoryOf(report.categoryCode),
      report.areaCode === null ? null : areaOf(report.areaCode),
    ])
    const refusals: Refusal[] = []
    const refuse = (field: string, value: string) =>
      void refusals.push({ line: report.line, field, reason: 'unknown code', value })
    if (holder === null) refuse('institution_code', report.institutionCode)
    if (category === null && report.categoryCode !== null) refuse('category_code', report.categoryCode)
    if (area === null && report.areaCode !== null) refuse('area_code', report.areaCode)
    if (refusals.length > 0 || holder === null) return refusals
    return {
      holderId: holder.id,
      institutionId: holder.institution_id ?? holder.id,
      categoryId: category?.id ?? null,
    }
  }
}
