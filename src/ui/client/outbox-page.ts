import { readDraft, TELL_DRAFT, writeDraft } from './draft.ts'
import { each, words } from './each.ts'
import { flagOutbox } from './outbox/flag.ts'
import { alone, sendReport } from './outbox/send.ts'
import { dropReport, openOutbox, type QueuedReport } from './outbox/store.ts'
import { OWN_PAGES } from './worker/names.ts'

/** The page of what is kept on this phone: reports that wait, and own pages that can be read without a network. */
export function showOutbox(): void {
  const page = document.querySelector<HTMLElement>('[data-outbox-page]')
  if (page === null) return
  const refresh = () => show(page).catch(() => undefined)
  addEventListener('lapor:antrean', refresh)
  refresh()
  showKeptPages(page).catch(() => undefined)
}

async function show(page: HTMLElement): Promise<void> {
  const list = page.querySelector<HTMLElement>('[data-outbox-list]')
  const empty = page.querySelector<HTMLElement>('[data-outbox-empty]')
  if (list === null || empty === null) return
  const db = await openOutbox()
  const reports = await db.getAll('reports')
  db.close()
  reports.sort((one, other) => other.at - one.at)
  if (reports.some(({ state }) => state === 'waiting')) flagOutbox()
  list.replaceChildren(...reports.map((report) => card(page, report)))
  list.hidden = reports.length === 0
  empty.hidden = reports.length > 0
}

function card(page: HTMLElement, report: QueuedReport): HTMLElement {
  const template = page.querySelector<HTMLTemplateElement>('template[data-outbox-item]')
  const item = template?.content.firstElementChild?.cloneNode(true)
  if (!(item instanceof HTMLElement)) return document.createElement('li')
  const part = (name: string) => item.querySelector<HTMLElement>(`[data-part=${name}]`)
  const fill = (name: string, text: string) => {
    const element = part(name)
    if (element !== null) element.textContent = text
  }
  const value = (field: string) => report.fields.find(([name]) => name === field)?.[1] ?? ''
  fill('title', value('title').trim() || value('body').trim().slice(0, 90))
  fill('time', new Date(report.at).toLocaleString(document.documentElement.lang, TIME))
  fill('files', report.fileKeys.length === 0 ? '' : words(page, 'text-files', report.fileKeys.length))
  fill('problems', (report.problems ?? []).join(' '))
  each(
    '[data-when]',
    (element) => {
      element.hidden = !element.dataset.when?.split(' ').includes(report.state)
    },
    item,
  )
  const next = part('next')
  if (next instanceof HTMLAnchorElement) next.href = report.next ?? '/saya'
  part('send')?.addEventListener('click', () => sendNow(page, report))
  part('edit')?.addEventListener('click', () => edit(page, report))
  part('drop')?.addEventListener('click', async () => {
    if (!confirm(words(page, 'text-sure'))) return
    const db = await openOutbox()
    await alone(report.id, () => dropReport(db, report.id))
    db.close()
    dispatchEvent(new Event('lapor:antrean'))
  })
  return item
}

const TIME: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

async function sendNow(page: HTMLElement, report: QueuedReport): Promise<void> {
  say(page, words(page, 'text-sending'))
  const db = await openOutbox()
  const outcome = await alone(report.id, () => sendReport(db, report.id, { waited: true }))
  db.close()
  if (outcome.kind === 'sent') location.assign(outcome.next)
  else say(page, outcome.kind === 'waiting' ? words(page, 'text-still') : '')
  await show(page)
}

/** A new try has a key of its own; and a draft never holds what the form itself keeps out of it (`data-draft-skip`). */
const NOT_IN_DRAFT: ReadonlySet<string> = new Set(['submission_key', 'nik'])

/** Back into the form, unless another report is being written there: neither may be lost. */
async function edit(page: HTMLElement, report: QueuedReport): Promise<void> {
  if (readDraft(TELL_DRAFT)?.fields.body?.some((text) => text !== '')) {
    return say(page, words(page, 'text-taken'))
  }
  const fields: Record<string, string[]> = {}
  for (const [name, value] of report.fields) {
    if (!NOT_IN_DRAFT.has(name)) fields[name] = [...(fields[name] ?? []), value]
  }
  if (!writeDraft(TELL_DRAFT, { savedAt: Date.now(), fields })) return say(page, words(page, 'text-full'))
  const db = await openOutbox()
  await alone(report.id, () => dropReport(db, report.id, 'to-draft'))
  db.close()
  location.assign('/lapor')
}

function say(page: HTMLElement, text: string): void {
  const status = page.querySelector<HTMLElement>('[data-outbox-status]')
  if (status !== null) status.textContent = text
}

/** Links to the own pages that the service worker keeps, by their titles. */
async function showKeptPages(page: HTMLElement): Promise<void> {
  const box = page.querySelector<HTMLElement>('[data-kept-pages]')
  const list = box?.querySelector('ul')
  if (!box || !list || !('caches' in window)) return
  const cache = await caches.open(OWN_PAGES)
  for (const request of await cache.keys()) {
    const html = await (await cache.match(request))?.text()
    const title = new DOMParser().parseFromString(html ?? '', 'text/html').title.replace(/ · LAPOR!$/, '')
    const link = document.createElement('a')
    link.href = new URL(request.url).pathname
    link.textContent = title
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
    box.hidden = false
  }
}
