export { areaCodeAt, areaCodesUpwards, areaLevel } from './area-code.ts'
export {
  areaByCode,
  categoryByCode,
  categoryById,
  institutionByCode,
  institutionById,
} from './find-by-code.ts'
export { institutionOfArea, nationalLevel, unitWithFunction } from './find-holder.ts'
export { forgetRegistry } from './registry-cache.ts'
export { seedRegistry } from './seed-registry.ts'
