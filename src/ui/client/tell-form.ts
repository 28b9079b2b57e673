import { forgetDraft, TELL_DRAFT } from './draft.ts'
import { words } from './each.ts'
import { listIn } from './file-list.ts'
import { flagOutbox } from './outbox/flag.ts'
import { alone, sendReport } from './outbox/send.ts'
import { dropReport, type OutboxDb, openOutbox, queueReport } from './outbox/store.ts'
import { savesData } from './saves-data.ts'
import { keepTellFiles, type TellFiles } from './tell-files.ts'

/** What travels with a form but is not of the report. */
const NOT_KEPT = new Set(['_csrf', 'action', 'attachments', 'attachments_shown', 'upload_keys'])
const OUTBOX_PAGE = '/luring'

/** Telling works without a network: the report waits on the phone until it was received, exactly once. */
export async function tellOffline(): Promise<void> {
  await Promise.all([...document.querySelectorAll<HTMLFormElement>('form[data-outbox]')].map(enhance))
}

async function enhance(form: HTMLFormElement): Promise<void> {
  const key = form.elements.namedItem('submission_key')
  // The kept copy of the page is the same for every report written on it.
  if (form.hasAttribute('data-outbox-fresh') && key instanceof HTMLInputElement)
    key.value = crypto.randomUUID()
  const box = form.querySelector<HTMLElement>('[data-files]')
  const db = await openOutbox().catch(() => null)
  const files = db === null || box === null ? null : await keepTellFiles(form, box, db).catch(() => null)
  if (db === null || files === null) {
    if (box !== null) listIn(box)
    return
  }
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    const action = event.submitter?.getAttribute('value') ?? 'send'
    if (action === 'send' && (filledIn(form) || !navigator.onLine)) {
      event.preventDefault()
      send(form, db, files)
    } else if (navigator.onLine) files.intoForm()
    else {
      event.preventDefault()
      say(form, action === 'save' ? 'text-saved' : 'text-needs-network')
    }
  })
  keepVillages(form)
  form.dataset.outbox = 'ready'
}

async function send(form: HTMLFormElement, db: OutboxDb, files: TellFiles): Promise<void> {
  if (!filledIn(form)) {
    giveBack(form)
    form.reportValidity()
    return
  }
  if (files.someUnkept()) {
    if (!navigator.onLine) return say(form, 'text-unkept')
    return post(form, files)
  }
  const fields = fieldsOf(form)
  const id = fields.find(([name]) => name === 'submission_key')?.[1] ?? crypto.randomUUID()
  await alone(id, async () => {
    try {
      await queueReport(db, {
        id,
        at: Date.now(),
        fields,
        fileKeys: files.keys(),
        language: document.documentElement.lang,
        state: 'waiting',
      })
    } catch {
      // No room on the phone: only a network can take it now, as with any other form.
      if (!navigator.onLine) return say(form, 'text-full')
      return post(form, files)
    }
    files.stop()
    flagOutbox()
    await askForSync()
    if (!navigator.onLine) return leaveFor(OUTBOX_PAGE)
    const onProgress = (done: number) => say(form, 'text-progress', Math.round(done * 100), false)
    const outcome = await sendReport(db, id, { waited: false, onProgress })
    if (outcome.kind === 'sent') return leaveFor(outcome.next)
    if (outcome.kind === 'waiting') return leaveFor(OUTBOX_PAGE)
    // What is to mend is said best by the form itself, at its fields.
    await dropReport(db, id, 'to-draft')
    await post(form, files)
  })
}

/** Who tells of a place once will tell of its neighbours: the worker keeps their villages for times without a network. */
function keepVillages(form: HTMLFormElement): void {
  const code = form.elements.namedItem('area_code')
  if (!(code instanceof HTMLInputElement)) return
  code.addEventListener('change', () => {
    const [regency] = /^\d\d\.\d\d/.exec(code.value) ?? []
    if (regency === undefined || !navigator.serviceWorker?.controller || savesData()) return
    fetch(`/luring/wilayah/${regency}.json`).catch(() => undefined)
  })
}

/** The ordinary way, which shows what is to mend. */
async function post(form: HTMLFormElement, files: TellFiles): Promise<void> {
  await files.refresh()
  files.intoForm()
  form.submit()
}

/** The report is the outbox's duty now: the form begins anew next time. */
function leaveFor(address: string): void {
  forgetDraft(TELL_DRAFT)
  location.assign(address)
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !NOT_KEPT.has(entry[0]),
  )
}

function filledIn(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[required]')].every(
    ({ value }) => value.trim() !== '',
  )
}

function giveBack(form: HTMLFormElement): void {
  form.dispatchEvent(new Event('giveback'))
}

function say(form: HTMLFormElement, name: string, value: string | number = '', done = true): void {
  const status = form.querySelector<HTMLElement>('[data-outbox-status]')
  if (status !== null) status.textContent = words(status, name, value)
  if (done) giveBack(form)
}

/** Where the browser can send in the background it does so, also after the tab is closed. */
async function askForSync(): Promise<void> {
  try {
    navigator.storage?.persist?.()
    const registration = await navigator.serviceWorker?.getRegistration()
    if (registration && 'sync' in registration) {
      await (registration.sync as { register(tag: string): Promise<void> }).register('lapor-kirim')
    }
  } catch {}
}
