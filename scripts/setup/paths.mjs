import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's folder. */
export const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What any run may delete and make again. */
export const cacheDir = join(projectDir, '.cache')
