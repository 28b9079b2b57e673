import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10

/**
 * Milliseconds of processor time that a server and its PostgreSQL have used so far; null where there is no /proc.
 * On a machine that others use too, a latency tells how long the queue was; this tells what the work itself cost.
 */
export function processorTime(dataDir: string): number | null {
  const parts = processorTimes(dataDir)
  return parts === null ? null : parts.server + parts.postgres
}

/** The same apart: the server has one thread for its work, PostgreSQL has as many as there are connections. */
export function processorTimes(
  dataDir: string,
): { readonly server: number; readonly postgres: number } | null {
  try {
    const claim: { pid: number } = JSON.parse(readFileSync(join(dataDir, 'lapor.pid'), 'utf8'))
    const postgres = postgresTime(dataDir)
    return postgres === null
      ? null
      : { server: (statOf(String(claim.pid))?.withChildren ?? 0) * TICK_MS, postgres }
  } catch {
    return null
  }
}

/** Milliseconds that PostgreSQL has used with all its processes; null where there is no /proc. */
export function postgresTime(dataDir: string): number | null {
  try {
    const [first = ''] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    const postmaster = Number(first)
    const backends = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .filter((stat) => stat?.parent === postmaster)
    const ofPostmaster = statOf(String(postmaster))?.withChildren ?? 0
    return backends.reduce((sum, stat) => sum + (stat?.own ?? 0), ofPostmaster) * TICK_MS
  } catch {
    return null
  }
}

function statOf(pid: string): { parent: number; own: number; withChildren: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name in brackets: state, parent, … and from the twelfth on user, system and waited-for children's time.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15)
    const own = user + system
    return { parent: fields[1] ?? 0, own, withChildren: own + childrenUser + childrenSystem }
  } catch {
    return null
  }
}
