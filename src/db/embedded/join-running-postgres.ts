import { join } from 'node:path'
import { SetupError } from '../../errors.ts'
import type { Claim } from './claim-data-dir.ts'
import { connectionUrl } from './connection-url.ts'
import { readPassword } from './password.ts'
import { findPostmaster, readPostmasterFile } from './postmaster.ts'

/** The app may be in the middle of its own start; replaying the log after a crash takes a while. */
const PATIENCE_MS = 60_000

/**
 * The URL of the PostgreSQL that another process of ours runs on this data folder.
 * @throws SetupError when it does not get ready
 */
export async function joinRunningPostgres(dataDir: string, holder: Claim): Promise<string> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const url = runningUrl(dataDir)
    if (url !== null) return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new SetupError(
    `LAPOR! (process ${holder.pid}) holds ${dataDir}, but its PostgreSQL does not get ready. To stop it: kill ${holder.pid}`,
  )
}

function runningUrl(dataDir: string): string | null {
  const clusterDir = join(dataDir, 'postgres')
  const file = readPostmasterFile(clusterDir)
  const password = readPassword(dataDir)
  if (file === null || !file.ready || password === null || findPostmaster(clusterDir) === null) return null
  return file.socketDir === null
    ? connectionUrl({ kind: 'loopback', port: file.port }, password)
    : connectionUrl({ kind: 'socket', directory: clusterDir }, password)
}
