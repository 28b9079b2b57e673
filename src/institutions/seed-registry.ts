import type { Db } from '../db/index.ts'

/** Load the registry from the project's files; an edited row keeps its values. */
export async function seedRegistry(
  _db: Db,
  _options: { projectDir: string; now: Date; onProgress: (message: string) => void },
): Promise<void> {}
