import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import { assignReport, followUpReport, returnReport } from '../../reports/index.ts'
import { countedRows } from '../count-directly.fixture.ts'
import { countAllChanges, rebuildStatistics } from '../index.ts'
import { readVersion } from '../rollups/versions.ts'
import { openKeptFigures } from './kept-figures.ts'

let lapor: TestContext
let city: number
let ministry: number

beforeAll(async () => {
  lapor = await createTestContext()
  const idOf = async (code: string) =>
    (
      await lapor.owner
        .selectFrom('institutions')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
    ).id
  city = await idOf('kota-pekalongan')
  ministry = await idOf('nasional')
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('figures are read once until their node is counted anew, which every process sees at once', async () => {
  const { context } = lapor
  const processes = [openKeptFigures(context), openKeptFigures(context)]
  let reads = 0
  const ask = () =>
    Promise.all(
      processes.map((keep) =>
        keep(city, 'how many', async () => {
          reads += 1
          const row = await context.db
            .selectFrom('figures_now')
            .select('open')
            .where('node_id', '=', city)
            .executeTakeFirst()
          return row?.open ?? 0
        }),
      ),
    )
  expect(await ask()).toEqual([0, 0])
  expect(await ask()).toEqual([0, 0])
  expect(reads).toBe(2)
  await lapor.report({ institution_code: 'kota-pekalongan' })
  // Not counted yet, so nothing is new.
  await ask()
  expect(reads).toBe(2)
  await countAllChanges(context.db)
  expect(await ask()).toEqual([1, 1])
  expect(await ask()).toEqual([1, 1])
  expect(reads).toBe(4)
})

test('what was read of one node or for one question is told for no other, and what failed is asked again', async () => {
  const keep = openKeptFigures(lapor.context)
  const told = (node: number, key: string) => keep(node, key, async () => `${node} ${key}`)
  for (const _ of [1, 2])
    expect([await told(city, 'a'), await told(city, 'b'), await told(ministry, 'a')]).toEqual([
      `${city} a`,
      `${city} b`,
      `${ministry} a`,
    ])
  const fail = () => keep(city, 'c', () => Promise.reject(new Error('no connection')))
  await expect(fail()).rejects.toThrow('no connection')
  expect(await told(city, 'c')).toBe(`${city} c`)
})

test('names and visits, which no count changes, are at most ten seconds old', async () => {
  const keep = openKeptFigures(lapor.context)
  let name = 'old'
  const ask = () => keep(city, 'name', async () => name)
  expect(await ask()).toBe('old')
  name = 'new'
  lapor.clock.advanceHours(9 / 3_600)
  expect(await ask()).toBe('old')
  lapor.clock.advanceHours(2 / 3_600)
  expect(await ask()).toBe('new')
})

test('no count of a node changes without its version', async () => {
  const { context, owner } = lapor
  const national = await lapor.staff('national_admin', 'nasional')
  const admin = await lapor.staff('institution_admin', 'kota-pekalongan')
  const officer = await lapor.staff('unit_officer', 'pkl-dpupr')
  const { trackingNumber } = await lapor.report()
  const nodes = await owner.selectFrom('institutions').select('id').execute()
  /** By node: all that is counted of it, and its version. */
  const look = async () => {
    await countAllChanges(context.db)
    const counted = new Map<number, string[]>()
    for (const [table, rows] of Object.entries(await countedRows(owner)))
      for (const row of rows) {
        const node = Number.parseInt(row, 10)
        counted.set(node, [...(counted.get(node) ?? []), `${table} ${row}`])
      }
    return new Map(
      await Promise.all(
        nodes.map(
          async ({ id }) => [id, [counted.get(id)?.join() ?? '', await readVersion(owner, id)]] as const,
        ),
      ),
    )
  }
  const steps = [
    () => assignReport(context, admin.actor, trackingNumber, { institution_code: 'pkl-dpupr' }),
    () =>
      followUpReport(context, officer.actor, trackingNumber, { text: 'Kami periksa.', visibility: 'public' }),
    () => returnReport(context, officer.actor, trackingNumber, { reason: 'Bukan wewenang dinas kami.' }),
    () => returnReport(context, admin.actor, trackingNumber, { reason: 'Bukan wewenang kota kami.' }),
    () =>
      assignReport(context, national.actor, trackingNumber, { institution_code: 'pln', note: 'Milik PLN.' }),
  ]
  let before = await look()
  for (const [index, step] of steps.entries()) {
    await step()
    const after = await look()
    const changed = nodes.filter(({ id }) => before.get(id)?.[0] !== after.get(id)?.[0])
    expect([index, changed.length > 0]).toEqual([index, true])
    expect(changed.filter(({ id }) => before.get(id)?.[1] === after.get(id)?.[1])).toEqual([])
    before = after
  }
  const versions = (of: typeof before) => [...of.values()].map(([, version]) => version)
  await rebuildStatistics(owner)
  const rebuilt = versions(await look())
  expect(rebuilt.filter((version, index) => version === versions(before)[index])).toEqual([])
})
