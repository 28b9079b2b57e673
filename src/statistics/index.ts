export { type RecentFigures, readRecentFigures } from './recent-figures.ts'
export { countAllChanges, countChanges } from './rollups/keep-current.ts'
export { type Rebuilt, rebuildStatistics } from './rollups/rebuild.ts'
