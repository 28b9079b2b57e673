/** Latencies by what was measured, in ms; those of all rounds together. */
export interface Latencies {
  add(what: string, milliseconds: number): void
  /** Processor time that so much of it took together. */
  addCost(what: string, milliseconds: number, count: number): void
  /** How many reports a page lists. */
  addRows(what: string, rows: number): void
  /** Null where nothing was measured. */
  of(what: string): Figures | null
}

export interface Figures {
  readonly p50: number
  readonly p95: number
  readonly count: number
  /** Milliseconds of processor time each, of server and database; null where it was not measured. */
  readonly cost: number | null
  /** The most reports that one of the pages listed. */
  readonly rows: number
}

export function openLatencies(): Latencies {
  const all = new Map<string, number[]>()
  const rows = new Map<string, number>()
  const costs = new Map<string, { milliseconds: number; count: number }>()
  return {
    add: (what, milliseconds) => {
      const list = all.get(what) ?? []
      list.push(milliseconds)
      all.set(what, list)
    },
    addCost: (what, milliseconds, count) => {
      const before = costs.get(what) ?? { milliseconds: 0, count: 0 }
      costs.set(what, {
        milliseconds: before.milliseconds + milliseconds,
        count: before.count + count,
      })
    },
    addRows: (what, count) => {
      rows.set(what, Math.max(count, rows.get(what) ?? 0))
    },
    of: (what) => {
      const list = all.get(what)
      if (list === undefined) return null
      const sorted = Float64Array.from(list).sort()
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
      const cost = costs.get(what)
      const each = cost === undefined || cost.count === 0 ? null : cost.milliseconds / cost.count
      return { p50: at(0.5), p95: at(0.95), count: sorted.length, cost: each, rows: rows.get(what) ?? 0 }
    },
  }
}
