import { dropFiles, type KeptFile, type OutboxDb, openOutbox, type QueuedReport } from './store.ts'
import { FileRefused, uploadFile } from './upload-file.ts'
import { within } from './within.ts'

export type Outcome =
  | { readonly kind: 'sent'; readonly number: string; readonly next: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  /** Nothing is lost; it is tried again when there is a network. */
  | { readonly kind: 'waiting' }

type Answer =
  | { kind: 'sent'; number: string; next: string }
  | { kind: 'refused'; problems: { text: string }[] }
  | { kind: 'missing'; keys: string[] }

export interface SendOptions {
  /** Nobody sits before the form any more: what is unclear of place and institution is left to people to find. */
  readonly waited: boolean
  onProgress?(done: number): void
}

/** By these a sent report is known on its phone; who sent it is nobody's business there any more. */
const KEPT_OF_SENT: ReadonlySet<string> = new Set(['title', 'body'])

/** As long as the slowest line that still delivers. */
const ANSWER_MS = 90_000

/** Send everything that waits. @returns how many wait still */
export async function sendAll(): Promise<{ waiting: number; sent: QueuedReport[] }> {
  const db = await openOutbox()
  const sent: QueuedReport[] = []
  let waiting = 0
  for (const { id, state } of await db.getAll('reports')) {
    if (state !== 'waiting') continue
    const outcome = await alone(id, () => sendReport(db, id, { waited: true }))
    const report = outcome.kind === 'sent' ? await db.get('reports', id) : undefined
    if (report !== undefined) sent.push(report)
    if (outcome.kind === 'waiting') waiting += 1
  }
  db.close()
  return { waiting, sent }
}

/** Send one report. The caller is alone with it. */
export async function sendReport(db: OutboxDb, id: string, options: SendOptions): Promise<Outcome> {
  const report = await db.get('reports', id)
  if (report === undefined) return { kind: 'waiting' }
  if (report.state === 'sent')
    return { kind: 'sent', number: report.number ?? '', next: report.next ?? '/saya' }
  const outcome = await attempt(db, report, options)
  if (outcome.kind === 'sent') {
    const fields = report.fields.filter(([name]) => KEPT_OF_SENT.has(name))
    await db.put('reports', { ...report, fields, state: 'sent', number: outcome.number, next: outcome.next })
    await dropFiles(db, id)
  } else if (outcome.kind === 'refused') {
    await db.put('reports', { ...report, state: 'refused', problems: outcome.problems })
  }
  return outcome
}

/**
 * Page and service worker never work on a report at the same time; when a page is closed the other's turn comes.
 * Where locks are missing the server still makes one report of two sendings.
 */
export function alone<Result>(id: string, act: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request(`lapor-kirim-${id}`, act) : act()
}

async function attempt(db: OutboxDb, report: QueuedReport, options: SendOptions): Promise<Outcome> {
  try {
    const files = await db.getAllFromIndex('files', 'owner', report.id)
    await uploadAll(db, report, files, options)
    let answer = await post(report, options)
    if (answer?.kind === 'missing') {
      const again = files.filter(({ key }) => answer?.kind === 'missing' && answer.keys.includes(key))
      for (const file of again) Object.assign(file, { uploaded: false, uploadUrl: null })
      await uploadAll(db, report, again, options)
      answer = await post(report, options)
    }
    if (answer === null || answer.kind === 'missing') return { kind: 'waiting' }
    return answer.kind === 'sent'
      ? answer
      : { kind: 'refused', problems: answer.problems.map(({ text }) => text) }
  } catch (error) {
    return error instanceof FileRefused ? { kind: 'refused', problems: [error.message] } : { kind: 'waiting' }
  }
}

async function uploadAll(
  db: OutboxDb,
  report: QueuedReport,
  files: readonly KeptFile[],
  { onProgress }: SendOptions,
): Promise<void> {
  for (const [index, file] of files.entries()) {
    await uploadFile(file, {
      db,
      language: report.language,
      onProgress: (share) => onProgress?.((index + share) / files.length),
    })
  }
}

/** Null when the server could not deal with it now. */
async function post(report: QueuedReport, { waited }: SendOptions): Promise<Answer | null> {
  const body = new URLSearchParams()
  for (const [name, value] of report.fields) body.append(name, value)
  for (const key of report.fileKeys) body.append('upload_keys', key)
  if (waited) body.append('waited', '1')
  const answer = await within(ANSWER_MS, async (signal): Promise<unknown> => {
    const headers = { 'x-lapor-antrean': '1' }
    const response = await fetch('/lapor/antrean', { method: 'POST', body, headers, signal })
    return [200, 409, 422].includes(response.status) ? response.json() : null
  })
  return typeof answer === 'object' && answer !== null && 'kind' in answer ? (answer as Answer) : null
}
