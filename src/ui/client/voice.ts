import { each, words } from './each.ts'

/** The browser's own speech recognition; the DOM library does not know it yet. */
interface Recognition extends EventTarget {
  lang: string
  continuous: boolean
  interimResults: boolean
  start(): void
  stop(): void
}
type RecognitionClass = new () => Recognition
interface Heard {
  readonly resultIndex: number
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>
}

/** Say instead of type, where the browser can turn speech into text; elsewhere nothing is offered. */
export function writeByVoice(): void {
  const Class: RecognitionClass | undefined =
    Reflect.get(window, 'SpeechRecognition') ?? Reflect.get(window, 'webkitSpeechRecognition')
  if (Class === undefined) return
  each('[data-voice]', (box) => offer(box, Class))
}

function offer(box: HTMLElement, Class: RecognitionClass): void {
  const area = document.getElementById(box.dataset.voice ?? '')
  const button = box.querySelector<HTMLButtonElement>('button')
  const label = button?.querySelector('span')
  const status = box.querySelector<HTMLElement>('[role=status]')
  if (!(area instanceof HTMLTextAreaElement) || !button || !label || !status) return
  const recognition = new Class()
  recognition.lang = LOCALES[document.documentElement.lang] ?? 'id-ID'
  recognition.continuous = true
  recognition.interimResults = true
  let listening = false
  box.hidden = false

  const show = (text: string) => {
    status.textContent = text
    label.textContent = words(box, listening ? 'text-stop' : 'text-start')
    button.setAttribute('aria-pressed', String(listening))
  }
  button.addEventListener('click', () => {
    if (listening) return recognition.stop()
    try {
      recognition.start()
      listening = true
      show(words(box, 'text-listening'))
    } catch {
      show(words(box, 'text-failed'))
    }
  })
  recognition.addEventListener('result', (event) => {
    const { results, resultIndex } = event as unknown as Heard
    for (let index = resultIndex; index < results.length; index++) {
      const result = results[index]
      const text = result?.[0]?.transcript.trim() ?? ''
      if (result?.isFinal && text !== '') append(area, text)
      else status.textContent = text
    }
  })
  recognition.addEventListener('error', (event) => {
    listening = false
    show(words(box, Reflect.get(event, 'error') === 'not-allowed' ? 'text-denied' : 'text-failed'))
  })
  recognition.addEventListener('end', () => {
    if (!listening) return
    listening = false
    show('')
  })
}

const LOCALES: Readonly<Record<string, string | undefined>> = {
  id: 'id-ID',
  en: 'en-US',
  jv: 'jv-ID',
  su: 'su-ID',
}

function append(area: HTMLTextAreaElement, text: string): void {
  const before = area.value.trimEnd()
  const sentence =
    before === '' || /[.!?]$/.test(before) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  area.value = before === '' ? sentence : `${before} ${sentence}`
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
