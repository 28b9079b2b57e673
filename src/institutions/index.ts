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
export { type CategoryTree, listCategories } from './list-categories.ts'
export { type InstitutionFilter, type ListedInstitution, listInstitutions } from './list-institutions.ts'
export { forgetRegistry } from './registry-cache.ts'
export { type AreaSearch, type FoundArea, searchAreas } from './search-areas.ts'
export { type InstitutionSearch, searchInstitutions } from './search-institutions.ts'
export { seedRegistry } from './seed-registry.ts'
export { ancestors, type UnitInTree, unitsOf } from './units-of.ts'
