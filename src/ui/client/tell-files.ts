import { words } from './each.ts'
import { openFileBox } from './file-box.ts'
import { shrinkPhoto } from './outbox/shrink.ts'
import { DRAFT_OWNER, draftFile, type KeptFile, keepFile, type OutboxDb, openOutbox } from './outbox/store.ts'
import { FileRefused, uploadFile } from './outbox/upload-file.ts'

/** The files of the form that is being written. */
export interface TellFiles {
  keys(): string[]
  /** One at least did not fit into the phone's store: it lives only as long as this page. */
  someUnkept(): boolean
  /** Hand everything to an ordinary posting of the form: what arrived by its key, the rest as a file. */
  intoForm(): void
  /** Know again what is uploaded, after the outbox tried to send the report. */
  refresh(): Promise<void>
  /** Let uploads go, as the report takes them over. */
  stop(): void
}

interface Entry extends KeptFile {
  note: string
  kept: boolean
}

/**
 * Keep what is picked on the phone, shrunk, and upload it while the person goes on writing. A file survives the tab,
 * and its upload goes on where it broke off.
 */
export async function keepTellFiles(
  form: HTMLFormElement,
  element: HTMLElement,
  db: OutboxDb,
): Promise<TellFiles | null> {
  const box = openFileBox(element)
  const input = box?.inputs[0]
  if (box === null || input === undefined) return null
  await dropClaimed(db, form.hasAttribute('data-draft-sent'))
  const entries: Entry[] = (await db.getAllFromIndex('files', 'owner', DRAFT_OWNER)).map((file) => ({
    ...file,
    note: file.uploaded ? words(element, 'text-uploaded') : '',
    kept: true,
  }))
  const stop = new AbortController()
  // One after the other: on a slow line two at once only both take longer.
  let queue: Promise<unknown> = Promise.resolve()

  const show = () =>
    box.show(
      entries.map((entry) => ({ ...entry, size: entry.bytes.byteLength, remove: () => remove(entry) })),
    )
  const remove = (entry: Entry) => {
    entries.splice(entries.indexOf(entry), 1)
    db.delete('files', entry.key).catch(() => undefined)
    box.say('')
    show()
    input.focus()
  }
  const note = (entry: Entry, text: string) => {
    entry.note = text
    show()
  }
  const upload = (entry: Entry) => {
    queue = queue.then(async () => {
      if (stop.signal.aborted || !entries.includes(entry) || !navigator.onLine) return
      try {
        await uploadFile(entry, {
          db: entry.kept ? db : null,
          language: document.documentElement.lang,
          signal: stop.signal,
          onProgress: (share) => note(entry, words(element, 'text-uploading', Math.round(share * 100))),
        })
        note(entry, words(element, 'text-uploaded'))
      } catch (error) {
        if (error instanceof FileRefused) {
          remove(entry)
          box.say(error.message)
        } else if (!stop.signal.aborted) note(entry, waitingNote(element, entry.kept))
      }
    })
  }
  const add = async (files: readonly File[]) => {
    for (const file of box.fitting(files, entries.length + alreadyOnServer(element))) {
      const fresh = await draftFile(await shrinkPhoto(file))
      const kept = await keepFile(db, fresh).then(
        () => true,
        () => false,
      )
      const entry: Entry = { ...fresh, kept, note: waitingNote(element, kept) }
      if (!entry.kept) box.say(words(element, 'text-unkept', entry.name))
      entries.push(entry)
      show()
      upload(entry)
    }
  }
  for (const each of box.inputs) {
    each.addEventListener('change', () => {
      const picked = [...(each.files ?? [])]
      each.value = ''
      add(picked)
    })
  }
  const resume = () => {
    for (const entry of entries) if (!entry.uploaded) upload(entry)
  }
  addEventListener('online', resume)
  show()
  resume()

  return {
    keys: () => entries.map(({ key }) => key),
    someUnkept: () => entries.some(({ kept, uploaded }) => !kept && !uploaded),
    stop: () => stop.abort(),
    async refresh() {
      for (const entry of entries) {
        const kept = await db.get('files', entry.key)
        if (kept !== undefined) Object.assign(entry, kept)
      }
    },
    intoForm() {
      stop.abort()
      const transfer = new DataTransfer()
      const done: string[] = []
      for (const entry of entries) {
        done.push(entry.key)
        if (entry.uploaded) form.append(hidden('upload_keys', entry.key))
        else transfer.items.add(new File([entry.bytes], entry.name, { type: entry.type }))
      }
      input.files = transfer.files
      rememberClaimed(done)
    },
  }
}

function waitingNote(element: HTMLElement, kept: boolean): string {
  return words(element, kept ? 'text-kept' : 'text-only-here')
}

/** What the server's copy of the draft has already counts too. */
function alreadyOnServer(element: HTMLElement): number {
  return element.querySelectorAll('.file-keep input:checked').length
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'hidden'
  input.name = name
  input.value = value
  return input
}

const CLAIMED = 'lapor:berkas-terkirim'

/** Files that went with an ordinary posting are dropped here only when the page that came back shows them. */
function rememberClaimed(keys: readonly string[]): void {
  try {
    localStorage.setItem(CLAIMED, JSON.stringify(keys))
  } catch {}
}

async function dropClaimed(db: OutboxDb, areShown: boolean): Promise<void> {
  for (const key of takeClaimed()) if (areShown) await db.delete('files', key)
}

/** A page beside the form shows the files that went with it: here they are the server's now. */
export async function dropTakenFiles(): Promise<void> {
  const db = await openOutbox().catch(() => null)
  if (db === null) return
  await dropClaimed(db, true)
  db.close()
}

function takeClaimed(): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(CLAIMED) ?? '[]')
    localStorage.removeItem(CLAIMED)
    return Array.isArray(keys) ? keys.map(String) : []
  } catch {
    return []
  }
}
