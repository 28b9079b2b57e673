import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../../errors.ts'
import type { Binaries } from './binaries.ts'
import type { Listening } from './connection-url.ts'
import { readPostmasterFile } from './postmaster.ts'
import { identifyProcess, type ProcessIdentity } from './process-identity.ts'
import { spawnServer } from './programs.ts'
import type { RunAs } from './run-as.ts'

/** A data folder and how its server is to run. */
export interface Server {
  readonly dataDir: string
  readonly clusterDir: string
  readonly binaries: Binaries
  readonly runAs: RunAs | null
  readonly settings: Readonly<Record<string, string>>
  readonly onProgress: (message: string) => void
}

export interface LaunchedServer extends ProcessIdentity {
  /** Resolves when it has ended, in whatever way. */
  readonly ended: Promise<unknown>
}

const POLL_MS = 15
/** Processes of a killed server end on their own, but not at once; until then a new one refuses to start. */
const LAUNCH_ATTEMPTS = 20

/**
 * Start the server and wait until it takes connections, however long it replays its log.
 * @throws SetupError with its own words when it gives up
 */
export async function launchServer(server: Server, listening: Listening): Promise<LaunchedServer> {
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
async function launchOnce(server: Server, listening: Listening): Promise<LaunchedServer | string> {
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
    const ready = untilReady(server, pid, () => isWaiting)
    return await Promise.race([failure, ready.then((identity) => ({ ...identity, ended: failure }))])
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
    if ((polls * POLL_MS) % 3_000 === 0) {
      server.onProgress('PostgreSQL is bringing its data in order after a crash')
    }
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
