export { claimDataDir, type DataDirClaim } from './claim-data-dir.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'
