import { localDate, type Zone, zoneNamed } from '../deadlines/index.ts'
import { formatDateTime, isMessageKey } from '../i18n/index.ts'
import type { DueBadgeProps, PageFrame } from '../ui/index.ts'

const DAY_MS = 86_400_000
/** From the day before on, so that it is seen on the last working morning. */
const SOON_DAYS = 1

/**
 * How much time is left until something is due, in days of the given zone; null when nothing is due. `ended` of what
 * hangs on a report that is over, as a promise may: it is told, and no longer an alarm.
 */
export function dueLabel(
  { t, language }: Pick<PageFrame, 't' | 'language'>,
  due: { at: Date | null; kind: string | null; warned?: boolean; ended?: boolean },
  now: Date,
  timeZone: string,
): DueBadgeProps | null {
  if (due.at === null) return null
  const days = daysBetween(now, due.at, zoneNamed(timeZone) ?? 'Asia/Jakarta')
  const overdue = due.at < now
  const left = overdue
    ? t('console.due.overdue', { days: -days })
    : days <= SOON_DAYS
      ? t(days === 0 ? 'console.due.today' : 'console.due.tomorrow')
      : t('console.due.left', { days })
  return {
    ...(due.kind === null ? {} : { what: deadlineName(t, due.kind) }),
    text: left,
    tone: due.ended ? 'calm' : overdue ? 'overdue' : days <= SOON_DAYS || due.warned ? 'soon' : 'calm',
    datetime: due.at.toISOString(),
    title: formatDateTime(due.at, language, timeZone),
  }
}

/** "Penyelesaian" for `solve`. */
export function deadlineName(t: PageFrame['t'], kind: string): string {
  const key = `deadline.${kind}`
  return isMessageKey(key) ? t(key) : kind
}

/** Midnights between two instants; negative when the second is earlier. */
function daysBetween(from: Date, to: Date, zone: Zone): number {
  return (Date.parse(localDate(to, zone)) - Date.parse(localDate(from, zone))) / DAY_MS
}
