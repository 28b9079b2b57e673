export { type Database, type Db, inTransaction, openDatabase } from './connection.ts'
export { migrateToLatest } from './migrate.ts'
export type * from './schema.ts'
export { prepareServingRole, SERVING_ROLE } from './serving-role.ts'
