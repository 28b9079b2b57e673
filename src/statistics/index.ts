export { type RecentFigures, readRecentFigures } from './recent-figures.ts'
