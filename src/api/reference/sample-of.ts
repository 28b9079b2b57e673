/** A part of a JSON Schema, as far as the reference reads it. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly description?: string
  readonly minimum?: number
  readonly minLength?: number
}

/** Deeper than this a sample tells nothing more. */
const DEEPEST = 6

/** What a body of this shape looks like: every required field, with something that fits it. */
export function sampleOf(schema: Schema | undefined, depth = 0): unknown {
  if (schema === undefined || depth > DEEPEST) return null
  if (schema.enum !== undefined) return schema.enum[0] ?? null
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0], depth + 1)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, property]) => [name, sampleOf(property, depth + 1)]),
      )
    case 'array':
      return []
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'string':
      return schema.format === 'date-time'
        ? '2026-11-26T08:00:00Z'
        : ''.padEnd(Math.min(schema.minLength ?? 0, 20), '…')
    default:
      return null
  }
}

/** A shape in one line: `{ title, body*, class: complaint|aspiration }`. */
export function typeOf(schema: Schema | undefined): string {
  if (schema === undefined) return ''
  if (schema.enum !== undefined) return schema.enum.join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`
  return schema.format ?? schema.type ?? 'any'
}
