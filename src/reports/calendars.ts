import { type Db, overSpareConnection } from '../db/index.ts'
import {
  type DeadlineKind,
  type DeadlineRule,
  pickRule,
  type ReportClass,
  type WorkingCalendar,
  workingCalendar,
  zoneNamed,
} from '../deadlines/index.ts'

/** The rules and the working days of an institution, read from the rows and kept for a minute. */
export interface Calendars {
  of(institutionId: number): Promise<InstitutionCalendar>
  /** Read the rows again at the next use, after an edit. */
  forget(): void
}

export interface InstitutionCalendar {
  readonly institutionId: number
  readonly calendar: WorkingCalendar
  ruleFor(question: {
    kind: DeadlineKind
    class: ReportClass
    oversight: boolean
    at: Date
  }): DeadlineRule | null
  ruleById(id: number): DeadlineRule | null
}

const KEEP_MS = 60_000

interface Loaded {
  at: number
  readonly byInstitution: Promise<(id: number) => InstitutionCalendar>
}

export function openCalendars(db: Db): Calendars {
  let loaded: Loaded | null = null
  const read = () => overSpareConnection(() => load(db))
  const renew = (outdated: Loaded, at: number) => {
    outdated.at = at
    const byInstitution = read()
    byInstitution.then(
      () => {
        if (loaded === outdated) loaded = { at, byInstitution }
      },
      // What is known serves on; the next minute tries again.
      () => undefined,
    )
  }
  return {
    async of(institutionId) {
      const at = performance.now()
      loaded ??= { at, byInstitution: read() }
      // Behind what is served meanwhile: nobody waits for what changes once in a while.
      if (at - loaded.at > KEEP_MS) renew(loaded, at)
      const current = loaded
      try {
        return (await current.byInstitution)(institutionId)
      } catch (error) {
        // A failed read must not be kept for a minute.
        if (loaded === current) loaded = null
        throw error
      }
    },
    forget() {
      loaded = null
    },
  }
}

async function load(db: Db): Promise<(institutionId: number) => InstitutionCalendar> {
  const [rules, holidays, institutions] = await Promise.all([
    db.selectFrom('deadline_rules').selectAll().execute(),
    db
      .selectFrom('holidays')
      .select(['date', 'name', 'kind', 'area_code'])
      .where('removed', '=', false)
      .execute(),
    db.selectFrom('institutions').select(['id', 'institution_id', 'time_zone', 'area_code']).execute(),
  ])
  const places = new Map(institutions.map((row) => [row.id, row]))
  const calendars = new Map<string, WorkingCalendar>()
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return (institutionId) => {
    const place = places.get(institutionId)
    const zone = zoneNamed(place?.time_zone ?? '') ?? 'Asia/Jakarta'
    const areaCode = place?.area_code ?? null
    const key = `${place?.time_zone} ${areaCode}`
    const calendar = calendars.get(key) ?? workingCalendar({ holidays, zone, areaCode })
    calendars.set(key, calendar)
    return {
      institutionId,
      calendar,
      ruleFor: (question) => pickRule(rules, { ...question, institutionId, calendar }),
      ruleById: (id) => byId.get(id) ?? null,
    }
  }
}
