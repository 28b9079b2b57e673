import type { CategoryRow, Db, InstitutionRow } from '../db/index.ts'
import {
  categoryById,
  institutionByCode,
  institutionById,
  institutionOfArea,
  nationalLevel,
  unitWithFunction,
} from '../institutions/index.ts'

export type FirstHolderReason =
  | 'chosen'
  | 'category_national'
  | 'category_province'
  | 'area_regency'
  | 'area_province'
  | 'unknown'

export interface FirstHolder {
  /** The institution that verifies the report; the national level when nothing tells whose it is. */
  readonly institutionId: number
  readonly reason: FirstHolderReason
  /** The institution or unit that most likely solves it, for the verifier to confirm. */
  readonly suggestedId: number | null
}

/**
 * Whose it is to verify a new report: the institution chosen by the reporter, else the level that owns the
 * category, else the government of the place, else the national level, so that no report is without a holder.
 */
export async function firstHolder(
  db: Db,
  known: {
    readonly chosenInstitutionId: number | null
    readonly categoryId: number | null
    readonly areaCode: string | null
  },
): Promise<FirstHolder> {
  const [chosen, category] = await Promise.all([
    known.chosenInstitutionId === null ? null : institutionById(db, known.chosenInstitutionId),
    known.categoryId === null ? null : categoryById(db, known.categoryId),
  ])
  const { holder, reason } =
    (await ofChoice(db, chosen)) ?? (await ofCategoryAndPlace(db, category, known.areaCode))
  const isUnit = chosen !== null && chosen.id !== holder.id && chosen.institution_id === holder.id
  const suggestedId =
    isUnit && chosen.active ? chosen.id : await suggestion(db, { holder, category, areaCode: known.areaCode })
  return { institutionId: holder.id, reason, suggestedId }
}

interface Found {
  readonly holder: InstitutionRow
  readonly reason: FirstHolderReason
}

async function ofChoice(db: Db, chosen: InstitutionRow | null): Promise<Found | null> {
  if (chosen === null || chosen.institution_id === null) return null
  const holder =
    chosen.institution_id === chosen.id ? chosen : await institutionById(db, chosen.institution_id)
  // A dissolved institution reads nothing any more: the report goes on as if nothing were chosen.
  return holder?.active ? { holder, reason: 'chosen' } : null
}

async function ofCategoryAndPlace(
  db: Db,
  category: CategoryRow | null,
  areaCode: string | null,
): Promise<Found> {
  if (category?.default_level === 'national')
    return { holder: await nationalLevel(db), reason: 'category_national' }
  if (areaCode !== null) {
    const ofProvince = category?.default_level === 'province'
    const regency = ofProvince ? null : await institutionOfArea(db, areaCode, 'regency')
    if (regency !== null) return { holder: regency, reason: 'area_regency' }
    const province = await institutionOfArea(db, areaCode, 'province')
    if (province !== null)
      return { holder: province, reason: ofProvince ? 'category_province' : 'area_province' }
  }
  return { holder: await nationalLevel(db), reason: 'unknown' }
}

const LOCAL = 'local:'

async function suggestion(
  db: Db,
  known: { holder: InstitutionRow; category: CategoryRow | null; areaCode: string | null },
): Promise<number | null> {
  const handler = known.category?.default_handler ?? null
  if (handler === null) return null
  if (handler.startsWith(LOCAL)) {
    const unit = await unitWithFunction(db, known.holder.id, handler.slice(LOCAL.length), known.areaCode)
    return unit?.id ?? null
  }
  const institution = await institutionByCode(db, handler)
  return institution?.active && institution.id !== known.holder.id ? institution.id : null
}
