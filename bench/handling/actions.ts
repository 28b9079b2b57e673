import { setTimeout as pause } from 'node:timers/promises'
import type { Latencies } from './latencies.ts'
import { processorTime } from './processor-time.ts'
import type { LiveReport, Subject } from './subject.ts'
import { untilQuiet } from './until-quiet.ts'

interface Act {
  readonly what: string
  readonly name: string
  readonly by: 'holder' | 'above' | 'reporter'
  readonly body: (report: LiveReport) => unknown
}

const TEXT = 'Petugas sudah ke lokasi dan mencatat semua yang perlu.'
const EVIDENCE = { no_evidence_reason: 'Sudah dilihat sendiri oleh pelapor.' }

/** From the unit back up, verified, archived and restored, given down, worked on, answered, disputed, confirmed. */
const ACTS: readonly Act[] = [
  {
    what: 'return',
    name: 'return',
    by: 'holder',
    body: () => ({ reason: 'Bukan wewenang kami, mohon dialihkan.' }),
  },
  { what: 'verify', name: 'verify', by: 'above', body: () => ({}) },
  {
    what: 'archive',
    name: 'archive',
    by: 'above',
    body: () => ({ reason: 'too_general', text: 'Mohon dijelaskan tempat dan waktunya.' }),
  },
  { what: 'restore', name: 'restore', by: 'above', body: () => ({ text: 'Pelapor sudah menjelaskan.' }) },
  {
    what: 'assign',
    name: 'assign',
    by: 'above',
    body: ({ holderCode }) => ({ institution_code: holderCode, note: 'Mohon segera ditindaklanjuti.' }),
  },
  { what: 'follow-up', name: 'follow-up', by: 'holder', body: () => ({ text: TEXT }) },
  { what: 'note', name: 'follow-up', by: 'holder', body: () => ({ text: TEXT, visibility: 'internal' }) },
  { what: 'hold', name: 'hold', by: 'holder', body: () => ({ text: 'Mohon kirim foto tempatnya.' }) },
  {
    what: 'complete',
    name: 'complete',
    by: 'reporter',
    body: () => ({ text: 'Fotonya saya kirim lewat RT.' }),
  },
  { what: 'answer', name: 'answer', by: 'holder', body: () => ({ text: TEXT, ...EVIDENCE }) },
  { what: 'dispute', name: 'dispute', by: 'reporter', body: () => ({ text: 'Belum selesai, masih rusak.' }) },
  { what: 'answer', name: 'answer', by: 'holder', body: () => ({ text: TEXT, ...EVIDENCE }) },
  { what: 'confirm', name: 'confirm', by: 'reporter', body: () => ({ rating: 4 }) },
  { what: 'dispute', name: 'dispute', by: 'reporter', body: () => ({ text: 'Rusak lagi sejak tadi pagi.' }) },
]

const APART_MS = 20

export const ACTION_NAMES = [...new Set(ACTS.map(({ what }) => what))]

/** Lets reports go through all actions one after the other, so many reports at once. */
export function openActing(subject: Subject) {
  const waiting = [...subject.live]
  return async (options: { reports: number; concurrency: number; into: Latencies | null }): Promise<void> => {
    const mine = waiting.splice(0, options.reports)
    const count = mine.length * ACTS.length
    const before = processorTime(subject.dataDir)
    const keepActing = async (_: unknown, worker: number) => {
      // People do not click in step with each other.
      await pause(worker * APART_MS)
      for (let report = mine.shift(); report !== undefined; report = mine.shift()) {
        for (const act of ACTS) await perform(subject, report, act, options.into)
      }
    }
    await Promise.all(Array.from({ length: options.concurrency }).map(keepActing))
    // Messages and figures that gave way to them belong to their cost.
    await untilQuiet(subject.dataDir)
    const after = processorTime(subject.dataDir)
    if (before === null || after === null) return
    // What each action costs is not told apart; with it goes what its jobs do meanwhile.
    for (const name of ACTION_NAMES) options.into?.addCost(name, after - before, count)
  }
}

async function perform(
  subject: Subject,
  report: LiveReport,
  act: Act,
  into: Latencies | null,
): Promise<void> {
  const authorization = {
    holder: `Bearer ${report.holderToken}`,
    above: `Bearer ${report.aboveToken}`,
    reporter: `Follow ${report.followSecret}`,
  }[act.by]
  const path = `/api/v1/reports/${report.number}/${act.name}`
  const { status, body, milliseconds } = await subject.http.post(path, authorization, act.body(report))
  if (status !== 200) throw new Error(`${act.what} of ${report.number}: ${status} ${body.slice(0, 300)}`)
  into?.add(act.what, milliseconds)
}
