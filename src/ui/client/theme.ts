import { each } from './each.ts'

/** Change the colours at once and tell the server afterwards, so that the next page has them too. */
export function switchTheme(): void {
  each('form[data-theme-switch]', (form) => {
    form.addEventListener('submit', (event) => {
      const button = event.submitter
      if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      const body = new URLSearchParams()
      for (const [name, value] of new FormData(form, button)) body.append(name, String(value))
      if (button.value === 'system') delete document.documentElement.dataset.theme
      else document.documentElement.dataset.theme = button.value
      each('[data-theme-switch] button', (other) => {
        other.setAttribute('aria-pressed', String((other as HTMLButtonElement).value === button.value))
      })
      // Without an answer the choice holds for this page; nothing the visitor must know.
      fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {})
    })
  })
}
