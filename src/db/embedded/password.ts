import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The password of the embedded PostgreSQL, generated once and kept in `postgres-password`, readable by us only. */
export function readOrMakePassword(dataDir: string): { password: string; path: string; isNew: boolean } {
  const path = join(dataDir, 'postgres-password')
  const kept = readPassword(dataDir)
  if (kept !== null) return { password: kept, path, isNew: false }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(`${path}.new`, `${password}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return { password, path, isNew: true }
}

/** The kept password, or `null` when there is none. */
export function readPassword(dataDir: string): string | null {
  try {
    const text = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim()
    return text === '' ? null : text
  } catch {
    return null
  }
}
