import type { Browser, Locator, Page } from 'playwright-core'

/** Interaction to Next Paint is good up to 200 ms (web.dev). */
export const INTERACTION_MS = 200
/** A cheap phone's processor against this one. */
export const SLOWER = 6

/** A finger or a key in the form, and what it cost. */
export interface Interaction {
  readonly what: string
  readonly ms: number
}

export function dearestOf(interactions: readonly Interaction[]): Interaction {
  return interactions.reduce((dearest, one) => (one.ms > dearest.ms ? one : dearest))
}

/** What each interaction cost in its best run: other work of the machine only ever adds. */
export function leastOf(runs: readonly (readonly Interaction[])[]): Interaction[] {
  const [first = [], ...others] = runs
  return first.map(({ what, ms }, index) => ({
    what,
    ms: Math.min(ms, ...others.map((run) => run[index]?.ms ?? Number.POSITIVE_INFINITY)),
  }))
}

/** How long after each interaction with the form the page is drawn anew, the processor slowed; what draws nothing is 0. */
export async function measureNextPaints(browser: Browser, url: string): Promise<Interaction[]> {
  const { page, session, close } = await openForm(browser, url)
  await page.evaluate(() => {
    const begun: number[] = []
    const entries: PerformanceEntry[] = []
    const begin = (event: Event) => begun.push(event.timeStamp)
    addEventListener('pointerdown', begin, { capture: true, passive: true })
    addEventListener('keydown', begin, { capture: true, passive: true })
    const watch = new PerformanceObserver((list) => entries.push(...list.getEntries()))
    watch.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(window, { begun, entries })
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const acts: string[] = []
  await useForm(page, async (what, act) => {
    acts.push(what)
    await act()
    await page.waitForTimeout(60)
  })
  await page.waitForTimeout(500)
  const costs = await page.evaluate(() => {
    const begun: number[] = Reflect.get(window, 'begun')
    const costs = begun.map(() => 0)
    for (const { name, startTime, duration } of Reflect.get(window, 'entries') as PerformanceEntry[]) {
      if (!/^(pointer|key|click|touch|mouse)/.test(name)) continue
      const index = begun.findLastIndex((time) => time <= startTime)
      costs[index] = Math.max(costs[index] ?? 0, duration)
    }
    return costs
  })
  await close()
  if (costs.length !== acts.length) throw new Error(`${acts.length} acts, ${costs.length} seen by the page`)
  return acts.map((what, index) => ({ what, ms: costs[index] ?? 0 }))
}

/**
 * What each interaction takes of the processor: all that the page's thread does within 200 ms of it, as many times as the
 * slow phone is slower. A figure that other work on the machine leaves almost as it is.
 */
export async function measureThread(browser: Browser, url: string): Promise<Interaction[]> {
  const { page, session, close } = await openForm(browser, url)
  await session.send('Performance.enable')
  const threadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN)
  }
  const interactions: Interaction[] = []
  await useForm(page, async (what, act) => {
    const before = await threadMs()
    await act()
    await page.waitForTimeout(200)
    interactions.push({ what, ms: Math.round(((await threadMs()) - before) * SLOWER) })
  })
  await close()
  return interactions
}

async function openForm(browser: Browser, url: string) {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ baseURL: url, viewport, hasTouch: true })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await page.goto('/lapor', { waitUntil: 'networkidle' })
  return { page, session, close: () => context.close() }
}

type Around = (what: string, act: () => Promise<void>) => Promise<void>

/** Every kind of thing that a person does in the form. */
async function useForm(page: Page, around: Around): Promise<void> {
  const press = (what: string, target: Locator) => pressOn(page, target, (act) => around(what, act))
  const type = async (where: string, text: string) => {
    for (const key of text) await around(`“${key}” in ${where}`, () => page.keyboard.type(key))
  }
  await press('choosing a class', page.locator('label:has(input[value=aspiration])'))
  await press('entering the story', page.getByLabel('Ceritakan', { exact: true }))
  await type('the story', 'Lampu pasar mati.')
  await press('entering the region', page.getByLabel('Wilayah'))
  await type('the region', 'medono')
  await press('taking a suggestion', page.locator('.combobox-option').first())
  await press('unfolding more', page.getByText('Tahu kategori atau instansinya?'))
  await press('entering the name', page.getByLabel('Nama', { exact: true }))
  await type('the name', 'Siti')
  await press('hiding the name', page.locator('label:has(input[name=anonymous])'))
}

/** A finger alone: Playwright's own tap runs scripts in the page just before it, which a slow processor would wait for. */
async function pressOn(
  page: Page,
  target: Locator,
  around: (act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await target.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await target.boundingBox()
  if (box === null) throw new Error('nothing to press')
  await page.waitForTimeout(400)
  await around(() => page.touchscreen.tap(box.x + Math.min(box.width / 2, 60), box.y + box.height / 2))
  await page.waitForTimeout(200)
}
