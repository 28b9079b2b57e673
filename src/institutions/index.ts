export { areaChain } from './area-chain.ts'
export { areaCodeAt, areaCodesUpwards, areaLevel } from './area-code.ts'
export {
  areaByCode,
  categoryByCode,
  categoryById,
  institutionByCode,
  institutionById,
} from './find-by-code.ts'
export { institutionOfArea, nationalLevel, unitWithFunction } from './find-holder.ts'
export { type CategoryGroup, listCategories } from './list-categories.ts'
export { type InstitutionPage, type ListedInstitution, listInstitutions } from './list-institutions.ts'
export { loadDeadlineRules, loadHolidays } from './load-calendar.ts'
export { forgetRegistry } from './registry-cache.ts'
export { type FoundArea, searchAreas } from './search-areas.ts'
export { searchInstitutions } from './search-institutions.ts'
export { seedRegistry } from './seed-registry.ts'
export { ancestors, isWithin, type UnitNode, unitsOf } from './unit-tree.ts'
