/**
 * Who looks for words reads the newest reports first, and ever more of the older ones until a page is full. Beyond `most`
 * all are asked for (`reach` null): words of which there is no page so near are in few reports.
 */
export async function readWidening<Row>(
  { wanted, first, most }: { readonly wanted: number; readonly first: number; readonly most: number },
  read: (reach: number | null) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  let reach = first
  while (reach <= most) {
    const rows = await read(reach)
    if (rows.length >= wanted) return rows
    reach = furtherThan(reach, { found: rows.length, wanted, most })
  }
  return await read(null)
}

/** How far to look next: `most` at most where there is hope, else beyond it. */
export function furtherThan(
  reached: number,
  { found, wanted, most }: { readonly found: number; readonly wanted: number; readonly most: number },
): number {
  const further = reached * widenBy(found, wanted)
  return found > 0 && reached < most ? Math.min(further, most) : further
}

/** How many times as far: a little further than it should take by what was found so far. */
export function widenBy(found: number, wanted: number): number {
  return Math.min(MOST, Math.max(LEAST, (1.5 * wanted) / Math.max(found, 1)))
}

/** Less would look again and again for the last one of a page. */
const LEAST = 2
/** Nothing found tells little of how rare words are: if they are just not that rare, so many pages are read at most. */
const MOST = 32
