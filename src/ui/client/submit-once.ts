import { each, words } from './each.ts'

/** Long enough for a slow upload, short enough to try again by hand when the line is dead. */
const GIVE_BACK_AFTER_MS = 60_000

/** A second tap on a sending form does nothing; the button says that it is under way. */
export function submitOnce(): void {
  each('form[data-submit-once]', (form) => {
    let giveBack: (() => void) | null = null
    form.addEventListener('submit', (event) => {
      if (giveBack !== null) {
        event.preventDefault()
        return
      }
      if (event.defaultPrevented) return
      const button = event.submitter
      const label = button?.querySelector('span')
      const before = label?.textContent ?? ''
      button?.setAttribute('data-busy', '')
      button?.setAttribute('aria-disabled', 'true')
      if (label) label.textContent = words(form, 'submit-once')
      giveBack = () => {
        button?.removeAttribute('data-busy')
        button?.removeAttribute('aria-disabled')
        if (label) label.textContent = before
        giveBack = null
      }
      setTimeout(() => giveBack?.(), GIVE_BACK_AFTER_MS)
    })
    // A script that did not send after all.
    form.addEventListener('giveback', () => giveBack?.())
    // Coming back by the browser's back button shows the form as it was left.
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) giveBack?.()
    })
  })
}
