import type { ReportState } from '../../../db/index.ts'
import type { InboxCounts, InboxFilter } from '../../../reports/index.ts'
import { OPEN_STATES, openCount, STAFF_STATES } from '../../open-states.ts'

/** `own`: what waits for our very own node. `overdue`, `handed_on` and each state: our node and all below it. */
export type InboxTab = 'own' | 'overdue' | 'handed_on' | ReportState

export const INBOX_TABS: readonly InboxTab[] = ['own', 'overdue', ...STAFF_STATES, 'handed_on']

export function tabNamed(text: string): InboxTab {
  return INBOX_TABS.find((tab) => tab === text) ?? 'own'
}

/** What a tab shows, as a filter of the inbox; ended reports the newest first, all others the most urgent first. */
export function filterOf(tab: InboxTab): Pick<InboxFilter, 'state' | 'scope' | 'own' | 'overdue' | 'order'> {
  if (tab === 'own') return { scope: 'held', own: true, state: OPEN_STATES }
  if (tab === 'overdue') return { scope: 'held', overdue: true }
  if (tab === 'handed_on') return { scope: 'handed_on', order: 'newest' }
  const ended = tab === 'closed' || tab === 'archived'
  return { scope: 'held', state: tab, order: ended ? 'newest' : 'urgent' }
}

/** How many reports a tab holds; null where they are not counted. */
export function countOf(tab: InboxTab, counts: InboxCounts): number | null {
  if (tab === 'own') return openCount(counts.ownByState)
  if (tab === 'overdue') return counts.overdue
  return tab === 'handed_on' ? null : counts.byState[tab]
}
