import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import {
  addInformation,
  answerReport,
  archiveReport,
  assignReport,
  confirmReport,
  disputeReport,
  expireReports,
  followUpReport,
  joinReport,
  readReport,
  returnReport,
  SURVEY_ELEMENTS,
  saveSurvey,
  switchSurvey,
  watchDeadlines,
  withdrawReport,
} from '../reports/index.ts'
import { countDirectly, countedRows } from './count-directly.fixture.ts'
import { countAllChanges, countChanges, readBacklog, rebuildStatistics } from './index.ts'

/** A small generator whose numbers hang on the seed alone. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * below)
  }
}

let lapor: TestContext
let people: TestStaff[]
const NODES = ['pkl-dpupr', 'pkl-dinperkim', 'kota-pekalongan', 'kab-pekalongan', 'pln'] as const
const AREAS = ['33.75.01.1002', '33.26.13.1020', '33.75.01', '33.75.01.1003'] as const
const TEXT = 'Keterangan yang cukup panjang.'

beforeAll(async () => {
  lapor = await createTestContext()
  people = [
    await lapor.staff('national_admin', 'nasional'),
    await lapor.staff('institution_admin', 'kota-pekalongan'),
    await lapor.staff('unit_officer', 'pkl-dpupr'),
    await lapor.staff('institution_admin', 'kab-pekalongan'),
  ]
  for (const { staff } of people)
    await switchSurvey(lapor.context.db, staff.institutionId, true, lapor.clock.now())
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** One action of anybody on a report; what is refused changes nothing. */
async function act(
  draw: (below: number) => number,
  number: string,
  others: readonly string[],
  only?: (draw: (below: number) => number, number: string) => Promise<void>,
): Promise<void> {
  const { context } = lapor
  const actor = people[draw(people.length)]?.actor ?? REPORTER
  const code = NODES[draw(NODES.length)] ?? 'pln'
  const actions = [
    () => assignReport(context, actor, number, { institution_code: code, note: TEXT }),
    () => assignReport(context, actor, number, { institution_code: 'pkl-dpupr', note: TEXT }),
    () => returnReport(context, actor, number, { reason: TEXT }),
    () =>
      followUpReport(context, actor, number, {
        text: TEXT,
        visibility: draw(4) === 0 ? 'internal' : 'public',
      }),
    () => answerReport(context, actor, number, { text: TEXT }),
    () => confirmReport(context, REPORTER, number, { rating: draw(5) + 1 }),
    () => disputeReport(context, REPORTER, number, { text: TEXT }),
    () => answerReport(context, actor, number, { text: TEXT }),
    () => answerReport(context, actor, number, { text: TEXT }),
    () => confirmReport(context, REPORTER, number, { rating: draw(5) + 1 }),
    // What ended early has little history: seldom.
    () => (draw(4) > 0 ? null : archiveReport(context, actor, number, { reason: 'too_general', text: TEXT })),
    () => (draw(4) > 0 ? null : withdrawReport(context, REPORTER, number, { text: null })),
    () => joinReport(context, actor, number, { into: others[draw(others.length)] ?? '' }),
    () => addInformation(context, REPORTER, number, { text: TEXT }),
    () => sayInSurvey(draw, number),
    () => sayInSurvey(draw, number),
  ]
  try {
    await (only === undefined ? actions[draw(actions.length)]?.() : only(draw, number))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

/** Any of the nine elements, from 1 to 4. */
async function sayInSurvey(draw: (below: number) => number, number: string): Promise<void> {
  const record = await readReport(lapor.context.db, number)
  const points = SURVEY_ELEMENTS.map(() => (draw(3) === 0 ? null : draw(4) + 1))
  if (record !== null) await saveSurvey(lapor.context, record.report, points)
}

/** So many steps of the usual way, an hour apart; where a report does not get that far, it stays. */
async function begin(number: string, steps: number): Promise<void> {
  const { context, clock } = lapor
  const [, city, officer] = people.map(({ actor }) => actor)
  if (city === undefined || officer === undefined) throw new Error('people are missing')
  const way = [
    () => assignReport(context, city, number, { institution_code: 'pkl-dpupr' }),
    () => followUpReport(context, officer, number, { text: TEXT, visibility: 'public' as const }),
    () => answerReport(context, officer, number, { text: TEXT }),
    () => confirmReport(context, REPORTER, number, { rating: 4 }),
    () => disputeReport(context, REPORTER, number, { text: TEXT }),
    () => returnReport(context, officer, number, { reason: TEXT }),
  ]
  for (const step of way.slice(0, steps)) {
    clock.advanceHours(7)
    try {
      await step()
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
}

test('figures kept current beside concurrent writers are those of a direct count, and a rebuild changes none', {
  timeout: 120_000,
}, async () => {
  const { context, clock, owner } = lapor
  const draw = drawFrom(20_261_126)
  const numbers: string[] = []
  for (let index = 0; index < 18; index += 1) {
    const report = await lapor.report(
      {
        area_code: AREAS[index % AREAS.length] ?? null,
        class: (['complaint', 'aspiration', 'information_request'] as const)[draw(3)] ?? 'complaint',
        secret: draw(5) === 0,
        ...(draw(3) === 0 ? {} : { latitude: -6.88 - draw(4) / 100, longitude: 109.67 }),
      },
      { confirmed: index % 2 === 0 || draw(3) > 0 },
    )
    numbers.push(report.trackingNumber)
  }
  // A good beginning for half of them, so that disputes, returns and late answers have something to happen to.
  for (const [index, number] of numbers.entries()) if (index % 2 === 0) await begin(number, index / 2)
  let writing = true
  // Two workers that count all the while: only one of them may at a time.
  const counting = [1, 2].map(async () => {
    while (writing)
      if ((await countChanges(context.db, 7)) === 0) await new Promise((done) => setTimeout(done, 5))
  })
  for (let round = 0; round < 12; round += 1) {
    // Several write at once, each on a report of their own and sometimes on the same.
    await Promise.all(
      [0, 1, 2, 3].map(async () => {
        for (let step = 0; step < 5; step += 1) await act(draw, numbers[draw(numbers.length)] ?? '', numbers)
      }),
    )
    clock.advanceHours(24 * draw(6))
    await watchDeadlines(context)
    await expireReports(context)
  }
  // Whoever can still be asked is.
  for (const number of numbers) await act(draw, number, numbers, sayInSurvey)
  writing = false
  await Promise.all(counting)
  await countAllChanges(context.db)
  const kept = await countedRows(owner)
  // Histories in which little happens would prove little.
  for (const some of [/ solve /, / follow_up /]) expect(kept.steps_by_month?.join('\n')).toMatch(some)
  expect(kept.handovers_by_month?.join('\n')).toMatch(/: \d+ [1-9]/)
  expect(kept.survey_by_month?.join('\n')).toMatch(/ [1-9]: \d+ [1-9]/)
  expect(kept.flow_by_day?.join('\n')).toMatch(/: \d+ \d+ [1-9]/)
  const direct = await countDirectly(owner)
  expect(kept).toEqual(direct)
  expect(await rebuildStatistics(owner)).toMatchObject({ differences: 0 })
  expect(await countedRows(owner)).toEqual(direct)
})

test('a change that commits late is counted late and not lost', async () => {
  const { context, owner } = lapor
  const { trackingNumber, id } = await lapor.report()
  const other = await lapor.report()
  await countAllChanges(context.db)
  const admin = people[1]?.actor ?? REPORTER
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  let acted = () => {}
  const done = new Promise<void>((resolve) => {
    acted = resolve
  })
  const slow = context.db.transaction().execute(async (tx) => {
    await assignReport({ ...context, db: tx }, admin, trackingNumber, { institution_code: 'pkl-dpupr' })
    acted()
    await held
  })
  await done
  await assignReport(context, admin, other.trackingNumber, { institution_code: 'pkl-dpupr' })
  await countAllChanges(context.db)
  const assigned = () =>
    owner
      .selectFrom('report_facts')
      .select('assigned_at')
      .where('report_id', '=', id)
      .executeTakeFirstOrThrow()
  expect((await assigned()).assigned_at).toBeNull()
  release()
  await slow
  await countAllChanges(context.db)
  expect((await assigned()).assigned_at).not.toBeNull()
  expect(await countedRows(owner)).toEqual(await countDirectly(owner))
})

test('a unit that moves in the tree takes the figures of its reports along', async () => {
  const { context, owner } = lapor
  const { trackingNumber } = await lapor.report()
  await assignReport(context, people[1]?.actor ?? REPORTER, trackingNumber, { institution_code: 'pkl-dpupr' })
  await countAllChanges(context.db)
  const unit = await owner
    .selectFrom('institutions')
    .selectAll()
    .where('code', '=', 'pkl-dpupr')
    .executeTakeFirstOrThrow()
  const new_home = await owner
    .selectFrom('institutions')
    .selectAll()
    .where('code', '=', 'pkl-dinperkim')
    .executeTakeFirstOrThrow()
  await owner
    .updateTable('institutions')
    .set({ parent_id: new_home.id, path: [...new_home.path, unit.id] })
    .where('id', '=', unit.id)
    .execute()
  await countAllChanges(context.db)
  expect(await countedRows(owner)).toEqual(await countDirectly(owner))
})

test('what was missed stays late when the report is archived, but not for the institution that got it afterwards', async () => {
  const { context, clock } = lapor
  const [national, city, officer] = people.map(({ actor }) => actor)
  if (national === undefined || city === undefined || officer === undefined)
    throw new Error('people are missing')
  const [archived, moved] = [await lapor.report(), await lapor.report()]
  for (const { trackingNumber } of [archived, moved])
    await assignReport(context, city, trackingNumber, { institution_code: 'pkl-dpupr' })
  clock.advanceHours(60 * 24)
  await watchDeadlines(context)
  for (const { trackingNumber } of [archived, moved])
    await returnReport(context, officer, trackingNumber, { reason: TEXT })
  await archiveReport(context, city, archived.trackingNumber, { reason: 'too_general', text: TEXT })
  await returnReport(context, city, moved.trackingNumber, { reason: TEXT })
  await assignReport(context, national, moved.trackingNumber, { institution_code: 'pln', note: TEXT })
  await countAllChanges(context.db)
  const facts = await context.db
    .selectFrom('report_facts')
    .select(['follow_up_in_time', 'solve_in_time', 'overdue'])
    .where('report_id', 'in', [archived.id, moved.id])
    .orderBy('report_id')
    .execute()
  expect(facts).toEqual([
    { follow_up_in_time: false, solve_in_time: false, overdue: false },
    { follow_up_in_time: null, solve_in_time: false, overdue: true },
  ])
  expect((await rebuildStatistics(lapor.owner)).differences).toBe(0)
})

test('what is open is told by its age, each day up to the last and all that is older together', async () => {
  const { owner } = lapor
  const { id: node_id } = await owner
    .selectFrom('institutions')
    .select('id')
    .where('code', '=', 'kab-pekalongan')
    .executeTakeFirstOrThrow()
  await sql`delete from figures_by_day where node_id = ${node_id}`.execute(owner)
  await sql`delete from figures_now where node_id = ${node_id}`.execute(owner)
  const ages = [0, 7, 8, 14, 60, 61, 180, 181, 2_000]
  await sql`insert into figures_by_day (node_id, start, open)
    select ${node_id}, date '2026-11-26' - age, 1 from unnest(${ages}::int[]) age`.execute(owner)
  expect(await readBacklog(owner, [node_id], '2026-11-26')).toEqual(new Map())
  await sql`insert into figures_now (node_id, open) values (${node_id}, ${ages.length})`.execute(owner)
  expect(await readBacklog(owner, [node_id], '2026-11-26')).toEqual(new Map([[node_id, [2, 2, 0, 1, 2, 2]]]))
})
