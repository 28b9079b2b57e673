export { areaChain } from './area-chain.ts'
export { areaCodeAt, areaCodesUpwards, areaLevel } from './area-code.ts'
export type { InstitutionFields } from './check-institution.ts'
export { createInstitution, type NewInstitution } from './create-institution.ts'
export {
  countLiveReports,
  type DeactivateDeps,
  deactivateInstitution,
  reactivateInstitution,
} from './deactivate-institution.ts'
export { type CategoryFields, createCategory, editCategory, type NewCategory } from './edit-category.ts'
export { editDeadlineRule, endDeadlineRule, type NewDeadlineRule } from './edit-deadline-rule.ts'
export { addHoliday, editHoliday, type HolidayFields, removeHoliday } from './edit-holiday.ts'
export { editInstitution, type InstitutionChanges } from './edit-institution.ts'
export { readEmbedOrigins, saveEmbedOrigins } from './embed-settings.ts'
export {
  areaByCode,
  categoryByCode,
  categoryById,
  institutionByCode,
  institutionById,
} from './find-by-code.ts'
export { institutionOfArea, nationalLevel, unitWithFunction } from './find-holder.ts'
export { EMBLEM_BYTES, type Emblem, encodeEmblem } from './front-emblem.ts'
export { type HolidayImport, importHolidays } from './import-holidays.ts'
export {
  frontOfHost,
  type InstitutionFront,
  readEmblem,
  readFront,
  saveFront,
} from './institution-front.ts'
export { INSTITUTION_KINDS, TIME_ZONES, UNIT_KINDS } from './institution-kinds.ts'
export { type CategoryGroup, listCategories } from './list-categories.ts'
export { type InstitutionPage, type ListedInstitution, listInstitutions } from './list-institutions.ts'
export { listRegions, listVillages } from './list-regions.ts'
export { loadDeadlineRules, loadHolidays } from './load-calendar.ts'
export type { SeedNode } from './local-governments.ts'
export {
  deadlineRuleOwner,
  editableNode,
  knownNode,
  mayEditNode,
  mayEditTemplates,
  maySetApproval,
  ownInstitution,
  type TreeEditor,
} from './may-edit.ts'
export { moveInstitution } from './move-institution.ts'
export { forgetRegistry } from './registry-cache.ts'
export type { RegistryDeps } from './registry-deps.ts'
export { type CsvRow, openRegistryFiles, type RegistryFiles } from './registry-files.ts'
export { type FoundArea, searchAreas } from './search-areas.ts'
export { searchInstitutions } from './search-institutions.ts'
export { buildNodes } from './seed-institutions.ts'
export { seedRegistry } from './seed-registry.ts'
export { ancestors, isWithin, type UnitNode, unitsOf } from './unit-tree.ts'
