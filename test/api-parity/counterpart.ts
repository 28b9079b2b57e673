/**
 * What a program has for a form of a page: the operations of the API that do the same (by their `operationId`), or the
 * reason why it needs none.
 */
export type Counterpart = { readonly by: readonly [string, ...string[]] } | { readonly none: string }

export type Counterparts = Readonly<Record<string, Counterpart>>
