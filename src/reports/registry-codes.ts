import type { Db } from '../db/index.ts'
import { type FieldError, invalid } from '../errors.ts'
import { areaByCode, categoryByCode, institutionByCode } from '../institutions/index.ts'
import type { CheckedSubmission } from './check-submission.ts'

export interface FoundCodes {
  readonly chosenInstitutionId: number | null
  readonly categoryId: number | null
  readonly areaCode: string | null
}

/**
 * Find the codes a reporter chose in the registry.
 * @throws DomainError invalid_input naming each unknown one
 */
export async function findCodes(
  db: Db,
  checked: Pick<CheckedSubmission, 'areaCode' | 'categoryCode' | 'institutionCode'>,
): Promise<FoundCodes> {
  const errors: FieldError[] = []
  const find = async <Row>(
    code: string | null,
    field: string,
    read: (db: Db, code: string) => Promise<Row | null>,
  ) => {
    if (code === null) return null
    const row = code.includes('\0') ? null : await read(db, code)
    if (row === null) errors.push({ field, code: `unknown_${field.replace('_code', '')}` })
    return row
  }
  const [area, category, institution] = await Promise.all([
    find(checked.areaCode, 'area_code', areaByCode),
    find(checked.categoryCode, 'category_code', categoryByCode),
    find(checked.institutionCode, 'institution_code', institutionByCode),
  ])
  if (errors.length > 0) throw invalid(errors)
  return {
    chosenInstitutionId: institution?.id ?? null,
    categoryId: category?.id ?? null,
    areaCode: area?.code ?? null,
  }
}
