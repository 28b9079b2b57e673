import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { SetupError } from '../../errors.ts'
import { type Binaries, locateBinaries } from './binaries.ts'
import { claimDataDir, findClaim } from './claim-data-dir.ts'
import { prepareCluster, ROLE } from './cluster.ts'
import { connectionUrl, fitsSocket, type Listening } from './connection-url.ts'
import { joinRunningPostgres } from './join-running-postgres.ts'
import { readOrMakePassword } from './password.ts'
import { readPostmasterFile, stopLeftover, stopPostmaster } from './postmaster.ts'
import { identifyProcess, type ProcessIdentity } from './process-identity.ts'
import { runProgram, spawnServer } from './programs.ts'
import { chooseRunAs, type RunAs } from './run-as.ts'

export interface EmbeddedPostgres {
  /** With the password in it: never log it. */
  readonly url: string
  /** Stop cleanly, after the pools were closed; what is still connected is cut off. */
  stop(): Promise<void>
}

/**
 * Start the PostgreSQL that LAPOR! brings along, in `<dataDir>/postgres`, and make its database on the first time.
 * One that an earlier, killed run left behind is stopped first. While another process holds the folder, its server
 * is used and left running: so a command works beside the app.
 * @throws SetupError when the folder cannot be used, saying what to do
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string
  readonly onProgress?: (message: string) => void
  /** Server settings that win over `postgresql.conf`; tests switch safety off with them. */
  readonly settings?: Readonly<Record<string, string>>
}): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const holder = findClaim(dataDir)
  if (holder !== null && holder.pid !== process.pid) {
    return { url: await joinRunningPostgres(dataDir, holder), stop: async () => undefined }
  }
  const claim = holder === null ? claimDataDir(dataDir, { url: null }) : null
  try {
    const server = await startOwn(dataDir, options.onProgress ?? (() => undefined), options.settings ?? {})
    return {
      url: server.url,
      stop: async () => {
        await server.stop()
        claim?.release()
      },
    }
  } catch (error) {
    claim?.release()
    throw error
  }
}

async function startOwn(
  dataDir: string,
  onProgress: (message: string) => void,
  settings: Readonly<Record<string, string>>,
): Promise<EmbeddedPostgres> {
  const clusterDir = join(dataDir, 'postgres')
  const runAs = chooseRunAs(clusterDir)
  const binaries = locateBinaries(runAs)
  const { password, isNew } = readOrMakePassword(dataDir)
  await stopLeftover(clusterDir, onProgress)
  const isFresh = prepareCluster(clusterDir, { binaries, runAs, password, onProgress })
  const server: Server = { dataDir, clusterDir, binaries, runAs, settings, onProgress }
  if (isNew && !isFresh) setPassword(server, password)

  const listening = await chooseListening(clusterDir)
  let postmaster = await launch(server, listening)
  if (!(await ensureDatabase(listening, password))) {
    await stopPostmaster(postmaster)
    setPassword(server, password)
    postmaster = await launch(server, listening)
    await ensureDatabase(listening, password)
  }
  return { url: connectionUrl(listening, password), stop: stopOnExit(postmaster) }
}

interface Server {
  readonly dataDir: string
  readonly clusterDir: string
  readonly binaries: Binaries
  readonly runAs: RunAs | null
  readonly settings: Readonly<Record<string, string>>
  readonly onProgress: (message: string) => void
}

const POLL_MS = 15
/** Processes of a killed server end on their own, but not at once; until then a new one refuses to start. */
const LAUNCH_ATTEMPTS = 20

async function launch(server: Server, listening: Listening): Promise<ProcessIdentity> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await launchOnce(server, listening)
    if (typeof outcome !== 'string') return outcome
    if (attempt === LAUNCH_ATTEMPTS || !outcome.includes('still in use')) {
      throw new SetupError(`PostgreSQL did not start in ${server.clusterDir}:\n${outcome}`)
    }
    await pause(500)
  }
}

/** @returns the running server, or what it said when it gave up */
async function launchOnce(server: Server, listening: Listening): Promise<ProcessIdentity | string> {
  const logPath = join(server.dataDir, 'postgres-start.log')
  const log = openSync(logPath, 'w', 0o600)
  const child = spawnServer(server.binaries.postgres, {
    clusterDir: server.clusterDir,
    runAs: server.runAs,
    args: serverArguments(server, listening),
    log,
  })
  closeSync(log)
  const failure = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', () => resolve(`${readText(logPath)}${readServerLog(server.clusterDir)}`))
  })
  const { pid } = child
  if (pid === undefined) return failure
  let isWaiting = true
  try {
    return await Promise.race([failure, untilReady(server, pid, () => isWaiting)])
  } finally {
    isWaiting = false
    child.unref()
  }
}

async function untilReady(server: Server, pid: number, isWaiting: () => boolean): Promise<ProcessIdentity> {
  for (let polls = 1; isWaiting(); polls++) {
    await pause(POLL_MS)
    const file = readPostmasterFile(server.clusterDir)
    const identity = file?.pid === pid && file.ready ? identifyProcess(pid) : null
    if (identity !== null) return identity
    if ((polls * POLL_MS) % 3_000 === 0)
      server.onProgress('PostgreSQL is bringing its data in order after a crash')
  }
  return new Promise(() => undefined)
}

function serverArguments({ clusterDir, settings }: Server, listening: Listening): string[] {
  const all: Record<string, string> = {
    ...settings,
    // The folder by name: `ps` shows it, and the next start knows its own server by it.
    'lapor.data_folder': clusterDir,
    // Relative to the data folder, whatever that folder's path looks like to the server's user.
    unix_socket_directories: listening.kind === 'socket' ? '.' : '',
    listen_addresses: listening.kind === 'socket' ? '' : '127.0.0.1',
    port: listening.kind === 'socket' ? '5432' : String(listening.port),
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function chooseListening(clusterDir: string): Promise<Listening> {
  if (fitsSocket(clusterDir)) return { kind: 'socket', directory: clusterDir }
  return { kind: 'loopback', port: await freePort() }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

/** @returns false when the kept password is not the server's: its file was lost or came from another folder */
async function ensureDatabase(listening: Listening, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: connectionUrl(listening, password, 'postgres') })
  try {
    await client.connect()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') return false
    throw error
  }
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [ROLE])
    if (rowCount === 0) await client.query(`create database ${ROLE}`)
    return true
  } finally {
    await client.end()
  }
}

/** Whoever may read the data folder may also set its password, with a server that serves nobody else. */
function setPassword({ binaries, clusterDir, runAs, onProgress }: Server, password: string): void {
  onProgress('giving the database a new password, as its file postgres-password was lost')
  const outcome = runProgram(binaries.postgres, {
    clusterDir,
    runAs,
    input: `alter role ${ROLE} password '${password.replaceAll("'", "''")}'\n`,
    args: (dataPath) => ['--single', '-D', dataPath, 'postgres'],
  })
  if (outcome.status !== 0)
    throw new SetupError(`The database's password could not be set: ${outcome.output}`)
}

function readServerLog(clusterDir: string): string {
  const name = readText(join(clusterDir, 'current_logfiles')).trim().split(' ').at(-1) ?? ''
  return readText(join(clusterDir, name)).split('\n').slice(-12).join('\n')
}

/** @returns '' when the file is not there or not a file; the folder may be gone once a server has ended */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Stop when asked, and also when the process ends on an error that nobody caught. */
function stopOnExit(postmaster: ProcessIdentity): () => Promise<void> {
  const stopNow = () => {
    try {
      process.kill(postmaster.pid, 'SIGINT')
    } catch {
      // It has ended already.
    }
  }
  process.once('exit', stopNow)
  return async () => {
    process.off('exit', stopNow)
    await stopPostmaster(postmaster)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
