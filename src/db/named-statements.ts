import type pg from 'pg'
import { hasCode } from './serving-role.ts'

/** So often a text is sent before it gets a name; a list of ids of every length is a text of its own, and gets none. */
const USES = 40
/** A connection keeps a plan for each name as long as it lives, some tens of kilobytes. */
const NAMES = 200
/** Texts that are counted at once. */
const COUNTED = 2_000

/** The texts that have a name, of one database as one process asks it. */
export interface StatementNames {
  of(text: string): string | null
  forget(text: string): void
}

export function openStatementNames(): StatementNames {
  const names = new Map<string, string>()
  let uses = new Map<string, number>()
  /** A name is never given twice: connections keep what was prepared under it. */
  let named = 0
  return {
    of(text) {
      const known = names.get(text)
      if (known !== undefined) return known
      if (names.size >= NAMES || !/^\s*(select|with|insert|update|delete)\b/i.test(text)) return null
      if (uses.size >= COUNTED) uses = new Map()
      const count = (uses.get(text) ?? 0) + 1
      uses.set(text, count)
      if (count < USES) return null
      uses.delete(text)
      named += 1
      const name = `lapor_${named}`
      names.set(text, name)
      return name
    },
    forget(text) {
      names.delete(text)
    },
  }
}

/**
 * Let what is asked over and over be prepared: PostgreSQL parses and plans it once for each connection instead of each
 * time, which for a row found by its key is most of the work. Where one plan does not fit all values it goes on to plan
 * each time, as it sees from the cost.
 */
export function nameStatements(client: pg.Client, names: StatementNames): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const ask = (...args: unknown[]) => {
    const [text, values] = args
    const name =
      args.length === 2 && typeof text === 'string' && Array.isArray(values) ? names.of(text) : null
    if (name === null) return query(...args)
    return (query({ name, text, values }) as Promise<unknown>).catch((error: unknown) => {
      // A table got another column meanwhile, and what was prepared knows only the old ones: forget its name. Here the
      // text is asked again without one; a transaction is over by now, and whoever tries it again finds it works.
      if (!hasCode(error, '0A000')) throw error
      names.forget(text as string)
      if (client.getTransactionStatus() !== 'I') throw error
      return query(...args)
    })
  }
  client.query = ask as typeof client.query
}
