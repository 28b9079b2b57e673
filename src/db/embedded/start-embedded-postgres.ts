import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { SetupError } from '../../errors.ts'
import { locateBinaries } from './binaries.ts'
import { claimDataDir, findClaim } from './claim-data-dir.ts'
import { prepareCluster, ROLE } from './cluster.ts'
import { connectionUrl, fitsSocket, type Listening } from './connection-url.ts'
import { joinRunningPostgres } from './join-running-postgres.ts'
import { keepRunning } from './keep-running.ts'
import { launchServer, type Server } from './launch-server.ts'
import { readOrMakePassword } from './password.ts'
import { stopLeftover, stopPostmaster } from './postmaster.ts'
import { runProgram } from './programs.ts'
import { chooseRunAs } from './run-as.ts'

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
  let launched = await launchServer(server, listening)
  if (!(await ensureDatabase(listening, password))) {
    await stopPostmaster(launched)
    setPassword(server, password)
    launched = await launchServer(server, listening)
    await ensureDatabase(listening, password)
  }
  return { url: connectionUrl(listening, password), stop: keepRunning(server, listening, launched) }
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
