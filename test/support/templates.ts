import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import {
  type Db,
  migrateToLatest,
  openDatabase,
  prepareServingRole,
  SERVING_ROLE,
} from '../../src/db/index.ts'
import { startJobs } from '../../src/jobs/index.ts'
import { runOnServer, withDatabase } from './database.ts'

export interface Templates {
  readonly template: string
  readonly seededTemplate: string | null
}

const PROJECT_DIR = join(import.meta.dirname, '../..')
/** What decides a template's content; a change here makes new templates. */
const SCHEMA_FILES = ['src/db/**/*.ts', 'src/jobs/**/*.ts', 'package-lock.json']
const REGISTRY_FILES = ['src/institutions/**/*.ts', 'src/i18n/**/*.ts', 'registry/**/*.csv']

/** Make the databases that tests are cloned from, unless an earlier run on this server made the very same. */
export async function prepareTemplates(serverUrl: string): Promise<Templates> {
  const schemaHash = hashOf(SCHEMA_FILES)
  const template = `lapor_template_${schemaHash}`
  const seededTemplate = `lapor_template_seeded_${schemaHash}_${hashOf(REGISTRY_FILES)}`
  return await alone(serverUrl, async () => {
    await makeOnce(serverUrl, template, null, async (db, url) => {
      await migrateToLatest(db)
      await prepareServingRole(db)
      const serving = openDatabase(url, { role: SERVING_ROLE })
      const jobs = await startJobs(serving.pool, { supervise: true })
      await jobs.stop()
      await serving.close()
    })
    const seed = await findSeed()
    if (seed === null) return { template, seededTemplate: null }
    await makeOnce(serverUrl, seededTemplate, template, async (db) => seed(db))
    await dropOutdated(serverUrl, [template, seededTemplate])
    return { template, seededTemplate }
  })
}

/** Several runs may share one server: only one at a time makes templates. */
async function alone<Result>(serverUrl: string, work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('lapor test templates'))")
    return await work()
  } finally {
    await client.end()
  }
}

async function makeOnce(
  serverUrl: string,
  name: string,
  base: string | null,
  fill: (db: Db, url: string) => Promise<unknown>,
): Promise<void> {
  const { rowCount } = await runOnServer(serverUrl, `select from pg_database where datname = '${name}'`)
  if (rowCount === 1) return
  // The name says that it is finished: an interrupted run leaves only the unfinished one.
  const unfinished = `${name}_unfinished`
  await runOnServer(serverUrl, `drop database if exists ${unfinished} with (force)`)
  await runOnServer(serverUrl, `create database ${unfinished}${base === null ? '' : ` template ${base}`}`)
  const url = withDatabase(serverUrl, unfinished)
  const { db, close } = openDatabase(url)
  try {
    await fill(db, url)
  } finally {
    await close()
  }
  await runOnServer(serverUrl, `alter database ${unfinished} rename to ${name}`)
}

async function findSeed(): Promise<((db: Db) => Promise<unknown>) | null> {
  if (!existsSync(join(PROJECT_DIR, 'src/institutions/index.ts'))) return null
  const { seedRegistry } = await import('../../src/institutions/index.ts')
  return (db) =>
    seedRegistry(db, {
      projectDir: PROJECT_DIR,
      now: new Date('2026-01-05T02:00:00Z'),
      onProgress: () => undefined,
    })
}

/** Templates of earlier states of the code; a run that still clones one keeps it, the next run drops it. */
async function dropOutdated(serverUrl: string, present: readonly string[]): Promise<void> {
  const { rows } = await runOnServer(
    serverUrl,
    "select datname from pg_database where datname like 'lapor\\_template%' order by oid desc offset 6",
  )
  for (const { datname } of rows) {
    if (!present.includes(datname))
      await runOnServer(serverUrl, `drop database if exists ${datname}`).catch(() => undefined)
  }
}

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of globSync([...patterns], { cwd: PROJECT_DIR }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(PROJECT_DIR, file)))
  }
  return hash.digest('hex').slice(0, 12)
}
