import type { Db, DeadlineRuleRow, HolidayRow } from '../db/index.ts'

/** All dated rules, national and institutions' own; `src/deadlines` picks the one that governs a report. */
export function loadDeadlineRules(db: Db): Promise<DeadlineRuleRow[]> {
  return db
    .selectFrom('deadline_rules')
    .selectAll()
    .orderBy('kind')
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

/** The days off that count, of all years or of one. */
export function loadHolidays(db: Db, year?: number): Promise<HolidayRow[]> {
  let query = db.selectFrom('holidays').selectAll().where('removed', '=', false).orderBy('date').orderBy('id')
  if (year !== undefined) {
    query = query.where('date', '>=', `${year}-01-01`).where('date', '<=', `${year}-12-31`)
  }
  return query.execute()
}
