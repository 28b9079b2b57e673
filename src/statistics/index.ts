export {
  ALERT_MEASURE_NAMES,
  ALERT_MEASURES,
  type AlertRule,
  listAlertRules,
  removeAlertRule,
  setAlertRule,
} from './alerts/alert-rules.ts'
export { type Crossing, judgeAlerts } from './alerts/judge-alerts.ts'
export {
  type ListedExport,
  listExports,
  removeOldExports,
  requestExport,
  takeExport,
  writeExport,
} from './export/exports.ts'
export { type FiguresName, type FiguresTable, writeFiguresFile } from './export/figures-file.ts'
export { conditionsOf, parametersOf, queryText, type ReportsFilter } from './export/list-filter.ts'
export { EXPORT_FORMATS, EXPORT_TYPES } from './export/table-writer.ts'
export { xmlText } from './export/xml-text.ts'
export { type Indicators, indicatorsOf, partIndicatorsOf, type Share, type ShareName } from './indicators.ts'
export { NO_MEASURES, type PartMeasures } from './measures.ts'
export {
  columnMeaning,
  DATA_TABLES,
  type DataTable,
  TABLE_NAMES,
} from './open-data/columns.ts'
export {
  type DataVersion,
  dayOf,
  listOpenData,
  makeOpenData,
  readVersion,
  TABLES_WITH_HISTORY,
} from './open-data/make-open-data.ts'
export { COUNTED } from './open-data/read-rows.ts'
export {
  monthsBack,
  type Period,
  periodBefore,
  periodDays,
  readPeriod,
  todayIn,
} from './period.ts'
export { type KeepFigures, openKeptFigures } from './read/kept-figures.ts'
export { type PartNames, partName, readPartNames } from './read/part-names.ts'
export { BACKLOG_AGES, type Flow, readBacklog, readFlow } from './read/read-backlog.ts'
export {
  type Compared,
  type Handovers,
  measuresOf,
  NO_TIMES,
  type OpenFigures,
  type Part,
  readCategoriesCompared,
  readCompared,
  readFigures,
  readHandovers,
  readOpen,
  readParts,
  readStepTimes,
  readStepTimesCompared,
  type StepTimes,
} from './read/read-figures.ts'
export {
  type BusyInstitution,
  LEAGUE_SHARES,
  type LeagueFilter,
  type LeagueRow,
  type LeagueShare,
  readBusiest,
  readLeague,
  type Verdict,
} from './read/read-league.ts'
export {
  type FigureNode,
  nodesBelow,
  readActivity,
  readUnitsBelow,
  type SilentNode,
  type StaffActivity,
  silentNodes,
  type UnitBelow,
} from './read/read-nodes.ts'
export { MOST_NAMED, type PublicFigures, readPublicFigures, readPublicNames } from './read/read-public.ts'
export {
  type Quality,
  readSurveyFigures,
  type SurveyFigures,
} from './read/read-survey.ts'
export { mondayOf, readWeek, type WeekFigures } from './read/read-week.ts'
export {
  type Hotspot,
  institutionsOfEnoughPeople,
  readHotspots,
  type SafeParts,
  safeNodes,
} from './read/small-figures.ts'
export { openRecentFigures, RECENT_DAYS, type RecentFigures } from './recent-figures.ts'
export {
  COUNTED_AT_ONCE,
  countAllChanges,
  countChanges,
  FIGURES_CHANNEL,
  nextBatch,
} from './rollups/keep-current.ts'
export { type Rebuilt, rebuildStatistics } from './rollups/rebuild.ts'
