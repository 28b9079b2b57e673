import { each, words } from './each.ts'

const SETTING = 'lapor:shortcuts'

/** On lists of staff: `j` and `k` walk, Enter opens, `/` leads to the search. Can be switched off. */
export function walkByKeys(): void {
  let on = stored() !== 'off'
  each('[data-shortcuts-toggle]', (button) => {
    const show = () => {
      const label = button.querySelector('span')
      if (label) label.textContent = words(button, on ? 'text-on' : 'text-off')
      button.setAttribute('aria-pressed', String(on))
    }
    button.hidden = false
    show()
    button.addEventListener('click', () => {
      on = !on
      store(on ? 'on' : 'off')
      each('[data-shortcuts-toggle]', show)
    })
  })
  document.addEventListener('keydown', (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === '/') {
      const search = document.querySelector<HTMLElement>('[data-search]')
      if (search === null) return
      event.preventDefault()
      search.focus()
    }
    if (event.key === 'j') step(1)
    if (event.key === 'k') step(-1)
  })
}

function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-list-keys] [data-list-item]')].flatMap(
    (item) => item.querySelector<HTMLElement>('a[href]') ?? [],
  )
  const now = links.findIndex((link) => link.closest('[data-list-item]')?.contains(document.activeElement))
  const next = links[now < 0 ? 0 : Math.min(Math.max(now + by, 0), links.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}

function stored(): string | null {
  try {
    return localStorage.getItem(SETTING)
  } catch {
    return null
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(SETTING, value)
  } catch {}
}
