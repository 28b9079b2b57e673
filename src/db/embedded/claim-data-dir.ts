import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../../errors.ts'
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts'

export interface DataDirClaim {
  release(): void
}

/** Who holds a data folder, and where it can be seen. */
export interface Claim extends ProcessIdentity {
  /** The address of its pages; `null` for a command that has none. */
  readonly url: string | null
}

/**
 * Claim a data folder for this process until it releases it or ends, in whatever way.
 * @throws SetupError when another LAPOR! lives on it, saying where
 */
export function claimDataDir(dataDir: string, { url }: { readonly url: string | null }): DataDirClaim {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = claimPath(dataDir)
  const self = identifyProcess(process.pid)
  const text = JSON.stringify({ pid: process.pid, started: self?.started ?? '', url })
  const own = `${path}.${process.pid}`
  writeFileSync(own, text, { mode: 0o600 })
  try {
    while (!tryLink(own, path)) {
      const holder = findClaim(dataDir)
      if (holder !== null) throw new SetupError(describe(holder, dataDir))
      removeStale(path)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return {
    release: () => {
      if (readText(path) === text) rmSync(path, { force: true })
    },
  }
}

/** The living holder of a data folder; `null` when nobody has it, or only a dead process's file is left. */
export function findClaim(dataDir: string): Claim | null {
  const claim = parse(readText(claimPath(dataDir)))
  return claim !== null && isAlive(claim) ? claim : null
}

const claimPath = (dataDir: string) => join(dataDir, 'lapor.pid')

function describe(holder: Claim, dataDir: string): string {
  const stop = `To stop it: kill ${holder.pid}`
  return holder.url === null
    ? `A lapor command (process ${holder.pid}) works on ${dataDir} at this moment. Wait until it has ended. ${stop}`
    : `LAPOR! runs already on ${dataDir}, at ${holder.url} (process ${holder.pid}). ${stop}`
}

/** A hard link appears complete or not at all, and only one of several processes can make it. */
function tryLink(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Take a dead holder's file away; if a living one was quicker and stands there by now, give it back. */
function removeStale(path: string): void {
  const taken = `${path}.stale-${process.pid}`
  try {
    renameSync(path, taken)
  } catch {
    return
  }
  const claim = parse(readText(taken))
  if (claim !== null && isAlive(claim)) tryLink(taken, path)
  rmSync(taken, { force: true })
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function parse(text: string | null): Claim | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null
    if (typeof value.pid !== 'number' || typeof value.started !== 'string') return null
    const url = 'url' in value && typeof value.url === 'string' ? value.url : null
    return { pid: value.pid, started: value.started, url }
  } catch {
    return null
  }
}
