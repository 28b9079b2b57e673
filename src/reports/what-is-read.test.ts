import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { type RowsRead, rowsRead } from '../../test/support/rows-read.ts'
import type { Db } from '../db/index.ts'
import { silentReports } from './expire-reports.ts'
import { type InboxFilter, readInbox } from './inbox.ts'
import { countInbox } from './inbox-counts.ts'
import { listPublicReports, type ReportFilter } from './list-reports.ts'
import { deadlinesToCheck } from './watch-deadlines.ts'

/** A page of the inbox; a little more than this may be read for it, whatever the table holds. */
const PAGE = 25
const REPORTS = 12_000
/** Eight of a hundred still run, each with a deadline, half of them overdue; so many have something to be said now. */
const DUE = 7

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let national: TestStaff
let now: Date

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  national = await lapor.staff('national_admin', 'nasional')
  now = lapor.clock.now()
  await fill()
}, 120_000)
afterAll(() => lapor[Symbol.asyncDispose]())

/**
 * Many ended reports of a unit, and some that run: to read all of these, or all that are overdue, would show. Words are in
 * all of them, in one of twenty, or in four; one of a hundred was given away.
 */
async function fill(): Promise<void> {
  const { pool } = lapor.context.database
  const { id } = await lapor.report()
  await pool.query(
    `insert into reports (id, tracking_number, state, class, title, body, public_title, public_body, reporter_id, channel,
       name_sealed, holder_id, institution_id, due_at, due_kind, warn_at, created_at, submitted_at, published_at,
       last_event_hash, updated_at)
     select 1000 + n, lpad(n::text, 10, '0'), case when n % 100 < 8 then 'in_progress' else 'closed' end, 'complaint',
       'Lampu jalan mati ' || n, told.body, 'Lampu jalan mati ' || n, told.body, reporter_id, 'web', name_sealed,
       case when n % 100 = 50 then $7::int else $2::int end, case when n % 100 = 50 then $7::int else $3::int end,
       case when n % 100 < 8 then $4::timestamptz + (n - $6::int) * interval '1 minute' end,
       case when n % 100 < 8 then 'solve' end, case when n % 100 < 8 then $4::timestamptz + n * interval '1 minute' end,
       $4::timestamptz - n * interval '1 minute', $4, $4::timestamptz - n * interval '1 minute', last_event_hash, $4
     from reports, generate_series(1, $5::int) n,
       lateral (select 'Lampu mati.' || case when n % 20 = 10 then ' Trotoar retak.' when n % 3000 = 7 then ' Atap roboh.'
         else '' end as body) told
     where id = $1`,
    [id, works.staff.nodeId, works.staff.institutionId, now, REPORTS, REPORTS / 2, national.staff.nodeId],
  )
  await pool.query(
    `insert into assignments (report_id, from_id, to_id, institution_id, assigned_at, ended_at, left_institution)
     select id, $2, $3::int, $2, $1, case when institution_id <> $2 then $1::timestamptz end, institution_id <> $2
     from reports where id > 1000`,
    [now, works.staff.institutionId, works.staff.nodeId],
  )
  await pool.query(
    `insert into deadlines (report_id, kind, institution_id, started_at, due_at, escalated_at, next_check_at)
     select id, 'solve', institution_id, $1, due_at, case when due_at < $1 then $1::timestamptz end,
       case when id <= 1000 + $2::int then $1::timestamptz else $1::timestamptz + id * interval '1 minute' end
     from reports where id > 1000`,
    [now, DUE],
  )
  // The role that serves may not: it would be warned, and no plan would know anything of these rows.
  await sql`vacuum (analyze) reports, assignments, deadlines`.execute(lapor.owner)
}

function read(run: (db: Db) => Promise<unknown>, plans?: 'one'): Promise<RowsRead> {
  return rowsRead(lapor.context.database.pool, run, plans)
}

test('the watch of deadlines reads what is due from its own index, and no row more', async () => {
  let found: string[] = []
  const { rows, indexes } = await read(async (db) => {
    found = await deadlinesToCheck(db, now, 200)
  })
  expect(found).toHaveLength(DUE)
  expect(rows).toEqual({ deadlines: DUE, reports: DUE })
  expect([...indexes]).toContain('deadlines_to_check')
})

test('what silence ends is found without a look at what institutions have overdue', async () => {
  const { rows, indexes } = await read((db) => silentReports(db, now, 200))
  expect(rows).toEqual({ reports: 0, identity_waits: 0 })
  expect([...indexes].filter((name) => name.startsWith('reports'))).toEqual(['reports_silent'])
})

test.each<[string, () => TestStaff, Omit<InboxFilter, 'now' | 'limit'>]>([
  ['what waits for a unit', () => works, { scope: 'held', own: true, state: ['assigned', 'in_progress'] }],
  ['what lies with a unit and those below it', () => works, { scope: 'held', state: 'in_progress' }],
  ['what a unit has closed', () => works, { scope: 'held', state: 'closed', order: 'newest' }],
  ['what an institution has overdue', () => city, { scope: 'held', overdue: true }],
  ['what its units missed, and it may take over', () => city, { scope: 'offered' }],
  ['what runs at an institution', () => city, { scope: 'held', state: 'in_progress' }],
  ['what an institution has closed', () => city, { scope: 'held', state: 'closed', order: 'newest' }],
  ['all an institution may see', () => city, { scope: 'all', order: 'newest' }],
  ['what an institution gave on', () => city, { scope: 'handed_on', order: 'newest' }],
  ['all of the country, the newest first', () => national, { scope: 'all', order: 'newest' }],
  ['all of the country, the most urgent first', () => national, { scope: 'all' }],
])('a page of the inbox reads little more than it shows: %s', async (_, who, filter) => {
  const page = (db: Db) => readInbox(db, who().staff, { ...filter, now, limit: PAGE })
  // By the plan for these values, and by the one that is kept for all.
  for (const { rows } of [await read(page), await read(page, 'one')]) {
    // A row beyond the page, each once for its place in the order and once for what is shown of it.
    expect(rows.reports ?? 0).toBeLessThanOrEqual(4 * (PAGE + 1))
    expect(rows.assignments ?? 0).toBeLessThanOrEqual(2 * (PAGE + 1))
  }
})

test('counts beside the tabs stop at a thousand', async () => {
  const { reports = 0 } = (await read((db) => countInbox(db, city.staff, now), 'one')).rows
  expect(reports).toBeLessThanOrEqual(REPORTS / 3)
  const counts = await countInbox(lapor.context.db, city.staff, now)
  expect(counts.byState).toMatchObject({ closed: 1_000, in_progress: 960 })
})

test.each([
  ['all', {}],
  ['of one state', { state: 'in_progress' as const }],
  ['of one institution', { institutionId: () => city.staff.institutionId }],
  ['of one unit', { institutionId: () => works.staff.nodeId }],
])('a page of the public list reads little more than it shows: %s', async (_, filter) => {
  const institutionId = 'institutionId' in filter ? filter.institutionId?.() : undefined
  const { rows } = await read((db) => listPublicReports(db, { ...filter, institutionId, limit: PAGE }))
  expect(rows.reports ?? 0).toBeLessThanOrEqual(3 * (PAGE + 1))
})

/** In every report, in one of twenty, in four, in none; a phrase; one or another; one without another. */
const WORDS = [
  'lampu',
  'retak',
  'roboh',
  'banjir',
  '"trotoar retak"',
  'roboh or retak',
  'lampu -retak',
] as const

test.each<['all' | 'of one state' | 'of one institution', () => Partial<ReportFilter>]>([
  ['all', () => ({})],
  ['of one state', () => ({ state: 'in_progress' })],
  ['of one institution', () => ({ institutionId: city.staff.institutionId })],
])(
  'a search of the public list finds just what the list has of these words, and reads little: %s',
  async (what, of) => {
    const filter = of()
    const all = await listPublicReports(lapor.context.db, { ...filter, limit: 2 * REPORTS })
    for (const q of WORDS) {
      const search = (db: Db, cursor?: string) => listPublicReports(db, { ...filter, q, cursor, limit: PAGE })
      expect(await twoPages((cursor) => search(lapor.context.db, cursor))).toEqual(having(q, all.reports))
      // What narrows a list is planned for what it is.
      for (const plans of what === 'all' ? ([undefined, 'one'] as const) : [undefined]) {
        const { rows } = await read((db) => search(db), plans)
        expect(rows.reports ?? 0, q).toBeLessThanOrEqual(REPORTS / 6)
      }
    }
  },
)

test.each<[string, () => TestStaff, 'newest' | 'urgent']>([
  ['the country, the newest first', () => national, 'newest'],
  ['an institution, the newest first', () => city, 'newest'],
  ['an institution, the most urgent first', () => city, 'urgent'],
  ['a unit, the newest first', () => works, 'newest'],
])(
  'a search by staff finds just what their list has of these words, and reads little: %s',
  async (_, who, order) => {
    const filter = { scope: 'all', order, now } as const
    const all = await readInbox(lapor.context.db, who().staff, { ...filter, limit: 2 * REPORTS })
    for (const q of WORDS) {
      const search = (db: Db, cursor?: string) =>
        readInbox(db, who().staff, { ...filter, q, cursor, limit: PAGE })
      expect(await twoPages((cursor) => search(lapor.context.db, cursor))).toEqual(having(q, all.reports))
      if (order === 'urgent' || q === 'lampu -retak') continue
      expect((await read((db) => search(db), 'one')).rows.reports ?? 0, q).toBeLessThanOrEqual(REPORTS / 10)
    }
  },
)

interface Listed {
  readonly tracking_number: string
  readonly title: string
  readonly excerpt: string
}

/** The numbers of the first two pages of those that have the words. */
function having(q: (typeof WORDS)[number], reports: readonly Listed[]): string[] {
  return reports
    .filter(({ title, excerpt }) => has(q, `${title} ${excerpt}`))
    .slice(0, 2 * PAGE)
    .map(({ tracking_number }) => tracking_number)
}

function has(q: (typeof WORDS)[number], text: string): boolean {
  if (q === 'lampu -retak') return !text.includes('retak')
  if (q === 'roboh or retak') return /roboh|retak/.test(text)
  return text.toLowerCase().includes(q.replaceAll('"', ''))
}

async function twoPages(
  page: (cursor?: string) => Promise<{ reports: Listed[]; nextCursor: string | null }>,
): Promise<string[]> {
  const first = await page()
  const second = first.nextCursor === null ? { reports: [] } : await page(first.nextCursor)
  return [...first.reports, ...second.reports].map(({ tracking_number }) => tracking_number)
}
