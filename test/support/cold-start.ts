import { mkdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../src/config.ts'
import { prepareColdStart } from '../../src/routing/index.ts'

/** One folder for all runs: the model of the cold start is made once. */
export const MODEL_DIR = join(tmpdir(), 'lapor-test-routing')

/** Give an installation the model of the cold start, as if it had made it before. */
export function lendColdStart({ projectDir, dataDir }: Pick<Config, 'projectDir' | 'dataDir'>): void {
  prepareColdStart({ projectDir, dataDir: MODEL_DIR })
  mkdirSync(dataDir, { recursive: true })
  symlinkSync(join(MODEL_DIR, 'routing'), join(dataDir, 'routing'))
}
