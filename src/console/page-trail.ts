import { addressOf } from './query.ts'

/** So many pages back the address remembers; a longer one would grow beyond what browsers and proxies take. */
const REMEMBERED = 20

/**
 * The addresses of the next and the previous page of a list that is read by cursors. A cursor only leads forward, so
 * the address carries those of the pages before (`jejak`).
 */
export function pageLinks(
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
  place: { cursor: string; trail: string; next: string | null },
): { previous: string | null; next: string | null } {
  const before = place.trail === '' ? [] : place.trail.split('~')
  const link = (cursor: string | undefined, trail: readonly string[]) =>
    addressOf(path, { ...parameters, dari: cursor, jejak: trail.join('~') })
  return {
    previous: place.cursor === '' ? null : link(before.at(-1), before.slice(0, -1)),
    next:
      place.next === null
        ? null
        : link(place.next, place.cursor === '' ? [] : [...before, place.cursor].slice(-REMEMBERED)),
  }
}
