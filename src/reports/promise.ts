import type { Db, ReportRow } from '../db/index.ts'
import { endOfDate, localDate } from '../deadlines/index.ts'
import { type FieldError, invalid } from '../errors.ts'
import type { Calendars } from './calendars.ts'
import { isCalendarDate } from './check-submission.ts'
import { insertDeadline, nextDue, openDeadlines } from './report-deadlines.ts'

/** What officials put off: a word for later, then within a few words a thing to be done. */
const LATER = '(?:akan|bakal|segera|nanti)'
const DEED =
  '(?:di|me[mn]?[gy]?|kami )?(?:perbaik|tindak ?lanjut|kerja|tangan|bangun|ganti|pasang|bersih|tambal|keruk|jadwal|usul|survei|cek|tinjau|laksana|realisasi|anggar)\\w*'
const PROMISE = new RegExp(`\\b${LATER}\\b(?:\\s+\\S+){0,3}?\\s+${DEED}`, 'iu')
const NEXT =
  /\b(?:minggu|bulan|tahun|triwulan|semester|anggaran) (?:depan|berikutnya|mendatang)\b|\bmenunggu (?:anggaran|giliran|jadwal)\b/iu

/** Whether a text puts something off to later; such an answer needs a date. */
export function promisesSomething(text: string): boolean {
  return PROMISE.test(text) || NEXT.test(text)
}

export interface Dates {
  /** When it was done, YYYY-MM-DD. */
  readonly done_on?: string | null | undefined
  /** Until when something is promised, YYYY-MM-DD; it becomes a deadline. */
  readonly promised_on?: string | null | undefined
}

/**
 * Check the dates of an entry against the day it is written.
 * @throws DomainError invalid_input on `done_on` or `promised_on`
 */
export async function checkDates(
  calendars: Calendars,
  report: ReportRow,
  dates: Dates,
  now: Date,
): Promise<{ doneOn: string | null; promisedOn: string | null }> {
  const { calendar } = await calendars.of(report.institution_id)
  const today = localDate(now, calendar.zone)
  const errors: FieldError[] = []
  const doneOn = dates.done_on || null
  const promisedOn = dates.promised_on || null
  if (doneOn !== null && !isCalendarDate(doneOn)) errors.push({ field: 'done_on', code: 'invalid_date' })
  else if (doneOn !== null && doneOn > today) errors.push({ field: 'done_on', code: 'not_done_yet' })
  if (promisedOn !== null && !isCalendarDate(promisedOn))
    errors.push({ field: 'promised_on', code: 'invalid_date' })
  else if (promisedOn !== null && promisedOn < today) errors.push({ field: 'promised_on', code: 'past_date' })
  if (errors.length > 0) throw invalid(errors)
  return { doneOn, promisedOn }
}

/** A promise replaces the one before it: the latest word counts. */
export async function keepPromise(
  tx: Db,
  calendars: Calendars,
  report: ReportRow,
  promisedOn: string,
  now: Date,
): Promise<void> {
  const institution = await calendars.of(report.institution_id)
  await tx
    .updateTable('deadlines')
    .set({ cancelled_at: now, next_check_at: null })
    .where('report_id', '=', report.id)
    .where('kind', '=', 'promise')
    .where('met_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
  await insertDeadline(tx, {
    reportId: report.id,
    kind: 'promise',
    rule: null,
    institution,
    startedAt: now,
    dueAt: endOfDate(promisedOn, institution.calendar.zone),
    now,
  })
  await tx
    .updateTable('reports')
    .set(nextDue(await openDeadlines(tx, report.id)))
    .where('id', '=', report.id)
    .execute()
}

/** What was promised is done. */
export async function fulfilPromises(tx: Db, reportId: number, now: Date): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set({ met_at: now, next_check_at: null })
    .where('report_id', '=', reportId)
    .where('kind', '=', 'promise')
    .where('met_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}
