import { sql } from 'kysely'
import { checkText } from '../check-text.ts'
import { type Db, keptQuery } from '../db/index.ts'
import { invalid, notFound } from '../errors.ts'

/** A text that an institution or unit starts its answers from. */
export interface AnswerTemplate {
  readonly id: number
  readonly name: string
  readonly text: string
  readonly active: boolean
  /** Whose it is. */
  readonly institution_id: number
  readonly owner: string
}

/** What stands in braces in a template and is filled in for a report. */
export const TEMPLATE_FIELDS = [
  'nomor',
  'judul',
  'kategori',
  'nama_unit',
  'nama_instansi',
  'tanggal',
] as const
export type TemplateField = (typeof TEMPLATE_FIELDS)[number]

const FIELD = /\{([^{}]*)\}/g
const NAME = { min: 3, max: 80 }
const TEXT = { min: 10, max: 5_000 }

/** The templates of nodes of the tree, those of the deepest last; inactive ones only where asked for. */
export function listTemplates(
  db: Db,
  nodeIds: readonly number[],
  { inactiveToo = false } = {},
): Promise<AnswerTemplate[]> {
  return (inactiveToo ? readAllTemplates : readOffered)(db, { nodeIds })
}

interface OfNodes {
  readonly nodeIds: readonly number[]
}

const readAllTemplates = keptQuery((db, { nodeIds }: OfNodes) => templates(db, nodeIds))
const readOffered = keptQuery((db, { nodeIds }: OfNodes) =>
  templates(db, nodeIds).where('template.active', '=', true),
)

function templates(db: Db, nodeIds: readonly number[]) {
  return db
    .selectFrom('answer_templates as template')
    .innerJoin('institutions as node', 'node.id', 'template.institution_id')
    .select(['template.id', 'template.name', 'template.text', 'template.active', 'template.institution_id'])
    .select('node.short_name as owner')
    .where(sql<boolean>`template.institution_id = any(${nodeIds}::bigint[])`)
    .orderBy('template.active', 'desc')
    .orderBy('template.name')
}

/**
 * Keep a new template of a node, or change one.
 * @throws DomainError invalid_input on `name` or `text`; not_found for another node's template
 */
export async function saveTemplate(
  deps: { readonly db: Db; readonly clock: { now(): Date } },
  institutionId: number,
  template: { readonly id: number | null; readonly name: string; readonly text: string },
): Promise<void> {
  const name = checkText('name', template.name, NAME)
  const text = checkText('text', template.text, TEXT)
  const unknown = fieldsOf(text).filter((field) => !isField(field))
  if (unknown.length > 0) {
    const values = { name: `{${unknown[0]}}`, known: TEMPLATE_FIELDS.map((field) => `{${field}}`).join(', ') }
    throw invalid([{ field: 'text', code: 'unknown_template_field', values }])
  }
  const edited_at = deps.clock.now()
  if (template.id === null) {
    await deps.db
      .insertInto('answer_templates')
      .values({ institution_id: institutionId, name, text, edited_at })
      .execute()
    return
  }
  const changed = await deps.db
    .updateTable('answer_templates')
    .set({ name, text, edited_at })
    .where('id', '=', template.id)
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
}

/** Offer a template or no longer; what was written from it stays. */
export async function switchTemplate(
  deps: { readonly db: Db; readonly clock: { now(): Date } },
  institutionId: number,
  template: { readonly id: number; readonly active: boolean },
): Promise<void> {
  const changed = await deps.db
    .updateTable('answer_templates')
    .set({ active: template.active, edited_at: deps.clock.now() })
    .where('id', '=', template.id)
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
}

/** The text with its fields filled in; a field that is empty for a report leaves nothing behind. */
export function fillTemplate(text: string, values: Readonly<Record<TemplateField, string>>): string {
  return text.replaceAll(FIELD, (whole, name: string) => (isField(name) ? values[name] : whole))
}

function fieldsOf(text: string): string[] {
  return [...text.matchAll(FIELD)].map(([, name = '']) => name)
}

function isField(name: string): name is TemplateField {
  return TEMPLATE_FIELDS.some((field) => field === name)
}
