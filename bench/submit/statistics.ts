/** What one round of load brought; latencies in ms. */
export interface Round {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

export function roundOf(latencies: number[], seconds: number): Round {
  const sorted = Float64Array.from(latencies).sort()
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  }
}

/** Of each figure the median over the rounds: a neighbour's burst on a shared machine spoils one, not all. */
export function medianRound(rounds: readonly Round[]): Round {
  const median = (figure: (round: Round) => number) => quantile(Float64Array.from(rounds, figure).sort(), 0.5)
  return {
    perSecond: median((round) => round.perSecond),
    p50: median((round) => round.p50),
    p99: median((round) => round.p99),
  }
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
