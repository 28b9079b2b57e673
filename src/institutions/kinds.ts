/** What can stand directly below the national level. */
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

/** What can stand below an institution. */
export const UNIT_KINDS = [
  'office',
  'inspectorate',
  'agency',
  'department',
  'district',
  'village',
  'clinic',
  'hospital',
  'soe',
] as const
