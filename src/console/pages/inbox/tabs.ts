import type { Db, ReportState } from '../../../db/index.ts'
import type { Staff } from '../../../identity/index.ts'
import {
  countDuties,
  countInbox,
  type DutyCounts,
  type InboxCounts,
  type InboxFilter,
  MOST_COUNTED,
  MOST_DUTIES_COUNTED,
} from '../../../reports/index.ts'
import { OPEN_STATES, openCount, STAFF_STATES } from '../../open-states.ts'

/** What waits for us beside the reports we hold; shown only where something does. */
const DUTY_TABS = ['tasks', 'offered', 'to_approve'] as const
type DutyTab = (typeof DUTY_TABS)[number]

/** `own`: what waits for our very own node. `overdue`, `handed_on` and each state: our node and all below it. */
export type InboxTab = 'own' | 'overdue' | DutyTab | 'handed_on' | ReportState

export const INBOX_TABS: readonly InboxTab[] = ['own', 'overdue', ...DUTY_TABS, ...STAFF_STATES, 'handed_on']

export function tabNamed(text: string): InboxTab {
  return INBOX_TABS.find((tab) => tab === text) ?? 'own'
}

/** What a tab shows, as a filter of the inbox; ended reports the newest first, all others the most urgent first. */
export function filterOf(
  tab: Exclude<InboxTab, 'tasks'>,
): Pick<InboxFilter, 'state' | 'scope' | 'own' | 'overdue' | 'order'> {
  if (tab === 'own') return { scope: 'held', own: true, state: OPEN_STATES }
  if (tab === 'overdue') return { scope: 'held', overdue: true }
  if (tab === 'offered' || tab === 'to_approve') return { scope: tab }
  if (tab === 'handed_on') return { scope: 'handed_on', order: 'newest' }
  const ended = tab === 'closed' || tab === 'archived'
  return { scope: 'held', state: tab, order: ended ? 'newest' : 'urgent' }
}

export interface TabCounts {
  readonly inbox: InboxCounts
  readonly duties: DutyCounts
}

export async function readTabCounts(db: Db, staff: Staff, now: Date): Promise<TabCounts> {
  const [inbox, duties] = await Promise.all([countInbox(db, staff, now), countDuties(db, staff, now)])
  return { inbox, duties }
}

/** How many reports a tab holds; null where they are not counted. */
export function countOf(tab: InboxTab, { inbox, duties }: TabCounts): number | null {
  if (tab === 'own') return openCount(inbox.ownByState)
  if (tab === 'overdue') return inbox.overdue
  if (tab === 'tasks') return duties.tasks
  if (tab === 'offered') return duties.offered
  if (tab === 'to_approve') return duties.toApprove
  return tab === 'handed_on' ? null : inbox.byState[tab]
}

/** How far a tab is counted. */
export function mostCounted(tab: InboxTab): number {
  return DUTY_TABS.some((duty) => duty === tab) ? MOST_DUTIES_COUNTED : MOST_COUNTED
}

/** A duty that few people ever have takes no room from those who never have it. */
export function isShown(tab: InboxTab, counts: TabCounts, current: InboxTab): boolean {
  return !DUTY_TABS.some((duty) => duty === tab) || tab === current || (countOf(tab, counts) ?? 0) > 0
}
