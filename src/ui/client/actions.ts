import { each, words } from './each.ts'

/** Copy what the button carries, and say so on the button. */
export function offerCopying(): void {
  each('[data-copy]', (button) => {
    if (!navigator.clipboard) {
      button.hidden = true
      return
    }
    const label = button.querySelector('span')
    const before = label?.textContent ?? ''
    label?.setAttribute('aria-live', 'polite')
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? '')
      if (!label) return
      label.textContent = words(button, 'text-copied')
      setTimeout(() => {
        label.textContent = before
      }, 2500)
    })
  })
}

export function offerPrinting(): void {
  each('[data-print]', (button) => button.addEventListener('click', () => print()))
}
