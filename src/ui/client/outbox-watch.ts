import { each, words } from './each.ts'
import { isOutboxFlagged, unflagOutbox } from './outbox/flag.ts'
import { sendAll } from './outbox/send.ts'
import { dropReport, openOutbox } from './outbox/store.ts'

const AGAIN_AFTER_MS = 30_000

/** While something waits on this phone every page says so, and tries to send it when there is a network. */
export async function watchOutbox(): Promise<void> {
  addEventListener('online', () => tryToSend())
  await forgetArrived()
  await showWaiting()
  if (navigator.onLine) await tryToSend()
  // A phone that thinks it is connected hears of no change when the line works again.
  setInterval(() => {
    if (isOutboxFlagged() && navigator.onLine && document.visibilityState === 'visible') tryToSend()
  }, AGAIN_AFTER_MS)
}

async function tryToSend(): Promise<void> {
  await sendAll().catch(() => undefined)
  await showWaiting()
  dispatchEvent(new Event('lapor:antrean'))
}

/** On a report's own page its sending is no news any more. */
async function forgetArrived(): Promise<void> {
  const number = /^\/laporan\/(\d+)/.exec(location.pathname)?.[1]
  const db = await openOutbox()
  for (const report of await db.getAll('reports')) {
    if (report.state === 'sent' && report.number === number) await dropReport(db, report.id)
  }
  db.close()
}

async function showWaiting(): Promise<void> {
  const db = await openOutbox()
  const reports = await db.getAll('reports')
  db.close()
  if (reports.length === 0) unflagOutbox()
  const count = (state: string) => reports.filter((report) => report.state === state).length
  const [sent, refused, waiting] = [count('sent'), count('refused'), count('waiting')]
  each('[data-outbox-banner]', (banner) => {
    const label = banner.querySelector('span')
    if (label) {
      if (refused > 0) label.textContent = words(banner, 'text-refused', refused)
      else if (sent > 0) label.textContent = words(banner, 'text-sent', sent)
      else label.textContent = words(banner, 'text-waiting', waiting)
    }
    banner.hidden = reports.length === 0
  })
}
