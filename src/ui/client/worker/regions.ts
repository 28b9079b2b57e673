import { savesData } from '../saves-data.ts'

const LIST = '/luring/wilayah.json'
const MOST = 8
const CACHE = 'lapor-wilayah'
const VILLAGES = /^\/luring\/wilayah\/\d\d\.\d\d\.json$/
/** Kabupaten and kota of which the villages are kept; more than one person lives and works in. */
const MOST_KEPT = 5

/** Name, what it lies in, code. */
type Region = readonly [name: string, within: string, code: string]

let known: Promise<readonly Region[]> | null = null

/** What the server would suggest for a place, from the list kept on this phone. */
export async function suggestArea(typed: string): Promise<Response> {
  known ??= readList()
  const list = await known.catch(() => {
    known = null
    return []
  })
  const words = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const found: { rank: number; region: Region }[] = []
  for (const region of words.length === 0 ? [] : list) {
    const name = region[0].toLowerCase()
    const whole = `${name}, ${region[1].toLowerCase()}`
    if (!words.every((word) => whole.includes(word))) continue
    const rank = name === typed.trim().toLowerCase() ? 0 : name.startsWith(words[0] ?? '') ? 1 : 2
    found.push({ rank, region })
  }
  found.sort((one, other) => one.rank - other.rank)
  const suggestions = found.slice(0, MOST).map(({ region: [name, within, code] }) => ({
    value: code,
    label: within === '' ? name : `${name}, ${within}`,
  }))
  return Response.json({ suggestions })
}

/** Loaded once, by whoever opens the form; not where people pay for each kilobyte and said so. */
export async function keepRegions(): Promise<void> {
  if (savesData()) return
  const cache = await caches.open(CACHE)
  if ((await cache.match(LIST)) === undefined) await cache.add(LIST)
}

export function isVillageList(url: URL): boolean {
  return VILLAGES.test(url.pathname)
}

/** The villages of a place that was chosen: kept from then on, the place not chosen for longest goes. */
export async function villageList(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const list = (await cache.match(request)) ?? (await fetch(request))
  if (!list.ok) return list
  await cache.delete(request)
  await cache.put(request, list.clone())
  const kept = (await cache.keys()).filter(({ url }) => isVillageList(new URL(url)))
  for (const old of kept.slice(0, -MOST_KEPT)) await cache.delete(old)
  known = null
  return list
}

async function readList(): Promise<readonly Region[]> {
  const cache = await caches.open(CACHE)
  const regions: Region[] = (await (await cache.match(LIST))?.json()) ?? []
  const whole = new Map(regions.map(([name, within, code]) => [code, `${name}, ${within}`]))
  const villages: Region[] = []
  for (const request of await cache.keys()) {
    if (!isVillageList(new URL(request.url))) continue
    const list: readonly (readonly [name: string, code: string])[] =
      (await (await cache.match(request))?.json()) ?? []
    for (const [name, code] of list) villages.push([name, whole.get(code.slice(0, 8)) ?? '', code])
  }
  return [...regions, ...villages]
}
