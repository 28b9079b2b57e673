import type { openDatabase } from '../../src/db/index.ts'
import { type Calendars, type InstitutionCalendar, openCalendars } from '../../src/reports/index.ts'
import { type FirstHolder, firstHolder } from '../../src/routing/index.ts'
import { type Draw, openDraw, rankWeights, weighted } from './draw.ts'

type Db = ReturnType<typeof openDatabase>['db']

export interface MadeCategory {
  readonly id: number
  readonly code: string
  readonly oversight: boolean
}

export interface MadeRegency {
  readonly code: string
  readonly name: string
  readonly villages: readonly { readonly code: string; readonly name: string; readonly district: string }[]
}

export interface MadeNode {
  readonly id: number
  readonly institutionId: number
  readonly parentId: number | null
}

/** What of the registry reports are made from; read once. */
export interface MadeRegistry {
  drawCategory(draw: Draw): MadeCategory
  drawRegency(draw: Draw): MadeRegency
  /** Whose it is by the routing itself: kept for each category and region. */
  holderOf(categoryId: number | null, areaCode: string | null): Promise<FirstHolder>
  node(id: number): MadeNode
  /** The account that acts for a node. */
  accountOf(nodeId: number): number
  calendarOf(institutionId: number): InstitutionCalendar
}

export async function readMadeRegistry(db: Db): Promise<MadeRegistry> {
  const categories = await db
    .selectFrom('categories')
    .select(['id', 'code', 'oversight'])
    .where('parent_id', 'is not', null)
    .orderBy('id')
    .execute()
  const regencies = await readRegencies(db)
  const nodes = await db
    .selectFrom('institutions')
    .select(['id', 'institution_id', 'parent_id'])
    .orderBy('id')
    .execute()
  const byId = new Map<number, MadeNode>(
    nodes.map((row) => [
      row.id,
      { id: row.id, institutionId: row.institution_id ?? row.id, parentId: row.parent_id },
    ]),
  )
  const accounts = new Map(
    (
      await db.selectFrom('staff_accounts').select(['id', 'institution_id']).orderBy('id', 'desc').execute()
    ).map((row) => [row.institution_id, row.id]),
  )
  const calendars = await readCalendars(openCalendars(db), [...byId.keys()])
  const drawCategory = weighted(rankWeights(categories.length, { flat: 4, steep: 0.7 }))
  const drawRegency = weighted(rankWeights(regencies.length, { flat: 8, steep: 0.8 }))
  const holders = new Map<string, Promise<FirstHolder>>()
  return {
    drawCategory: (draw) => found(categories[drawCategory(draw)]),
    drawRegency: (draw) => found(regencies[drawRegency(draw)]),
    holderOf: (categoryId, areaCode) => {
      const key = `${categoryId} ${areaCode}`
      const known = holders.get(key)
      if (known !== undefined) return known
      const asked = firstHolder(db, { chosenInstitutionId: null, categoryId, areaCode })
      holders.set(key, asked)
      return asked
    },
    node: (id) => found(byId.get(id)),
    accountOf: (nodeId) => found(accounts.get(nodeId)),
    calendarOf: (institutionId) => found(calendars.get(institutionId)),
  }
}

/** The busiest first: those whose units are known, then the others in an order that is always the same. */
async function readRegencies(db: Db): Promise<MadeRegency[]> {
  const areas = await db.selectFrom('areas').select(['code', 'name', 'level', 'parent_code']).execute()
  const withUnits = new Set(
    (
      await db
        .selectFrom('institutions as unit')
        .innerJoin('institutions as owner', 'owner.id', 'unit.institution_id')
        .select('owner.area_code')
        .whereRef('unit.id', '<>', 'owner.id')
        .execute()
    ).map(({ area_code }) => area_code),
  )
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  const villages = new Map<string, MadeRegency['villages'][number][]>()
  for (const area of areas) {
    if (area.level !== 'village') continue
    const regency = area.code.split('.').slice(0, 2).join('.')
    const list = villages.get(regency) ?? []
    list.push({ code: area.code, name: area.name, district: names.get(area.parent_code ?? '') ?? '' })
    villages.set(regency, list)
  }
  const draw = openDraw(1708)
  return areas
    .filter(({ level }) => level === 'regency')
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((area) => ({ area, order: withUnits.has(area.code) ? -1 : draw.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ area }) => ({ code: area.code, name: area.name, villages: villages.get(area.code) ?? [] }))
    .filter((regency) => regency.villages.length > 0)
}

async function readCalendars(calendars: Calendars, ids: readonly number[]) {
  const read = new Map<number, InstitutionCalendar>()
  for (const id of ids) read.set(id, await calendars.of(id))
  return read
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not in the registry')
  return value
}
