import { beyondStaffScope, listen } from '../../../db/index.ts'
import type { AppContext } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import {
  type Announcement,
  endPresence,
  LIVE_CHANNEL,
  notePresence,
  othersPresent,
  readAnnouncement,
} from '../../../reports/index.ts'
import { readTabCounts, type TabCounts } from '../inbox/tabs.ts'

/** One open page of a member of staff. */
export interface Watcher {
  readonly staff: Staff
  /** The report whose page it is. */
  readonly reportId: number | null
  showCounts(counts: TabCounts): void
  showPresent(others: readonly { name: string; node_name: string }[]): void
  showChanged(): void
  /** Keep the line open; false when the person is signed out by now. */
  beat(): Promise<boolean>
  close(): void
}

export interface LiveHub {
  /** @returns what to call when the page is closed; null when this process has no room for another one. */
  add(watcher: Watcher): (() => void) | null
  close(): Promise<void>
}

/** Pages of one process; each costs a socket and a little memory. */
const MOST_WATCHERS = 5_000
/** A burst of changes is counted once. */
const GATHER_MS = 250
/** Counting for every change on a busy morning would cost more than the work itself. */
const REST_MS = 1_000
/** Shorter than the minute after which proxies close a silent line. */
const BEAT_MS = 25_000

/**
 * Tell open pages what changed: the counts of the inbox, who else has a report open, that a report moved.
 * Each web process hears all announcements by one LISTEN connection and tells its own pages; what a page is told is
 * read from the database as its person may see it, so that an announcement itself gives nothing away.
 */
export function openLiveHub(context: Pick<AppContext, 'db' | 'clock' | 'log' | 'database'>): LiveHub {
  const hub = beyondStaffScope(() => openHub(context))
  // One hub serves everybody: whoever happens to call it must not narrow what the others are told.
  return {
    add: (watcher) => {
      const remove = beyondStaffScope(() => hub.add(watcher))
      return remove === null ? null : () => beyondStaffScope(remove)
    },
    close: () => hub.close(),
  }
}

function openHub(context: Pick<AppContext, 'db' | 'clock' | 'log' | 'database'>): LiveHub {
  const { db, clock, log } = context
  const watchers = new Set<Watcher>()
  const dirty = new Set<Watcher>()
  let timer: NodeJS.Timeout | null = null
  let flushing = false
  let closed = false

  const mark = (concerned: Iterable<Watcher>) => {
    for (const watcher of concerned) dirty.add(watcher)
    if (dirty.size > 0 && timer === null && !flushing) timer = setTimeout(() => void flush(), GATHER_MS)
  }
  const flush = async () => {
    timer = null
    flushing = true
    const batch = [...dirty]
    dirty.clear()
    const counted = new Map<number, TabCounts>()
    try {
      for (const watcher of batch) {
        if (!watchers.has(watcher)) continue
        const { staff } = watcher
        const counts = counted.get(staff.accountId) ?? (await readTabCounts(db, staff, clock.now()))
        counted.set(staff.accountId, counts)
        watcher.showCounts(counts)
      }
    } catch (error) {
      log.warn({ err: error }, 'live counts could not be read')
    }
    setTimeout(() => {
      flushing = false
      mark([])
    }, REST_MS).unref()
  }
  const showPresent = async (reportId: number) => {
    for (const watcher of watchers) {
      if (watcher.reportId !== reportId) continue
      watcher.showPresent(await othersPresent(db, reportId, watcher.staff.accountId, clock.now()))
    }
  }
  const hear = (announcement: Announcement) => {
    if (announcement.what === 'seen') {
      quietly(showPresent(announcement.report))
      return
    }
    mark([...watchers].filter((watcher) => isConcerned(watcher.staff, announcement)))
    for (const watcher of watchers) if (watcher.reportId === announcement.report) watcher.showChanged()
  }
  const quietly = (work: Promise<unknown>) => {
    work.catch((error) => log.warn({ err: error }, 'live update failed'))
  }
  const beat = async () => {
    for (const watcher of [...watchers]) {
      if (!(await watcher.beat())) {
        watcher.close()
        continue
      }
      const { reportId, staff } = watcher
      if (reportId === null) continue
      await notePresence(db, reportId, staff.accountId, clock.now())
      watcher.showPresent(await othersPresent(db, reportId, staff.accountId, clock.now()))
    }
  }
  const beating = setInterval(() => quietly(beat()), BEAT_MS)
  beating.unref()
  const listener = listen(context.database.url, LIVE_CHANNEL, {
    onMessage: (payload) => {
      const announcement = readAnnouncement(payload)
      if (announcement !== null) hear(announcement)
    },
    // Whatever was missed: counting anew makes it good.
    onGap: () => mark(watchers),
  })

  return {
    add(watcher) {
      if (closed || watchers.size >= MOST_WATCHERS) return null
      watchers.add(watcher)
      // What happened between the page and this line is made good at once.
      mark([watcher])
      const { reportId, staff } = watcher
      if (reportId !== null) {
        quietly(notePresence(db, reportId, staff.accountId, clock.now()).then(() => showPresent(reportId)))
      }
      return () => {
        if (!watchers.delete(watcher) || closed || reportId === null) return
        const still = [...watchers].some(
          (other) => other.reportId === reportId && other.staff.accountId === staff.accountId,
        )
        if (!still) quietly(endPresence(db, reportId, staff.accountId))
      }
    },
    async close() {
      closed = true
      clearInterval(beating)
      if (timer !== null) clearTimeout(timer)
      for (const watcher of [...watchers]) watcher.close()
      await listener.close()
    },
  }
}

/** Whether a change can alter what this person's inbox counts; the root is above everyone and has only its own. */
function isConcerned(staff: Staff, { nodes, paths }: Announcement): boolean {
  if (staff.role === 'national_admin' || staff.nodeIsRoot) return nodes.includes(staff.nodeId)
  return paths.includes(staff.role === 'unit_officer' ? staff.nodeId : staff.institutionId)
}
