import type { Db, InstitutionRow } from '../../../db/index.ts'
import { institutionById } from '../../../institutions/index.ts'
import type { TargetChoice } from './form-state.ts'

/** Nodes with the institution they belong to, so that two of the same name can be told apart. */
export function targetChoices(db: Db, nodes: readonly InstitutionRow[]): Promise<TargetChoice[]> {
  return Promise.all(
    nodes.map(async (node) => {
      const above = node.institution_id === node.id ? node.parent_id : node.institution_id
      const institution = above === null ? null : await institutionById(db, above)
      return { code: node.code, name: node.name, detail: institution?.name ?? node.code }
    }),
  )
}
