import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import { SetupError } from '../../errors.ts'

/** A column by its name, or with what its values mean here and how its instants are written. */
const Column = Type.Union([
  Type.String(),
  Type.Object(
    {
      column: Type.String(),
      values: Type.Optional(Type.Record(Type.String(), Type.String())),
      /** Such as `DD/MM/YYYY HH:mm`; without it ISO 8601. */
      format: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
])

export const IMPORT_FIELDS = [
  'external_id',
  'submitted_at',
  'title',
  'body',
  'class',
  'category_code',
  'institution_code',
  'area_code',
  'location_text',
  'state',
  'answer',
  'answered_at',
  'closed_at',
  'archive_reason',
  'rating',
  'name',
  'phone',
  'email',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

const Mapping = Type.Object(
  {
    source: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }),
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
    time_zone: Type.Optional(
      Type.Union([Type.Literal('+07:00'), Type.Literal('+08:00'), Type.Literal('+09:00')]),
    ),
    publish: Type.Optional(Type.Boolean()),
    columns: Type.Record(Type.String(), Column),
    defaults: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
)

interface MappedColumn {
  readonly column: string
  readonly values: Readonly<Record<string, string>> | null
  readonly format: string | null
}

/** How an old system's columns become ours; read from a YAML file (docs/how-to/import-an-old-system.md). */
export interface ImportMapping {
  readonly source: string
  readonly delimiter: string | undefined
  readonly timeZone: string
  readonly publish: boolean
  readonly columns: ReadonlyMap<ImportField, MappedColumn>
  readonly defaults: ReadonlyMap<ImportField, string>
}

const REQUIRED: readonly ImportField[] = ['external_id', 'submitted_at', 'body', 'institution_code', 'state']

/** @throws SetupError with everything that is wrong at once */
export function readMapping(text: string): ImportMapping {
  const value: unknown = parse(text)
  if (!Value.Check(Mapping, value)) {
    const errors = [...Value.Errors(Mapping, value)].map(
      (error) => `${error.instancePath || '/'}: ${error.message}`,
    )
    throw new SetupError(`The map does not fit:\n${errors.map((error) => `  - ${error}`).join('\n')}`)
  }
  const named = [...Object.keys(value.columns), ...Object.keys(value.defaults ?? {})]
  const problems = named
    .filter((name) => !IMPORT_FIELDS.some((field) => field === name))
    .map((name) => `${name} is no field of a report; fields are ${IMPORT_FIELDS.join(', ')}`)
  for (const field of REQUIRED)
    if (!named.includes(field)) problems.push(`${field} needs a column or a default`)
  if (problems.length > 0) {
    throw new SetupError(`The map does not fit:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
  const fieldsOf = <Entry>(entries: Readonly<Record<string, Entry>>) =>
    IMPORT_FIELDS.flatMap((field) => {
      const entry = entries[field]
      return entry === undefined ? [] : [[field, entry] as const]
    })
  return {
    source: value.source,
    delimiter: value.delimiter,
    timeZone: value.time_zone ?? '+07:00',
    publish: value.publish ?? false,
    columns: new Map(
      fieldsOf(value.columns).map(([field, column]) => [
        field,
        typeof column === 'string'
          ? { column, values: null, format: null }
          : { column: column.column, values: column.values ?? null, format: column.format ?? null },
      ]),
    ),
    defaults: new Map(fieldsOf(value.defaults ?? {})),
  }
}
