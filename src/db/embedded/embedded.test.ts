import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SetupError } from '../../errors.ts'
import { claimDataDir, startEmbeddedPostgres } from './index.ts'
import { findPostmaster } from './postmaster.ts'
import { isAlive } from './process-identity.ts'

const folders: string[] = []
const apps: ChildProcess[] = []
/** A stopped cluster to copy: making one takes longer than everything else here. */
const prepared = mkdtempSync(join(tmpdir(), 'lapor-pg-'))

beforeAll(async () => {
  await (await start(prepared)).stop()
})

afterAll(() => {
  rmSync(prepared, { recursive: true, force: true })
})

afterEach(async () => {
  for (const app of apps.splice(0)) app.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    const left = findPostmaster(join(folder, 'postgres'))
    if (left !== null) process.kill(left.pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
})

test('every acknowledged row is there after the app was killed in the middle of writing', async () => {
  const dataDir = copyOfPrepared()
  const app = startApp(dataDir)
  const promised = await app.until((line) => Number(line) >= 200)
  await app.kill()
  const orphan = findPostmaster(join(dataDir, 'postgres'))
  expect(orphan).not.toBeNull()

  await withServer(dataDir, async (client) => {
    const { rows } = await client.query('select max(number) as last, count(*)::int as count from promised')
    expect(rows[0].last).toBeGreaterThanOrEqual(Number(promised))
    expect(rows[0].count).toBe(rows[0].last)
  })
  expect(orphan !== null && isAlive(orphan)).toBe(false)
  expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull()
})

test('the rows are there after PostgreSQL itself was killed, too', async () => {
  const dataDir = copyOfPrepared()
  const app = startApp(dataDir)
  const promised = await app.until((line) => Number(line) >= 50)
  process.kill(findPostmaster(join(dataDir, 'postgres'))?.pid ?? 0, 'SIGKILL')
  await app.kill()

  await withServer(dataDir, async (client) => {
    const { rows } = await client.query('select max(number) as last from promised')
    expect(rows[0].last).toBeGreaterThanOrEqual(Number(promised))
  })
})

test('a server that was killed under the running app is started again', async () => {
  const dataDir = copyOfPrepared()
  const server = await start(dataDir)
  await query(server.url, 'create table kept as select 1 as one')
  const first = findPostmaster(join(dataDir, 'postgres'))
  process.kill(first?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(() => query(server.url, 'select one from kept').catch(() => 0), { timeout: 15_000 })
    .toBe(1)
  expect(findPostmaster(join(dataDir, 'postgres'))?.pid).not.toBe(first?.pid)
  await server.stop()
  expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull()
})

test('a second app on the same folder is told where the first one runs', async () => {
  const dataDir = copyOfPrepared()
  const app = startApp(dataDir, 'idle')
  await app.until((line) => line === 'ready')
  const refusal = refusalOf(() => claimDataDir(dataDir, { url: 'http://127.0.0.1:1709' }))
  expect(refusal).toContain('http://127.0.0.1:1708')
  expect(refusal).toContain(String(app.process.pid))
})

test('a command beside the app uses its server and leaves it running', async () => {
  const dataDir = copyOfPrepared()
  const app = startApp(dataDir, 'idle')
  await app.until((line) => line === 'ready')
  for (const number of [1, 2]) {
    await withServer(dataDir, (client) => client.query('insert into promised values ($1)', [number]))
  }
  expect(findPostmaster(join(dataDir, 'postgres'))).not.toBeNull()
})

test('the claim of a dead process counts for nothing, also when its number was given to another', () => {
  const dataDir = newDataDir()
  writeFileSync(
    join(dataDir, 'lapor.pid'),
    JSON.stringify({ pid: process.pid, started: 'long ago', url: 'http://127.0.0.1:1708' }),
  )
  const claim = claimDataDir(dataDir, { url: null })
  claim.release()
  expect(existsSync(join(dataDir, 'lapor.pid'))).toBe(false)
})

test('lock files that name a stranger do not keep the server from starting', async () => {
  const dataDir = copyOfPrepared()
  await withServer(dataDir, (client) => client.query('create table kept as select 1 as one'))
  const now = Math.floor(performance.timeOrigin / 1_000)
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.ppid}\n/elsewhere\n${now}\n5432\n`)
  writeFileSync(join(dataDir, 'postgres', '.s.PGSQL.5432.lock'), `${process.ppid}\n`)
  await withServer(dataDir, async (client) => {
    expect((await client.query('select one from kept')).rowCount).toBe(1)
  })
})

test('what a broken-off first start left is made again', async () => {
  const dataDir = newDataDir()
  mkdirSync(join(dataDir, 'postgres.unfinished', 'base'), { recursive: true })
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
  await withServer(dataDir, async (client) => {
    expect((await client.query('select 1')).rowCount).toBe(1)
  })
  expect(existsSync(join(dataDir, 'postgres.unfinished'))).toBe(false)
})

test('a folder of another PostgreSQL major is refused, with what to do, and left as it was', async () => {
  const dataDir = newDataDir()
  mkdirSync(join(dataDir, 'postgres', 'global'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres', 'global', 'pg_control'), '')
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n')
  const refusal = await startEmbeddedPostgres({ dataDir }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(SetupError)
  expect(String(refusal)).toMatch(/PostgreSQL 15.*PostgreSQL 18.*pg_dump/s)
  expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('15\n')
})

test('a lost password file costs no rows', async () => {
  const dataDir = copyOfPrepared()
  await withServer(dataDir, (client) => client.query('create table kept as select 1 as one'))
  rmSync(join(dataDir, 'postgres-password'))
  await withServer(dataDir, async (client) => {
    expect((await client.query('select one from kept')).rowCount).toBe(1)
  })
})

test('a path too long for a Unix socket is served on loopback', async () => {
  const dataDir = join(newDataDir(), 'a'.repeat(60), 'b'.repeat(60))
  await withServer(dataDir, async (client) => {
    const { rows } = await client.query('select inet_server_addr()::text as address')
    expect(rows[0].address).toContain('127.0.0.1')
  })
})

test('nobody gets in without the password', async () => {
  const dataDir = copyOfPrepared()
  const server = await start(dataDir)
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim()
  const stranger = new pg.Client({ connectionString: server.url.replace(password, 'guess') })
  await expect(stranger.connect()).rejects.toThrow('password authentication failed')
  await server.stop()
})

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lapor-pg-'))
  folders.push(folder)
  return folder
}

function copyOfPrepared(): string {
  const dataDir = newDataDir()
  execFileSync('cp', ['-a', `${prepared}/.`, dataDir])
  return dataDir
}

function start(dataDir: string) {
  return startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
}

async function query(url: string, statement: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url })
  // The server may end under it, which is what the test wants.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(statement)).rowCount
  } finally {
    await client.end()
  }
}

async function withServer(dataDir: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const server = await start(dataDir)
  const client = new pg.Client({ connectionString: server.url })
  try {
    await client.connect()
    await use(client)
  } finally {
    await client.end()
    await server.stop()
  }
}

function startApp(dataDir: string, wish: 'write' | 'idle' = 'write') {
  const program = join(import.meta.dirname, 'app.fixture.ts')
  const app = spawn(process.execPath, [program, dataDir, 'http://127.0.0.1:1708', wish], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  apps.push(app)
  const lines = createInterface({ input: app.stdout })
  return {
    process: app,
    kill: () => {
      app.kill('SIGKILL')
      return once(app, 'exit')
    },
    until: (isIt: (line: string) => boolean) =>
      new Promise<string>((resolve, reject) => {
        lines.on('line', (line) => {
          if (isIt(line)) resolve(line)
        })
        app.once('exit', () => reject(new Error('the app ended')))
      }),
  }
}

function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError)
    return String(error)
  }
  return 'not refused'
}
