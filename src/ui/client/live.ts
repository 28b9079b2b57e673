import { each, words } from './each.ts'

/** A page nobody looks at needs no news; a glance at another tab must not look like leaving. */
const LEAVE_AFTER_MS = 60_000

/** Keep the page current while somebody looks at it; without this it shows how things stood when it was loaded. */
export function goLive(): void {
  const address = document.querySelector<HTMLElement>('[data-live]')?.dataset.live
  if (!address || typeof EventSource === 'undefined') return
  let source: EventSource | null = null
  let leaving = 0
  const open = () => {
    clearTimeout(leaving)
    if (source !== null && source.readyState !== EventSource.CLOSED) return
    source = new EventSource(address)
    source.addEventListener('counts', (event) => showCounts(JSON.parse(event.data)))
    source.addEventListener('present', (event) => showPresent(JSON.parse(event.data).text))
    source.addEventListener('changed', () => each('[data-live-changed]', reveal))
  }
  const leave = () => {
    source?.close()
    source = null
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') open()
    else leaving = window.setTimeout(leave, LEAVE_AFTER_MS)
  })
  addEventListener('pagehide', leave)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) open()
  })
  if (document.visibilityState === 'visible') open()
}

function showCounts(counts: Record<string, string>): void {
  let changed = false
  each('[data-live-count]', (element) => {
    const count = counts[element.dataset.liveCount ?? '']
    if (count === undefined || count === element.textContent) return
    element.textContent = count
    element.hidden = count === '0' && element.hasAttribute('data-live-hide')
    changed ||= element.hasAttribute('data-live-list')
  })
  // The list itself stays as it is: rows that move under a finger are worse than a line that says so.
  if (changed) each('[data-live-stale]', reveal)
}

function showPresent(text: string): void {
  each('[data-live-present]', (element) => {
    const label = element.querySelector('span')
    if (label) label.textContent = text
    element.hidden = text === ''
  })
}

function reveal(element: HTMLElement): void {
  element.hidden = false
  // Words that come into a region that was there before are read out.
  const text = words(element, 'text')
  const label = element.querySelector('[data-live-text]')
  if (text !== '' && label) label.textContent = text
}
