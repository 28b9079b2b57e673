export interface LimitOrder {
  readonly databaseUrl: string
  readonly statements: readonly string[]
  readonly concurrency: number
  readonly seconds: number
}

/** A connection URL in PostgreSQL's own variables: on a command line everybody could read the password. */
export function libpqEnvironment(databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl)
  return {
    PGHOST: url.searchParams.get('host') ?? url.hostname,
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
  }
}
