import { type RawBuilder, sql } from 'kysely'
import type { AreaLevel, Db } from '../db/index.ts'
import { type AreaReading, readAreaQuery } from './area-query.ts'
import { similarAreaWords } from './similar-area-words.ts'

export interface FoundArea {
  readonly code: string
  readonly level: AreaLevel
  readonly name: string
  readonly full_name: string
}

export interface AreaSearch {
  readonly limit?: number
  /** Only this region and the ones inside it. */
  readonly within?: string | null
}

interface Scope {
  readonly limit: number
  readonly filter: RawBuilder<boolean>
}

/**
 * Regions that fit what is typed so far, best first: the exact name, names that begin so, names with the words in any
 * order together with the regions around them; only when nothing fits, names that are spelled nearly so.
 */
export async function searchAreas(db: Db, text: string, search: AreaSearch = {}): Promise<FoundArea[]> {
  const limit = search.limit ?? 10
  if (CODE.test(text.trim())) return await byCode(db, text.trim())
  const { readings, lastResort } = readAreaQuery(text)
  const found = new Map<string, FoundArea>()
  const add = async (find: typeof byWords, reading: AreaReading) => {
    if (found.size >= limit) return
    for (const row of await find(db, reading, scopeOf(reading, search, limit))) {
      if (found.size < limit) found.set(row.code, row)
    }
  }
  for (const find of [byBeginning, byWords]) {
    for (const reading of readings) await add(find, reading)
  }
  for (const find of [byWords, bySimilarWords]) {
    for (const reading of [
      ...(find === bySimilarWords ? readings : []),
      ...(lastResort ? [lastResort] : []),
    ]) {
      if (found.size === 0) await add(find, reading)
    }
  }
  return [...found.values()]
}

const CODE = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/

async function byCode(db: Db, code: string): Promise<FoundArea[]> {
  return await db
    .selectFrom('areas')
    .select(['code', 'level', 'name', 'full_name'])
    .where('code', '=', code)
    .execute()
}

function scopeOf(reading: AreaReading, search: AreaSearch, limit: number): Scope {
  const conditions = [sql<boolean>`true`]
  if (reading.level !== null) conditions.push(sql`area.level = ${reading.level}`)
  if (reading.namePrefix !== null) conditions.push(sql`starts_with(area.name, ${reading.namePrefix})`)
  const within = search.within ?? null
  if (within !== null)
    conditions.push(sql`(area.code = ${within} or starts_with(area.code, ${`${within}.`}))`)
  return { limit, filter: sql`${sql.join(conditions, sql` and `)}` }
}

const COLUMNS = sql`area.code, area.level, area.name, area.full_name`
const LEVELS: readonly AreaLevel[] = ['province', 'regency', 'district', 'village']
/** Larger regions before smaller ones. */
const SIZE = sql`array_position(array['province', 'regency', 'district', 'village'], area.level)`

/** The name itself, written as one word or several, then names that begin with what is typed. */
async function byBeginning(db: Db, reading: AreaReading, { limit, filter }: Scope): Promise<FoundArea[]> {
  const typed = reading.words.join(' ')
  const whole = lexeme(`==${reading.words.join('')}`)
  const levels = reading.level === null ? LEVELS : [reading.level]
  // Level by level, so that each branch reads only its first rows from the index, also for a single letter.
  const branches = levels.map(
    (level) => sql`(
      select area.* from areas as area
      where area.level = ${level} and area.search_name like ${`${typed}%`} and ${filter}
      order by area.search_name using ~<~ limit ${limit}
    )`,
  )
  const { rows } = await sql<FoundArea>`
    select ${COLUMNS} from (
      (select area.* from areas as area where area.words @@ ${whole}::tsquery and ${filter} limit 200)
      union ${sql.join(branches, sql` union `)}
    ) as area
    order by ${rank(whole)}, ${SIZE}, area.search_name, area.code
    limit ${limit}
  `.execute(db)
  return rows
}

/**
 * The beginning of a province, kabupaten or kota ranks above villages that are named just what is typed: "jawa" is on
 * its way to a province.
 */
function rank(whole: string): RawBuilder<number> {
  return sql`case
    when area.level in ('province', 'regency') then (case when area.words @@ ${whole}::tsquery then 0 else 1 end)
    when area.words @@ ${whole}::tsquery then 2
    else 3
  end`
}

/** Each word begins a word of the region or of one around it, and at least one begins a word of its own name. */
async function byWords(db: Db, reading: AreaReading, scope: Scope): Promise<FoundArea[]> {
  // One letter, the beginning of the next word, fits nearly everything.
  const words = reading.words.filter((word) => word.length > 1)
  if (words.length === 0) return []
  return await matching(
    db,
    words.map((word) => [prefix(word)]),
    reading,
    scope,
  )
}

async function bySimilarWords(db: Db, reading: AreaReading, scope: Scope): Promise<FoundArea[]> {
  const choices = await similarAreaWords(db, reading.words)
  for (const choice of choices) {
    const alternatives = choice.map((words) => words.map((word) => prefix(word)))
    const found = alternatives.length === 0 ? [] : await matching(db, alternatives, reading, scope)
    if (found.length > 0) return found
  }
  return []
}

async function matching(
  db: Db,
  alternatives: readonly (readonly Prefix[])[],
  reading: AreaReading,
  { limit, filter }: Scope,
): Promise<FoundArea[]> {
  const anywhere = alternatives.map((words) => `(${words.map((word) => word.anywhere).join(' | ')})`)
  const own = alternatives.map((words) => `(${words.map((word) => word.own).join(' | ')})`)
  const whole = `${lexeme(`==${reading.words.join('')}`)}:*`
  const query = `((${anywhere.join(' & ')}) & (${own.join(' | ')})) | ${whole}`
  const covered = sql.join(
    own.map((word) => sql`(area.words @@ ${word}::tsquery)::integer`),
    sql` + `,
  )
  const { rows } = await sql<FoundArea>`
    select ${COLUMNS} from areas as area
    where area.words @@ ${query}::tsquery and ${filter}
    order by ${covered} desc, strict_word_similarity(area.search_name, ${reading.words.join(' ')}) desc,
      ${SIZE}, area.search_name, area.code
    limit ${limit}
  `.execute(db)
  return rows
}

interface Prefix {
  readonly anywhere: string
  readonly own: string
}

function prefix(word: string): Prefix {
  return { anywhere: `${lexeme(word)}:*`, own: `${lexeme(`=${word}`)}:*` }
}

/** Quoted for a tsquery; words consist of a-z and 0-9 only. */
function lexeme(word: string): string {
  return `'${word}'`
}
