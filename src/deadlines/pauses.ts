/** A time on hold; `to` is null while it lasts. */
export interface Pause {
  readonly from: Date
  readonly to: Date | null
}

/** A pause in milliseconds since the epoch; `to` is Infinity while it lasts, so that lengths can be compared. */
export interface Stop {
  readonly from: number
  readonly to: number
}

/** In order and without overlaps; a pause that ends before it begins stops nothing and is left out. */
export function mergePauses(pauses: readonly Pause[]): Stop[] {
  if (pauses.length === 0) return []
  const stops = pauses
    .map((pause) => ({ from: pause.from.getTime(), to: pause.to === null ? Infinity : pause.to.getTime() }))
    .filter((stop) => stop.to > stop.from)
    .sort((a, b) => a.from - b.from)
  const merged: Stop[] = []
  for (const stop of stops) {
    const last = merged.at(-1)
    if (last && stop.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stop.to) }
    } else {
      merged.push(stop)
    }
  }
  return merged
}
