import type { Db } from '../../../db/index.ts'
import type { PostedForm } from '../../../http/index.ts'
import { AREAS, type Candidate, findNamed, INSTITUTIONS, type Named, readCode } from '../../find-named.ts'
import type { TellValues } from './values.ts'

/** Values with place and institution found in the registry, and what is still to be chosen. */
export interface CompletedValues {
  readonly values: TellValues
  readonly area: Named
  readonly institution: Named
}

/** The choice "none of these": a place stays as words, an institution is left to us to find. */
export const NO_CHOICE = '-'

/** Find the place and the institution that were typed; a choice among candidates wins over the text. */
export async function completeValues(
  db: Db,
  values: TellValues,
  form: Pick<PostedForm, 'get'>,
): Promise<CompletedValues> {
  const [area, institution] = await Promise.all([
    find(db, AREAS, form.get('area_choice'), { text: values.area, code: values.area_code }),
    find(db, INSTITUTIONS, form.get('institution_choice'), {
      text: values.institution,
      code: values.institution_code,
    }),
  ])
  const noInstitution = form.get('institution_choice') === NO_CHOICE
  return {
    values: {
      ...values,
      ...named('area', area, values.area),
      ...named('institution', institution, noInstitution ? '' : values.institution),
      // A place we do not know by that name is still the best description there is.
      ...(area.kind === 'unknown' && values.area.trim() !== ''
        ? { area: '', location_text: joinedPlace(values) }
        : {}),
    },
    area,
    institution: noInstitution ? { kind: 'empty' } : institution,
  }
}

async function find(
  db: Db,
  registry: typeof AREAS,
  choice: string,
  typed: { text: string; code: string },
): Promise<Named> {
  if (choice === NO_CHOICE) return { kind: 'unknown' }
  const chosen = await readCode(db, registry, choice)
  return chosen === null ? findNamed(db, registry, typed) : { kind: 'found', candidate: chosen }
}

function named(field: 'area' | 'institution', found: Named, text: string): Partial<TellValues> {
  const candidate: Candidate | null = found.kind === 'found' ? found.candidate : null
  return { [field]: candidate?.name ?? text, [`${field}_code`]: candidate?.code ?? '' }
}

function joinedPlace(values: TellValues): string {
  const words = values.location_text.trim()
  const place = values.area.trim()
  if (words.includes(place)) return words
  return words === '' ? place : `${words}, ${place}`
}
