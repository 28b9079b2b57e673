import { each, words } from './each.ts'

/** Tick all rows of a list at once, and say how many are ticked. */
export function selectMany(): void {
  each('[data-select-many]', (form) => {
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox][data-select]')]
    const all = form.querySelector<HTMLInputElement>('[data-select-all]')
    const count = form.querySelector<HTMLElement>('[data-select-count]')
    if (all === null || count === null) return
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length
      all.checked = ticked === boxes.length
      all.indeterminate = ticked > 0 && ticked < boxes.length
      count.textContent = words(count, ticked === 0 ? 'text-none' : 'text-some', ticked)
    }
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked
      show()
    })
    form.addEventListener('change', show)
    // A page the browser restores may have ticked rows.
    addEventListener('pageshow', show)
    // All of them may have been asked for before this arrived.
    if (all.checked) for (const box of boxes) box.checked = true
    show()
  })
}
