import type { Db } from '../db/index.ts'
import { CHAIN_START, eventHash, textHash } from './event-chain.ts'

export type ChainVerdict =
  | { readonly sound: true; readonly reports: number; readonly events: number }
  | {
      readonly sound: false
      readonly trackingNumber: string
      readonly seq: number
      readonly problem: ChainProblem
    }

/** `hash`: the entry was changed. `link`: it does not follow the one before. `text`: its text was exchanged. `head`: entries are missing. */
export type ChainProblem = 'hash' | 'link' | 'text' | 'head'

const BATCH = 500

/** Check the chain of every report from its first entry to its head; stops at the first break. */
export async function verifyChains(
  db: Db,
  onProgress: (reports: number) => void = () => undefined,
): Promise<ChainVerdict> {
  let reports = 0
  let events = 0
  for (let after = 0; ; ) {
    const batch = await db
      .selectFrom('reports')
      .select(['id', 'tracking_number', 'event_count', 'last_event_hash'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const last = batch.at(-1)
    if (last === undefined) return { sound: true, reports, events }
    const chains = await readChains(db, after, last.id)
    for (const report of batch) {
      const chain = chains.get(report.id) ?? []
      const broken = firstBreak(chain, report)
      if (broken !== null) return { sound: false, trackingNumber: report.tracking_number, ...broken }
      events += chain.length
    }
    reports += batch.length
    after = last.id
    onProgress(reports)
  }
}

type ChainRow = Awaited<ReturnType<typeof selectChain>>[number]

async function readChains(db: Db, after: number, upTo: number): Promise<Map<number, ChainRow[]>> {
  const chains = new Map<number, ChainRow[]>()
  for (const row of await selectChain(db, after, upTo)) {
    const chain = chains.get(row.report_id)
    if (chain === undefined) chains.set(row.report_id, [row])
    else chain.push(row)
  }
  return chains
}

function selectChain(db: Db, after: number, upTo: number) {
  return db
    .selectFrom('report_events')
    .selectAll()
    .where('report_id', '>', after)
    .where('report_id', '<=', upTo)
    .orderBy('report_id')
    .orderBy('seq')
    .execute()
}

function firstBreak(
  chain: readonly ChainRow[],
  head: { event_count: number; last_event_hash: Buffer },
): { seq: number; problem: ChainProblem } | null {
  let previous: Buffer = CHAIN_START
  for (const [index, event] of chain.entries()) {
    if (event.seq !== index + 1 || !event.prev_hash.equals(previous))
      return { seq: event.seq, problem: 'link' }
    // An erased text leaves its hash behind; one that stands must fit it.
    if (event.text !== null && textHash(event.text, event.text_salt) !== event.text_hash) {
      return { seq: event.seq, problem: 'text' }
    }
    if (!eventHash(event, event.text_hash, previous).equals(event.hash))
      return { seq: event.seq, problem: 'hash' }
    previous = event.hash
  }
  const complete = chain.length === head.event_count && previous.equals(head.last_event_hash)
  return complete ? null : { seq: chain.length, problem: 'head' }
}
