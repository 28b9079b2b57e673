import type { Suggestion } from '../combobox.tsx'
import { each, words } from './each.ts'

/** Fewer requests on slow lines than asking at every key. */
const PAUSE_MS = 180

/** Suggest while typing, after the ARIA combobox pattern with a list of options. */
export function suggest(): void {
  let number = 0
  each('[data-combobox]', (box) => {
    number += 1
    enhance(box, `suggestions-${number}`)
  })
}

function enhance(box: HTMLElement, listId: string): void {
  const input = box.querySelector<HTMLInputElement>('input[type=text]')
  const code = box.querySelector<HTMLInputElement>('[data-combobox-code]')
  if (input === null || code === null) return
  const { list, status } = addParts(box, listId)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', listId)
  input.setAttribute('aria-expanded', 'false')

  const minLength = Number(box.dataset.comboboxMin ?? 2)
  const url = box.dataset.comboboxUrl ?? ''
  const known = new Map<string, readonly Suggestion[]>()
  let shown: readonly Suggestion[] = []
  let active = -1
  let timer = 0
  let request = new AbortController()

  const close = () => {
    clearTimeout(timer)
    request.abort()
    list.hidden = true
    shown = []
    activate(-1)
    input.setAttribute('aria-expanded', 'false')
  }
  const activate = (index: number) => {
    active = index
    for (const [position, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(position === index))
      if (position === index) option.scrollIntoView({ block: 'nearest' })
    }
    if (index < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${listId}-${index}`)
  }
  const choose = (suggestion: Suggestion) => {
    input.value = suggestion.label
    code.value = suggestion.value
    close()
    status.textContent = ''
    code.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const open = (suggestions: readonly Suggestion[]) => {
    shown = suggestions
    list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const option = optionOf(suggestion, `${listId}-${index}`)
        option.addEventListener('click', () => choose(suggestion))
        return option
      }),
    )
    activate(-1)
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(suggestions.length > 0))
    status.classList.toggle('sr-only', suggestions.length > 0)
    status.textContent =
      suggestions.length > 0 ? words(box, 'text-count', suggestions.length) : words(box, 'text-none')
  }
  const ask = async () => {
    const query = input.value.trim()
    if (query.length < minLength) return close()
    request.abort()
    request = new AbortController()
    const { signal } = request
    try {
      const suggestions = known.get(query) ?? (await fetchSuggestions(url, query, signal))
      known.set(query, suggestions)
      if (!signal.aborted) open(suggestions)
    } catch {
      if (signal.aborted) return
      close()
      status.classList.remove('sr-only')
      status.textContent = words(box, 'text-failed')
    }
  }

  input.addEventListener('input', () => {
    // What was chosen no longer fits what is typed.
    code.value = ''
    status.textContent = ''
    clearTimeout(timer)
    timer = window.setTimeout(ask, PAUSE_MS)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && list.hidden) {
      event.preventDefault()
      void ask()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && !list.hidden) {
      const suggestion = shown[active]
      if (suggestion === undefined) return close()
      event.preventDefault()
      choose(suggestion)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
  // Who typed before this script arrived on a slow line is answered too.
  if (document.activeElement === input && code.value === '') void ask()
  input.addEventListener('blur', close)
  // Keeps the focus in the field while an option is pressed.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
}

async function fetchSuggestions(
  url: string,
  query: string,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const response = await fetch(url.replace('{query}', encodeURIComponent(query)), { signal })
  if (!response.ok) throw new Error(`suggestions: ${response.status}`)
  const body = (await response.json()) as { suggestions: readonly Suggestion[] }
  return body.suggestions
}

function addParts(box: HTMLElement, listId: string) {
  const list = document.createElement('ul')
  list.id = listId
  list.className = 'combobox-list'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', words(box, 'text-label'))
  const status = document.createElement('p')
  status.className = 'combobox-note sr-only'
  status.setAttribute('role', 'status')
  box.append(list, status)
  return { list, status }
}

function optionOf(suggestion: Suggestion, id: string): HTMLElement {
  const option = document.createElement('li')
  option.id = id
  option.className = 'combobox-option'
  option.setAttribute('role', 'option')
  option.textContent = suggestion.label
  if (suggestion.detail) {
    const detail = document.createElement('span')
    detail.className = 'combobox-detail'
    detail.textContent = suggestion.detail
    option.append(detail)
  }
  return option
}
