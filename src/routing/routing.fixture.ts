import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coldStartModel, hasColdStart, prepareColdStart } from './cold-start.ts'
import { readRegistryFiles } from './registry-view.ts'
import { openRouting, type Routing } from './routing.ts'

export const PROJECT_DIR = join(import.meta.dirname, '..', '..')

/** Where the model of the cold start lies for all tests. */
export const MODEL_DIR = join(tmpdir(), 'lapor-test-routing')

/** Half a minute, once for each state of routing's files; before the tests, as no test's own patience should cover it. */
export function makeModel(): void {
  const folders = { projectDir: PROJECT_DIR, dataDir: MODEL_DIR }
  if (!hasColdStart(folders)) console.log("Making routing's first model (once, half a minute)…")
  prepareColdStart(folders)
}

/** Routing on the registry's files. */
export function routingOfFiles(): Routing {
  const registry = readRegistryFiles(PROJECT_DIR)
  const model = coldStartModel(PROJECT_DIR, MODEL_DIR, registry)
  return openRouting({ projectDir: PROJECT_DIR, registry, model })
}
