import { Migrator } from 'kysely/migration'
import { SetupError } from '../errors.ts'
import type { Db } from './connection.ts'
import { migrations } from './migrations/index.ts'

/**
 * Bring the schema up to this program's version.
 * @throws SetupError when the database was made by a newer program: its rows may mean what this one does not know
 */
export async function migrateToLatest(
  db: Db,
  onProgress: (message: string) => void = () => undefined,
): Promise<void> {
  await refuseNewerSchema(db)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Branches are merged in another order than they were begun in: an earlier name may come later.
    allowUnorderedMigrations: true,
  })
  const { error, results } = await migrator.migrateToLatest()
  for (const result of results ?? []) {
    if (result.status === 'Success') onProgress(`migrated ${result.migrationName}`)
  }
  if (error !== undefined) throw error
}

async function refuseNewerSchema(db: Db): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return
  const applied = await db.selectFrom('kysely_migration').select('name').execute()
  const unknown = applied.map((row) => row.name).filter((name) => !(name in migrations))
  if (unknown.length > 0) {
    throw new SetupError(
      `This data was written by a newer LAPOR! (${unknown.join(', ')}). Start that version, or restore a backup made with this one.`,
    )
  }
}
