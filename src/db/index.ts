export { openBatch } from './batch.ts'
export {
  type Change,
  type ChangeArea,
  type ChangeLogVerdict,
  changeData,
  type NotedChange,
  noteChange,
  readChanges,
  verifyChangeLog,
} from './change-log.ts'
export { type Database, type Db, inTransaction, openDatabase } from './connection.ts'
export { insertRows } from './insert-rows.ts'
export { keptQuery } from './kept-query.ts'
export { type Listener, listen } from './listen.ts'
export { migrateToLatest } from './migrate.ts'
export { SERVING_ROLE } from './role-names.ts'
export type * from './schema.ts'
export { prepareServingRole } from './serving-role.ts'
export {
  beyondStaffScope,
  byOnePlan,
  overSpareConnection,
  runInStaffScope,
} from './staff-scope.ts'
