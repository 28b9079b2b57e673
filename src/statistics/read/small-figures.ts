import { type RawBuilder, sql } from 'kysely'
import type { Db, FigureDimension } from '../../db/index.ts'
import { PART_NAMES, type PartMeasures } from '../measures.ts'
import { firstDay, lastDay, type Period } from '../period.ts'
import type { Part } from './read-figures.ts'

/** Fewer people than this are never told apart. */
export const FEWEST_PEOPLE = 5
/** So many of a part's reports are looked at: who needs more of them to make up five people stays hidden. */
const LOOKED_AT = 40
/** Most often these are of five people already. */
const FIRST_LOOKED_AT = 8
const MOST_LOOKED_AT = 400

export interface SafeParts {
  /** Parts of five people and more. */
  readonly shown: readonly Part[]
  /** All others together; null where there are none, or they are too few people even together. */
  readonly others: PartMeasures | null
}

/**
 * What may be told to the public of the parts of an institution (or of the whole country): parts of fewer than five
 * people go together, and where those together are still too few, the next smallest part goes with them, so that nobody
 * is found by taking the parts from the whole.
 */
export function safeParts(
  db: Db,
  institution: number | null,
  period: Period,
  dimension: Exclude<FigureDimension, 'all'>,
  parts: readonly Part[],
): Promise<SafeParts> {
  const within = institution === null ? sql`true` : sql`f.institution_id = ${institution}`
  const ofPart = factsWhere(
    sql`${inDays(period)} and ${within} and ${matches(dimension, institution === null)}`,
  )
  return safeBy(db, parts, ofPart)
}

/** The same of the nodes right below an institution, each with all below it; the key is the node's id. */
export function safeNodes(db: Db, period: Period, parts: readonly Part[]): Promise<SafeParts> {
  // Node by node, so that each is looked up by its days; together they would be read by day alone.
  return safeBy(
    db,
    parts,
    (limit) => sql`
      select f.reporter_id from institutions below cross join lateral (
        select f.reporter_id from report_facts f where f.node_id = below.id and ${inDays(period)} limit ${sql.lit(limit)}
      ) f where below.path @> array[part.key::int] limit ${sql.lit(limit)}`,
  )
}

/** SQL of so many `reporter_id` of the facts of something. */
type FactsOf = (limit: number) => RawBuilder<unknown>

function factsWhere(where: RawBuilder<unknown>): FactsOf {
  return (limit) => sql`select f.reporter_id from report_facts f where ${where} limit ${sql.lit(limit)}`
}

/** Days stand in the text: a plan for any days takes them for few, and looks for each part through all of them. */
function inDays(period: Period): RawBuilder<unknown> {
  return sql`f.day between ${sql.lit(firstDay(period.from))} and ${sql.lit(lastDay(period.until))}`
}

/** @param ofPart which facts belong to a part (`part.key`) */
async function safeBy(db: Db, parts: readonly Part[], ofPart: FactsOf): Promise<SafeParts> {
  const many = parts.filter(({ received }) => received >= FEWEST_PEOPLE).map(({ key }) => key)
  const { rows } = await sql<{ key: string }>`
    select part.key from unnest(${many}::text[]) part (key) where ${enoughPeople(ofPart, LOOKED_AT)}
  `.execute(db)
  return putTogether(parts, new Set(rows.map(({ key }) => key)), async (hidden) => {
    const { rows: people } = await sql<{ people: number }>`
      select count(distinct few.reporter_id)::int as people from (
        select f.reporter_id from unnest(${[...hidden]}::text[]) part (key)
        cross join lateral (${ofPart(LOOKED_AT)}) f limit ${MOST_LOOKED_AT}
      ) few
    `.execute(db)
    return people[0]?.people ?? 0
  })
}

/** Whether there are five people: by a glance at the facts, or else by a longer look. */
function enoughPeople(facts: FactsOf, lookedAt: number): RawBuilder<unknown> {
  const found = (limit: number) =>
    sql`(select count(distinct few.reporter_id) from (${facts(limit)}) few) >= ${sql.lit(FEWEST_PEOPLE)}`
  return sql`(${found(FIRST_LOOKED_AT)} or ${found(lookedAt)})`
}

/** Parts of enough people stay; the others go together, with one more where they are too few people even so. */
async function putTogether(
  parts: readonly Part[],
  enough: ReadonlySet<string>,
  countPeople: (keys: readonly string[]) => Promise<number>,
): Promise<SafeParts> {
  const shown = parts.filter(({ key }) => enough.has(key)).sort((a, b) => b.received - a.received)
  const hidden = parts.filter(({ key }) => !enough.has(key))
  if (hidden.length === 0) return { shown, others: null }
  const people = await countPeople(hidden.map(({ key }) => key))
  if (people >= FEWEST_PEOPLE) return { shown, others: sum(hidden) }
  // Alone they could be told from the whole; the smallest of the others has people enough for both.
  const next = shown.pop()
  return { shown, others: next === undefined ? null : sum([...hidden, next]) }
}

/**
 * Those of the given institutions (or of the whole country, its root), each with all below it, in whose reports of a period five people and more can be found. A
 * whole is looked at longer than its parts: one person who writes a lot must not hide it.
 */
export async function institutionsOfEnoughPeople(
  db: Db,
  nodes: readonly number[],
  period: Period,
  wholeCountry = false,
): Promise<ReadonlySet<number>> {
  const below = sql`f.institution_id in (select id from institutions where path @> array[node.id] and institution_id = id)`
  const facts = factsWhere(sql`${wholeCountry ? sql`true` : below} and ${inDays(period)}`)
  const { rows } = await sql<{ id: number }>`
    select node.id from unnest(${[...nodes]}::int[]) node (id) where ${enoughPeople(facts, MOST_LOOKED_AT)}
  `.execute(db)
  return new Set(rows.map(({ id }) => id))
}

function matches(dimension: Exclude<FigureDimension, 'all'>, wholeCountry: boolean): RawBuilder<unknown> {
  switch (dimension) {
    case 'class':
      return sql`f.class = part.key`
    case 'channel':
      return sql`f.channel = part.key`
    case 'category':
      // What has none is told only together with others; so an index can be asked.
      return sql`f.category_id = nullif(part.key, '')::int`
    case 'area':
      return wholeCountry
        ? // From the code itself up to what lies below it: "/" is the sign after ".".
          sql`f.area_code ~>=~ part.key and f.area_code ~<~ (part.key || '/') and part.key <> ''`
        : sql`f.area_code = nullif(part.key, '')`
  }
}

export interface Hotspot {
  /** The middle of a cell of about a kilometre. */
  readonly latitude: number
  readonly longitude: number
  readonly received: number
}

const MOST_HOTSPOTS = 100

/** Cells of an institution from which reports of five people or more came, the most first. */
export async function readHotspots(db: Db, institution: number, period: Period): Promise<Hotspot[]> {
  const ofCell = factsWhere(sql`f.institution_id = ${institution} and f.cell_latitude = cell.cell_latitude
    and f.cell_longitude = cell.cell_longitude and ${inDays(period)} order by f.day desc`)
  const { rows } = await sql<{ cell_latitude: number; cell_longitude: number; received: number }>`
    select cell_latitude, cell_longitude, received from (
      select cell_latitude, cell_longitude, sum(received)::int as received from places_by_month
      where node_id = ${institution} and start between ${firstDay(period.from)} and ${firstDay(period.until)}
      group by 1, 2 having sum(received) >= ${FEWEST_PEOPLE} order by 3 desc limit ${MOST_HOTSPOTS}
    ) cell
    where ${enoughPeople(ofCell, LOOKED_AT)}
    order by received desc, cell_latitude, cell_longitude
  `.execute(db)
  return rows.map(({ cell_latitude, cell_longitude, received }) => ({
    latitude: (cell_latitude + 0.5) / 100,
    longitude: (cell_longitude + 0.5) / 100,
    received,
  }))
}

function sum(parts: readonly PartMeasures[]): PartMeasures {
  const total = { ...NO_PART }
  for (const part of parts) for (const name of PART_NAMES) total[name] += part[name]
  return total
}

const NO_PART = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as unknown as PartMeasures
