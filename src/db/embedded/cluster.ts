import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupError } from '../../errors.ts'
import type { Binaries } from './binaries.ts'
import { runProgram } from './programs.ts'
import type { RunAs } from './run-as.ts'
import { initialSettings } from './settings.ts'

/** The database role that owns everything in the embedded server. */
export const ROLE = 'lapor'

/**
 * Make the data folder of PostgreSQL when there is none yet.
 * It is made beside its place and moved there complete, so that a crash on the way leaves nothing half-made.
 * @returns whether it was made now
 * @throws SetupError when the folder belongs to another PostgreSQL major
 */
export function prepareCluster(
  clusterDir: string,
  options: {
    readonly binaries: Binaries
    readonly runAs: RunAs | null
    readonly password: string
    readonly onProgress: (message: string) => void
  },
): boolean {
  setIncompleteAside(clusterDir, options.onProgress)
  if (existsSync(clusterDir)) {
    refuseOtherMajor(clusterDir, options.binaries.major)
    if (options.runAs !== null) handOver(clusterDir, options.runAs)
    return false
  }
  options.onProgress('creating the database')
  createCluster(clusterDir, options)
  return true
}

function createCluster(
  clusterDir: string,
  { binaries, runAs, password }: { binaries: Binaries; runAs: RunAs | null; password: string },
): void {
  const unfinished = makeFolder(`${clusterDir}.unfinished`, runAs)
  const secret = makeFolder(`${clusterDir}.password`, runAs)
  try {
    writeFileSync(join(secret, 'password'), `${password}\n`, { mode: 0o600 })
    if (runAs !== null) chownSync(join(secret, 'password'), runAs.uid, runAs.gid)
    const outcome = runProgram(binaries.initdb, {
      clusterDir: unfinished,
      runAs,
      extraDir: secret,
      args: (dataPath, secretPath) => [
        '-D',
        dataPath,
        `--username=${ROLE}`,
        `--pwfile=${join(secretPath, 'password')}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // PostgreSQL's own rules for letters: the same on every machine, and no upgrade of the system shifts an index.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...Object.entries(initialSettings()).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
      ],
    })
    if (outcome.status !== 0) throw new SetupError(`The database could not be created: ${outcome.output}`)
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
  renameSync(unfinished, clusterDir)
  syncFolder(dirname(clusterDir))
}

function makeFolder(path: string, runAs: RunAs | null): string {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (runAs !== null) chownSync(path, runAs.uid, runAs.gid)
  return path
}

/** Without its control file there never was a database here: somebody's copy that broke off, or an empty folder. */
function setIncompleteAside(clusterDir: string, onProgress: (message: string) => void): void {
  if (!existsSync(clusterDir) || existsSync(join(clusterDir, 'global', 'pg_control'))) return
  let aside = `${clusterDir}.incomplete`
  for (let n = 2; existsSync(aside); n++) aside = `${clusterDir}.incomplete-${n}`
  renameSync(clusterDir, aside)
  onProgress(`${clusterDir} held no complete database; it now lies in ${aside}`)
}

function refuseOtherMajor(clusterDir: string, ours: number): void {
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (found === String(ours)) return
  throw new SetupError(
    `${clusterDir} was written by PostgreSQL ${found}, and this LAPOR! brings PostgreSQL ${ours}, which cannot read it. ` +
      `Nothing was changed. Either start the LAPOR! that wrote it, or move the rows: run that version, dump with pg_dump ${found}, ` +
      `move ${clusterDir} away, start this version and restore with pg_restore; or set DATABASE_URL to a PostgreSQL ${found} server on that folder.`,
  )
}

/** A restored copy may belong to root, and PostgreSQL refuses a folder that is not its user's or open to others. */
function handOver(clusterDir: string, runAs: RunAs): void {
  if (statSync(clusterDir).uid !== runAs.uid) {
    spawnSync('chown', ['-R', `${runAs.uid}:${runAs.gid}`, clusterDir])
  }
  chmodSync(clusterDir, 0o700)
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
