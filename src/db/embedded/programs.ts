import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { RunAs } from './run-as.ts'

interface Program {
  readonly clusterDir: string
  readonly runAs: RunAs | null
}

/** Run one of PostgreSQL's programs to its end. */
export function runProgram(
  program: string,
  options: Program & {
    /** A second folder it may read. */
    readonly extraDir?: string
    readonly input?: string
    /** Gets the paths by which the program reaches the two folders. */
    readonly args: (dataPath: string, extraPath: string) => readonly string[]
  },
): { status: number | null; output: string } {
  const folders = openFolders(options.runAs, [options.clusterDir, options.extraDir ?? options.clusterDir])
  try {
    const [data = '', extra = ''] = folders.paths
    const result = spawnSync(program, options.args(data, extra), {
      ...surroundings(options.runAs),
      input: options.input ?? '',
      stdio: ['pipe', 'pipe', 'pipe', ...folders.descriptors],
    })
    const texts = [result.error?.message, result.stderr, result.stdout]
    const output = texts.map((text) => String(text ?? '').trim()).join('\n')
    return { status: result.status, output: output.trim() }
  } finally {
    folders.close()
  }
}

/** Start the server in a session of its own: Ctrl-C in the terminal must reach it after its clients have gone. */
export function spawnServer(
  postgres: string,
  options: Program & { readonly args: readonly string[]; readonly log: number },
): ChildProcess {
  const folders = openFolders(options.runAs, [options.clusterDir])
  try {
    return spawn(postgres, ['-D', folders.paths[0] ?? options.clusterDir, ...options.args], {
      ...surroundings(options.runAs),
      detached: true,
      stdio: ['ignore', options.log, options.log, ...folders.descriptors],
    })
  } finally {
    folders.close()
  }
}

/**
 * Another user may not pass the folders above the data (/root, a private home). So the program gets the folders
 * themselves, opened by us, as its descriptors 3, 4, …, instead of paths to walk.
 */
function openFolders(runAs: RunAs | null, folders: readonly string[]) {
  const isOpened = runAs !== null && process.platform === 'linux'
  const descriptors = isOpened ? folders.map((folder) => openSync(folder, 'r')) : []
  return {
    descriptors,
    paths: isOpened ? folders.map((_, index) => `/proc/self/fd/${3 + index}`) : folders,
    close: () =>
      descriptors.forEach((descriptor) => {
        closeSync(descriptor)
      }),
  }
}

/** No setting of the outside (PGPORT, LANG, …) may change how our server runs. */
function surroundings(runAs: RunAs | null) {
  return { ...runAs, cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}
