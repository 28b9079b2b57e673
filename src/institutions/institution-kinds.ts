/** Kinds of institutions: what stands directly below the national level. */
export const INSTITUTION_KINDS = [
  'ministry',
  'agency',
  'state',
  'law-enforcement',
  'military',
  'broadcaster',
  'social-insurance',
  'nonstructural',
  'authority',
  'directorate',
  'soe',
  'province',
  'regency',
  'city',
] as const

/** Kinds of units: what stands below an institution. */
export const UNIT_KINDS = [
  'office',
  'inspectorate',
  'agency',
  'department',
  'district',
  'village',
  'clinic',
  'hospital',
  'school',
  'soe',
] as const

/** Governments of a region: one each, or a report from there would have two owners. */
export const GOVERNMENT_KINDS: readonly string[] = ['province', 'regency', 'city']

/** The three times of Indonesia: WIB, WITA, WIT. */
export const TIME_ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const
