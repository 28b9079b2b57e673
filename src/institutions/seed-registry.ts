import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { openRegistryFiles, type RegistryFile, type RegistryFiles } from './registry-files.ts'
import { seedAreas } from './seed-areas.ts'
import { seedDeadlineRules, seedHolidays } from './seed-calendar.ts'
import { seedCategories } from './seed-categories.ts'
import { seedInstitutions } from './seed-institutions.ts'

interface Part {
  readonly name: string
  readonly files: readonly (RegistryFile | 'units')[]
  seed(tx: Db, files: RegistryFiles): Promise<number>
}

const PARTS: readonly Part[] = [
  {
    name: 'regions',
    files: ['provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv', 'area-aliases.csv'],
    seed: seedAreas,
  },
  {
    name: 'institutions and units',
    files: [
      'root.csv',
      'national-institutions.csv',
      'provinces.csv',
      'regencies.csv',
      'province-time-zones.csv',
      'area-aliases.csv',
      'coordinators.csv',
      'unit-functions.csv',
      'units',
    ],
    seed: seedInstitutions,
  },
  { name: 'categories', files: ['categories.csv'], seed: seedCategories },
  { name: 'holidays', files: ['public-holidays.csv'], seed: seedHolidays },
  { name: 'deadline rules', files: ['deadline-rules.csv'], seed: seedDeadlineRules },
]

/** Raise it when rows are made differently from the same files, so that they are loaded again. */
const FORMAT = 2

/**
 * Load the national registry from the data files. Parts whose files did not change are left alone, and a row that was
 * edited in the console is never overwritten.
 * @throws SetupError naming a file that cannot be read
 */
export async function seedRegistry(
  db: Db,
  options: { projectDir: string; now: Date; onProgress?: (message: string) => void },
): Promise<void> {
  const files = openRegistryFiles(options.projectDir)
  const hashes = PARTS.map((part) => ({ part, hash: `${FORMAT}:${files.hash(part.files)}` }))
  if ((await changed(db, hashes)).length === 0) return
  await db.transaction().execute(async (tx) => {
    // Two processes that start together must not both load.
    await sql`select pg_advisory_xact_lock(hashtext('lapor seed registry'))`.execute(tx)
    for (const { part, hash } of await changed(tx, hashes)) {
      const count = await part.seed(tx, files)
      await tx
        .insertInto('seed_state')
        .values({ part: part.name, source_hash: hash, seeded_at: options.now })
        .onConflict((conflict) =>
          conflict.column('part').doUpdateSet({ source_hash: hash, seeded_at: options.now }),
        )
        .execute()
      options.onProgress?.(`loaded ${count} ${part.name}`)
    }
  })
  // Without statistics the first searches of a new database would be planned blindly.
  await sql`analyze areas, area_words, institutions`.execute(db)
}

async function changed<Hashed extends { part: Part; hash: string }>(
  db: Db,
  hashes: readonly Hashed[],
): Promise<Hashed[]> {
  const loaded = await db.selectFrom('seed_state').select(['part', 'source_hash']).execute()
  const known = new Map(loaded.map((row) => [row.part, row.source_hash]))
  return hashes.filter(({ part, hash }) => known.get(part.name) !== hash)
}
