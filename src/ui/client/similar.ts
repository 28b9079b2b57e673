import { each } from './each.ts'

/** A person who pauses this long has said something; asking at every word would cost a slow line more than it gives. */
const PAUSE_MS = 900
/** What of the form tells of the incident; nothing of the person is sent. */
const ASKED_WITH = [
  '_csrf',
  'body',
  'title',
  'area_code',
  'location_text',
  'latitude',
  'longitude',
  'category_code',
  'secret',
]

interface Answer {
  /** For those who listen; the markup is not read out as a whole. */
  readonly said: string
  readonly html: string
}

/** Offer reports of the same incident while somebody writes theirs. Whatever fails here, the form works on. */
export function offerSimilar(): void {
  each('[data-similar]', (box) => {
    const form = box.closest('form')
    const list = box.querySelector<HTMLElement>('[data-similar-list]')
    const status = box.querySelector<HTMLElement>('[role=status]')
    const seen = form?.elements.namedItem('similar_seen')
    if (!form || !list || !status) return
    // The server need not ask again when it is sent.
    if (seen instanceof HTMLInputElement) seen.value = 'script'
    watch(form, async (signal) => {
      const body = new URLSearchParams()
      const fields = new FormData(form)
      for (const name of ASKED_WITH) body.set(name, String(fields.get(name) ?? ''))
      const response = await fetch(box.dataset.similar ?? '', { method: 'POST', body, signal })
      if (!response.ok) return
      const { said, html } = (await response.json()) as Answer
      // Whoever is about to press a button there must not lose it under their finger.
      if (signal.aborted || list.contains(document.activeElement) || list.innerHTML === html) return
      list.innerHTML = html
      if (status.textContent !== said) status.textContent = said
    })
  })
}

/** Ask after a pause, give up what was asked before, and ask the same only once. */
function watch(form: HTMLFormElement, ask: (signal: AbortSignal) => Promise<void>): void {
  let timer = 0
  let asked = ''
  let request = new AbortController()
  const wait = () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      const fields = new FormData(form)
      const now = ASKED_WITH.map((name) => fields.get(name)).join('\n')
      // An empty form tells of nothing; whoever only looks pays for no question.
      const told = fields.get('body') || fields.get('title')
      if (now === asked || (asked === '' && !told) || !navigator.onLine) return
      asked = now
      request.abort()
      request = new AbortController()
      ask(request.signal).catch(() => undefined)
    }, PAUSE_MS)
  }
  form.addEventListener('input', wait)
  form.addEventListener('change', wait)
  // A draft that came back tells something already.
  wait()
}
