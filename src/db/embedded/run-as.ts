import { execFileSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import { SetupError } from '../../errors.ts'

/** The user PostgreSQL runs as when it must not be ours; it refuses to run as root. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

const OWN_USER = 'lapor-postgres'

/**
 * Decide who PostgreSQL runs as: `null` for the present user, another user when the present one is root.
 * Existing data decides by its owner; otherwise a system user of our own is made, or Debian's `postgres` taken.
 * @throws SetupError when the data belongs to somebody else, or no user can be had
 */
export function chooseRunAs(clusterDir: string): RunAs | null {
  const uid = process.getuid?.()
  if (uid === undefined) return null
  const owner = ownerOf(clusterDir)
  if (uid !== 0) {
    if (owner !== null && owner.uid !== uid) {
      throw new SetupError(
        `${clusterDir} belongs to the user with the number ${owner.uid}, and LAPOR! runs as ${uid}. ` +
          `Start it as that user or as root, or give the folder over: chown -R ${uid} ${clusterDir}`,
      )
    }
    return null
  }
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const runAs = findUser(OWN_USER) ?? createOwnUser() ?? findUser('postgres')
  if (runAs !== null) return runAs
  throw new SetupError(
    'PostgreSQL refuses to run as root, and no user for it could be made. ' +
      `Make one with: useradd --system ${OWN_USER}   or start LAPOR! as a normal user.`,
  )
}

function ownerOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

function findUser(name: string): RunAs | null {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    return null
  }
}

function createOwnUser(): RunAs | null {
  try {
    execFileSync(
      'useradd',
      ['--system', '--no-create-home', '--home-dir', '/', '--shell', '/usr/sbin/nologin', OWN_USER],
      // Where root's programs lie, even when the caller's PATH leaves them out.
      { stdio: 'ignore', env: { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' } },
    )
  } catch {
    // Not there, not allowed, or another start was quicker: the look-up tells.
  }
  return findUser(OWN_USER)
}
