import { createHash } from 'node:crypto'
import type { Db } from '../../db/index.ts'
import { readySide } from '../duplicates.ts'
import {
  type HandlerProposal,
  proposeHandlers,
  type RoutingProposal,
  type RoutingQuestion,
} from '../propose.ts'
import type { Routing } from '../routing.ts'
import { findDuplicates } from './find-duplicates.ts'
import { NOWHERE, regencyOf, storedWords } from './found-by.ts'
import { keepDuplicates } from './likely-duplicates.ts'
import { keepPhotos, readPhotos } from './report-photos.ts'

export interface StoredProposal {
  readonly reportId: number
  readonly modelVersion: string
  readonly handlers: readonly HandlerProposal[]
  readonly class: RoutingProposal['class']
  readonly categoryCode: string | null
  readonly oversight: boolean
  readonly place: RoutingProposal['place']
  readonly urgency: RoutingProposal['urgency']
  readonly abstain: boolean
  readonly createdAt: Date
}

/**
 * Propose for a stored report and keep the proposal with the hash of what it was made from, and the words by which the report is
 * found, and what it is probably a duplicate of; null when there is no such report.
 */
export async function proposeForReport(
  db: Db,
  routing: Routing,
  { reportId, now }: { reportId: number; now: Date },
): Promise<RoutingProposal | null> {
  const report = await db
    .selectFrom('reports')
    .leftJoin('categories', 'categories.id', 'reports.category_id')
    .select(['title', 'body', 'reports.class', 'area_code', 'latitude', 'longitude', 'location_text'])
    .select(['categories.code as category_code', 'reports.created_at'])
    .where('reports.id', '=', reportId)
    .executeTakeFirst()
  if (report === undefined) return null
  const { latitude, longitude } = report
  const question: RoutingQuestion = {
    title: report.title,
    text: report.location_text === null ? report.body : `${report.body}\n${report.location_text}`,
    areaCode: report.area_code,
    categoryCode: report.category_code,
    position: latitude === null || longitude === null ? null : { latitude, longitude },
  }
  const proposal = proposeHandlers(question, routing)
  await db
    .insertInto('proposals')
    .values({
      report_id: reportId,
      model_version: proposal.modelVersion,
      inputs_hash: createHash('sha256').update(JSON.stringify(question)).digest(),
      handlers: JSON.stringify(proposal.handlers),
      class: proposal.class,
      category_code: proposal.handlers[0]?.category ?? null,
      oversight: proposal.oversight,
      place: JSON.stringify(proposal.place),
      urgency: JSON.stringify(proposal.urgency),
      abstain: proposal.abstain,
      created_at: now,
    })
    .execute()
  // Stored under the same region as it is asked by.
  const told = {
    text: `${report.title}\n${question.text}`,
    areaCode: report.area_code,
    categoryCode: report.category_code,
    position: question.position ?? null,
    at: report.created_at,
  }
  const side = readySide(told, routing)
  await db
    .insertInto('report_words')
    .values({ report_id: reportId, created_at: report.created_at, words: storedWords(side) })
    .onConflict((conflict) =>
      conflict.column('report_id').doUpdateSet((row) => ({ words: row.ref('excluded.words') })),
    )
    .execute()
  const photos = await readPhotos(db, reportId)
  await keepPhotos(db, { id: reportId, at: report.created_at, regency: regencyOf(side) ?? NOWHERE }, photos)
  const found = await findDuplicates(db, routing, { ...told, photos, reportId })
  await keepDuplicates(db, reportId, found, now)
  return proposal
}

/** The newest proposal for a report, or null when there is none yet. */
export async function readProposal(db: Db, reportId: number): Promise<StoredProposal | null> {
  const row = await db
    .selectFrom('proposals')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    reportId: row.report_id,
    modelVersion: row.model_version,
    handlers: row.handlers as readonly HandlerProposal[],
    class: row.class,
    categoryCode: row.category_code,
    oversight: row.oversight,
    place: row.place as RoutingProposal['place'],
    urgency: row.urgency as RoutingProposal['urgency'],
    abstain: row.abstain,
    createdAt: row.created_at,
  }
}
