const LIST = '/luring/wilayah.json'
const MOST = 8

/** Name, what it lies in, code; from provinces down to kecamatan. */
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
  const connection: unknown = Reflect.get(navigator, 'connection')
  if (typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true)
    return
  const cache = await caches.open('lapor-wilayah')
  if ((await cache.match(LIST)) === undefined) await cache.add(LIST)
}

async function readList(): Promise<readonly Region[]> {
  const kept = await caches.match(LIST)
  return kept === undefined ? [] : kept.json()
}
