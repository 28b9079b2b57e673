import type { Db, ReportState } from '../../src/db/index.ts'

/** How a shared report stands at one installation. */
export interface Standing {
  /** Its number here. */
  readonly number: string
  readonly state: ReportState
  /** What happened to it here, each type once. */
  readonly events: readonly string[]
}

/** Waits for many reports with one question for all of them. */
export interface Watch {
  /** @param origin the report's number where it was told */
  until(origin: string, is: (standing: Standing) => boolean): Promise<Standing>
  stop(): void
}

interface Waiting {
  readonly origin: string
  readonly is: (standing: Standing) => boolean
  readonly found: (standing: Standing) => void
  readonly fail: (error: unknown) => void
  looks: number
}

const PAUSE_MS = 150
/** Counted in looks, not in time: a busy machine is slower in everything. On a quiet one two minutes. */
const MOST_LOOKS = 800

export function watchShares(db: Db): Watch {
  let waiting: Waiting[] = []
  let stopped = false
  const look = async () => {
    const asked = waiting
    if (asked.length === 0) return
    const rows = await db
      .selectFrom('exchange_shares as share')
      .innerJoin('reports as report', 'report.id', 'share.report_id')
      .innerJoin('report_events as event', 'event.report_id', 'report.id')
      .select(['share.origin_number', 'report.tracking_number', 'report.state'])
      .select(({ fn }) => fn.agg<string[]>('array_agg', ['event.type']).distinct().as('events'))
      .where('share.origin_number', 'in', [...new Set(asked.map(({ origin }) => origin))])
      .groupBy(['share.origin_number', 'report.tracking_number', 'report.state'])
      .execute()
    const standings = new Map(
      rows.map(({ origin_number, tracking_number: number, state, events }) => [
        origin_number,
        { number, state, events },
      ]),
    )
    for (const wait of asked) {
      const standing = standings.get(wait.origin)
      if (standing !== undefined && wait.is(standing)) wait.found(standing)
      else if (++wait.looks > MOST_LOOKS)
        wait.fail(new Error(`${wait.origin} waited too long; it is ${JSON.stringify(standing)}`))
      else continue
      waiting = waiting.filter((other) => other !== wait)
    }
  }
  const run = async () => {
    while (!stopped) {
      await look().catch((error) => {
        for (const { fail } of waiting.splice(0)) fail(error)
      })
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
  void run()
  return {
    until: (origin, is) =>
      new Promise((found, fail) => {
        waiting.push({ origin, is, found, fail, looks: 0 })
      }),
    stop: () => {
      stopped = true
    },
  }
}
