import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { migrateToLatest, openDatabase } from '../src/db/index.ts'
import { forgetRegistry, searchAreas, searchInstitutions, seedRegistry } from '../src/institutions/index.ts'
import { firstHolder } from '../src/routing/index.ts'

/**
 * `npm run bench -- registry`: how long loading the national registry and searching it takes, in ms, beside its
 * limit. On the server in LAPOR_TEST_DATABASE_URL, or on an embedded one in `.cache`.
 */
const PROJECT_DIR = join(import.meta.dirname, '..')
const ROUNDS = 30
/** Typing feels immediate up to here. */
const TYPING_MS = 30

const AREAS = ['a', 'k', 'ped', 'jawa tengah', 'kota', 'kabupaten p', 'medono pekalongan', 'kel. medono']
const MISTYPED = ['medno pekalongan', 'kota pekalngan', 'jl medono 5 pekalongan', 'xyzzyq']
const INSTITUTIONS = ['d', 'dinas', 'dinkes', 'kota pekalongan', 'puskesmas medono', 'dinkomnfo']

const own = process.env.LAPOR_TEST_DATABASE_URL?.trim()
const server = own
  ? { url: own, stop: async () => undefined }
  : await startEmbeddedPostgres({
      dataDir: join(PROJECT_DIR, '.cache/bench-postgres'),
      onProgress: () => undefined,
    })
const name = `lapor_bench_${randomBytes(4).toString('hex')}`
await onServer(`create database ${name}`)
const database = openDatabase(server.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`))
const { db } = database
try {
  await migrateToLatest(db)
  print('load into an empty database', 5_000, await once(seed))
  print('load again, nothing changed', 500, await once(seed))
  for (const text of AREAS) {
    await measure(`region "${text}"`, () => searchAreas(db, text, { limit: 12 }))
  }
  for (const text of MISTYPED) {
    await measure(`region "${text}", mistyped`, () => searchAreas(db, text, { limit: 12 }))
  }
  for (const text of INSTITUTIONS) {
    await measure(`institution "${text}"`, () => searchInstitutions(db, text, { limit: 12 }))
  }
  const known = { chosenInstitutionId: null, categoryId: null, areaCode: '33.75.01.1002' }
  await measure('first holder of a place, read anew', async () => {
    forgetRegistry()
    await firstHolder(db, known)
  })
  await measure('first holder of a place, kept', () => firstHolder(db, known))
} finally {
  await database.close()
  await onServer(`drop database if exists ${name} with (force)`)
  await server.stop()
}

function seed() {
  return seedRegistry(db, { projectDir: PROJECT_DIR, now: new Date() })
}

async function once(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/** The slowest but one of the rounds, since one pause of a shared machine says nothing. */
async function measure(what: string, run: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await once(run))
  print(what, TYPING_MS, times.sort((a, b) => a - b).at(-2) ?? 0)
}

function print(what: string, limit: number, ms: number): void {
  console.log(
    `${what.padEnd(46)} ${ms.toFixed(1).padStart(8)} ms   limit ${limit}${ms > limit ? '   ABOVE' : ''}`,
  )
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
