import { searchText } from './search-text.ts'

/** What a search for an institution or unit looks in; a unit is also found by the name of its institution. */
export function institutionSearchName(
  node: { readonly name: string; readonly short_name: string; readonly aliases: readonly string[] },
  institutionShortName: string | null,
): string {
  const names = [node.name, node.short_name, ...node.aliases, institutionShortName ?? ''].map(searchText)
  return [...new Set(names)].filter((name) => name !== '').join(' ')
}
