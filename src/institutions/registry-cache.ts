import type { Db } from '../db/index.ts'

/** Other processes see an edit after at most this long. */
const KEEP_MS = 60_000
/** The codes come from outside: without a bound, walking all regions would fill the memory. */
const MOST_ENTRIES = 10_000

interface Entry {
  readonly until: number
  readonly value: Promise<unknown>
}

let caches = new WeakMap<Db, Map<string, Entry>>()

/**
 * Read a row of the registry at most once a minute per process.
 * A `null` is not kept, so that a code works as soon as it exists; inside a transaction nothing is kept.
 */
export function cached<Value>(db: Db, key: string, read: () => Promise<Value>): Promise<Value> {
  if (db.isTransaction) return read()
  const cache = caches.get(db) ?? new Map<string, Entry>()
  caches.set(db, cache)
  const now = performance.now()
  const found = cache.get(key)
  if (found !== undefined && found.until > now) return found.value as Promise<Value>

  const value = read()
  cache.delete(key)
  if (cache.size >= MOST_ENTRIES) dropOldest(cache)
  const entry = { until: now + KEEP_MS, value }
  cache.set(key, entry)
  const drop = () => {
    if (cache.get(key) === entry) cache.delete(key)
  }
  value.then((row) => {
    if (row === null) drop()
  }, drop)
  return value
}

/** Drop what is kept, after an edit. */
export function forgetRegistry(): void {
  caches = new WeakMap()
}

function dropOldest(cache: Map<string, Entry>) {
  for (const key of cache.keys()) {
    cache.delete(key)
    return
  }
}
