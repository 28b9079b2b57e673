import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coldStartModel } from './cold-start.ts'
import { readRegistryFiles } from './registry-view.ts'
import { openRouting, type Routing } from './routing.ts'

export const PROJECT_DIR = join(import.meta.dirname, '..', '..')

/** Routing on the registry's files; the model of the cold start is made once and kept for all runs. */
export function routingOfFiles(): Routing {
  const registry = readRegistryFiles(PROJECT_DIR)
  const model = coldStartModel(PROJECT_DIR, join(tmpdir(), 'lapor-test-routing'), registry)
  return openRouting({ projectDir: PROJECT_DIR, registry, model })
}
