import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { claimDataDir, type DataDirClaim, startEmbeddedPostgres } from '../../src/db/embedded/index.ts'
import { SetupError } from '../../src/errors.ts'
import { makeModel } from '../../src/routing/routing.fixture.ts'
import { runOnServer } from './database.ts'
import { prepareTemplates, type Templates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: Templates & { url: string; databasePrefix: string }
  }
}

/** Nothing of a test must survive a power cut. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** One PostgreSQL for the whole run: the server in LAPOR_TEST_DATABASE_URL, or an embedded one in `.cache`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  makeModel()
  const given = process.env.LAPOR_TEST_DATABASE_URL?.trim()
  const server = given ? { url: given, stop: async () => undefined } : await startOwnServer()
  const databasePrefix = `lapor_test_${process.pid}_`
  await dropDatabases(server.url, databasePrefix)
  project.provide('testServer', { ...(await prepareTemplates(server.url)), url: server.url, databasePrefix })
  return async () => {
    await dropDatabases(server.url, databasePrefix)
    await server.stop()
  }
}

/** Runs at the same time get a server each: a shared one would end with the first of them. */
async function startOwnServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const { dataDir, claim } = claimFreeFolder()
  const server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      claim.release()
    },
  }
}

function claimFreeFolder(): { dataDir: string; claim: DataDirClaim } {
  for (let n = 1; ; n++) {
    const dataDir = join(import.meta.dirname, `../../.cache/test-postgres-${n}`)
    try {
      return { dataDir, claim: claimDataDir(dataDir, { url: null }) }
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
    }
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const pattern = prefix.replaceAll('_', '\\_')
  const { rows } = await runOnServer(url, `select datname from pg_database where datname like '${pattern}%'`)
  for (const { datname } of rows) await runOnServer(url, `drop database if exists ${datname} with (force)`)
}
